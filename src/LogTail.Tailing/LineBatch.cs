using System.Collections.Immutable;
using System.Text.Json;
using LogTail.Tailing.Kafka;
using LogTail.Tailing.Lines;

namespace LogTail.Tailing;

/// <summary>
/// A block of lines of one source, lent until <see cref="Release"/>. Batches of one source come in the order of its bytes.
/// </summary>
public sealed class LineBatch
{
    private readonly BatchPool _pool;
    private readonly char[] _usualText;

    // _usualText, or a longer one of the pool's.
    private char[] _text;
    private Range[] _lines;
    private int _length;
    private int _lineCount;

    // Bytes before EndOffset, and the beginning of the file, for a checkpoint's fingerprints.
    internal Anchor Anchor;
    internal BytesMark Head;

    internal LineBatch(BatchPool pool, int usualChars)
    {
        _pool = pool;
        _usualText = new char[usualChars];
        _text = _usualText;
        _lines = new Range[usualChars / 32];
    }

    /// <summary>
    /// The absolute path as the pattern found it (a link's own name), or the name of a stream. A rotated file's late lines carry the name
    /// under which it was first found.
    /// </summary>
    public string SourceName { get; private set; } = "";

    /// <summary>Which file the lines come from; the default value for streams.</summary>
    public FileIdentity Identity { get; private set; }

    /// <summary>All lines. A byte that is not valid UTF-8 is the one char U+F700 + byte; there are no lone surrogates.</summary>
    public ReadOnlySpan<char> Text => _text.AsSpan(0, _length);

    /// <summary>Where each line is in <see cref="Text"/>, without its LF or CRLF; at least one.</summary>
    public ReadOnlySpan<Range> Lines => _lines.AsSpan(0, _lineCount);

    /// <summary>
    /// What came along with each line, one element per line: the object of a webhook entry in JSON, an empty object for one in text.
    /// <see langword="null"/> for all other sources. Valid as long as the batch.
    /// </summary>
    public IReadOnlyList<JsonElement>? Extras { get; internal set; }

    /// <summary>Bytes from the start of the source to just past the last line of this batch: what a checkpoint stores.</summary>
    public long EndOffset { get; internal set; }

    /// <summary>The last line was cut at the limit, and the bytes from <see cref="EndOffset"/> to the next LF belong to it.</summary>
    public bool EndsInsideLine { get; internal set; }

    /// <summary>Number of this batch among those of files, from 1, in the order of the channel; 0 for streams.</summary>
    public long Sequence { get; internal set; }

    /// <summary>Where its file stands once its lines are consumed: what a checkpoint keeps. Not for streams.</summary>
    public SourcePosition PositionAfter()
    {
        Span<byte> before = stackalloc byte[Anchor.Capacity];
        var anchor = BytesMark.Of(before[..Anchor.CopyTo(before)]);
        return new SourcePosition(SourceName, Identity, EndOffset, EndsInsideLine, Encoding, Head, anchor, IsClosed: false);
    }

    /// <summary>Up to where partitions of Kafka are consumed once its lines are; empty for all other sources.</summary>
    public ImmutableArray<KafkaPosition> KafkaPositions { get; internal set; } = [];

    /// <summary>
    /// Gives the buffers back: its lines are consumed. The batch must not be touched afterwards; call it exactly once, on any thread.
    /// </summary>
    public void Release()
    {
        var released = Released;
        Released = null;
        _pool.Return(this);
        released?.Invoke();
    }

    internal int UsualChars => _usualText.Length;

    // Told, on the consumer's thread, that the lines are consumed. For sources that owe somebody an answer.
    internal Action? Released { get; set; }

    internal LineEncoding? Encoding { get; set; }

    internal void Open(string sourceName, FileIdentity identity)
    {
        SourceName = sourceName;
        Identity = identity;
        _length = 0;
        _lineCount = 0;
        EndsInsideLine = false;
        Sequence = 0;
        Extras = null;
        KafkaPositions = [];
        Released = null;
    }

    /// <summary>Lets go of what a very long line needed.</summary>
    internal void Trim()
    {
        if (_text != _usualText)
        {
            _pool.ReturnText(_text);
            _text = _usualText;
        }
    }

    /// <summary>Where to decode to next; what is used must be announced by <see cref="AddBlock"/> or <see cref="AddLine"/>.</summary>
    internal Span<char> Room(int chars)
    {
        if (_text.Length - _length < chars)
        {
            // Growing by half bounds what many small additions cost.
            var longer = _pool.RentText(Math.Max(_length + chars, _text.Length + (_text.Length / 2)));
            Text.CopyTo(longer);
            Trim();
            _text = longer;
        }

        return _text.AsSpan(_length);
    }

    /// <summary>One line without a terminator.</summary>
    internal int AddLine(int chars)
    {
        var start = _length;
        _length += chars;
        return Add(start, _length);
    }

    /// <summary>Decodes and adds lines as long as they are ASCII.</summary>
    /// <param name="bytes">Lines that each end in LF, in an encoding that contains ASCII.</param>
    /// <param name="nuls">NULs left out at the beginnings of lines.</param>
    /// <returns>Bytes taken: whole lines.</returns>
    internal int AddAsciiLines(ReadOnlySpan<byte> bytes, out int nuls)
    {
        Span<int> ends = stackalloc int[256];
        var taken = 0;
        nuls = 0;
        while (true)
        {
            var begin = _length;
            AsciiLines.Widen(bytes[taken..], Room(bytes.Length - taken), ends, out var count);
            if (count == 0)
            {
                return taken;
            }

            var start = begin;
            foreach (var end in ends[..count])
            {
                var last = begin + end;
                nuls += Add(start, last > start && _text[last - 1] == '\r' ? last - 1 : last);
                start = last + 1;
            }

            taken += start - begin;
            _length = start;
        }
    }

    /// <summary>Lines that were handed over as such, in UTF-8: whatever they begin with or hold belongs to them.</summary>
    /// <returns>How many were longer than the limit and were cut.</returns>
    internal int AddTexts(IReadOnlyList<ReadOnlyMemory<byte>> lines, int maxLineBytes)
    {
        var utf8 = EncodedText.Of(LineEncoding.Utf8);
        var cuts = 0;
        foreach (var line in lines)
        {
            cuts += line.Length > maxLineBytes ? 1 : 0;
            var kept = utf8.Cut(line.Span, maxLineBytes);
            var start = _length;
            _length += utf8.Decode(kept, Room(utf8.MaxChars(kept.Length)));
            AddRange(start, _length);
        }

        return cuts;
    }

    /// <summary>Lines that each end in LF.</summary>
    /// <returns>NUL chars left out at the beginnings of lines.</returns>
    internal int AddBlock(int chars)
    {
        var nuls = 0;
        var start = _length;
        _length += chars;
        while (start < _length)
        {
            var end = start + _text.AsSpan(start, _length - start).IndexOf('\n');
            nuls += Add(start, end > start && _text[end - 1] == '\r' ? end - 1 : end);
            start = end + 1;
        }

        return nuls;
    }

    private int Add(int start, int end)
    {
        var nuls = 0;
        if (start < end && _text[start] == '\0')
        {
            var text = _text.AsSpan(start, end - start);
            nuls = text.Length - text.TrimStart('\0').Length;
        }

        AddRange(start + nuls, end);
        return nuls;
    }

    private void AddRange(int start, int end)
    {
        if (_lineCount == _lines.Length)
        {
            Array.Resize(ref _lines, _lines.Length * 2);
        }

        _lines[_lineCount++] = new Range(start, end);
    }
}
