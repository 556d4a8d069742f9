using System.Buffers;
using System.Text;

namespace LogTail.Grok;

/// <summary>
/// Lines of a stream, one after the other, in memory that a single line cannot exhaust. Bytes that are not UTF-8 become U+FFFD; a byte order
/// mark at the beginning is left out. Used by one thread.
/// </summary>
internal sealed class ByteLines(Stream stream)
{
    /// <summary>A longer line is cut there, as when logs are followed.</summary>
    public const int MaxLineBytes = 1 << 20;

    private const int BlockBytes = 1 << 16;

    private readonly byte[] _block = new byte[BlockBytes];

    // What an earlier block began; the line is longer than MaxLineBytes once _isCut.
    private readonly ArrayBufferWriter<byte> _begun = new();
    private bool _isCut;
    private bool _isFirst = true;
    private int _next;
    private int _end;

    /// <summary>Lines that were cut.</summary>
    public long CutCount { get; private set; }

    /// <summary>Called before it may take long for the next line to come.</summary>
    public Action BeforeWaiting { get; init; } = () => { };

    /// <summary>The next line, without its LF or CRLF.</summary>
    /// <returns><see langword="null"/> at the end; a last line without a terminator is one.</returns>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public string? Read()
    {
        while (true)
        {
            var rest = _block.AsSpan(_next, _end - _next);
            var terminator = rest.IndexOf((byte)'\n');
            if (terminator >= 0)
            {
                _next += terminator + 1;
                return Finish(rest[..terminator]);
            }

            Keep(rest);
            BeforeWaiting();
            _next = 0;
            _end = stream.Read(_block);
            if (_end == 0)
            {
                return _begun.WrittenCount > 0 ? Finish([]) : null;
            }
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        var room = MaxLineBytes - _begun.WrittenCount;
        _isCut |= bytes.Length > room;
        _begun.Write(bytes[..Math.Min(bytes.Length, room)]);
    }

    private string Finish(ReadOnlySpan<byte> tail)
    {
        var line = tail;
        if (_begun.WrittenCount > 0)
        {
            Keep(tail);
            line = _begun.WrittenSpan;
        }

        if (_isFirst && line.StartsWith(Encoding.UTF8.Preamble))
        {
            line = line[Encoding.UTF8.Preamble.Length..];
        }

        var text = Encoding.UTF8.GetString(line.EndsWith("\r"u8) && !_isCut ? line[..^1] : line);
        CutCount += _isCut ? 1 : 0;
        _isFirst = false;
        _isCut = false;
        _begun.ResetWrittenCount();
        return text;
    }
}
