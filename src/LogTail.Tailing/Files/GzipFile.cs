using System.Buffers.Binary;
using System.IO.Compression;

namespace LogTail.Tailing.Files;

/// <summary>
/// A gzip file as the file that was compressed. Made to be read forwards: the beginning and the last bytes that were read stay at hand, going
/// further back decompresses everything anew. A damaged file ends where the damage begins.
/// </summary>
internal sealed class GzipFile(IOpenFile file) : IOpenFile
{
    private const int KeptHead = 1024;
    private const int KeptBehind = 4096;
    private const int StepBytes = 64 * 1024;

    private readonly byte[] _head = new byte[KeptHead];
    private GZipStream _stream = Begin(file);

    // The last bytes that were decompressed: those from _start on, _count of them.
    private byte[] _window = new byte[KeptBehind + (2 * StepBytes)];
    private long _start;
    private int _count;
    private bool _isAtEnd;

    private long DecompressedTo => _start + _count;

    public FileFault Read(Span<byte> buffer, long offset, out int count)
    {
        if (offset < _start && offset + buffer.Length <= Math.Min(KeptHead, DecompressedTo))
        {
            _head.AsSpan((int)offset, buffer.Length).CopyTo(buffer);
            count = buffer.Length;
            return FileFault.None;
        }

        if (offset < _start)
        {
            Rewind();
        }

        while (!_isAtEnd && DecompressedTo < offset + buffer.Length)
        {
            Step(Math.Min(offset, DecompressedTo) - KeptBehind);
        }

        count = (int)Math.Clamp(DecompressedTo - offset, 0, buffer.Length);
        if (count > 0)
        {
            _window.AsSpan((int)(offset - _start), count).CopyTo(buffer);
        }

        return FileFault.None;
    }

    /// <summary>Of the compressed file, but with the length that is known of the other: one more than what was read, until the end is reached.</summary>
    public FileFault Stat(out FileStatus status)
    {
        var fault = file.Stat(out status);
        status = status with { Length = _isAtEnd ? DecompressedTo : DecompressedTo + 1 };
        return fault;
    }

    public long NextData(long offset) => offset;

    /// <summary>
    /// The length that a gzip file says it has when decompressed (RFC 1952: modulo 2^32, of the last of several that were put together), without
    /// decompressing it; null when it cannot be read.
    /// </summary>
    public uint? ReadClaimedLength()
    {
        Span<byte> end = stackalloc byte[sizeof(uint)];
        return file.Stat(out var status) == FileFault.None
            && status.Length > end.Length
            && file.Read(end, status.Length - end.Length, out var count) == FileFault.None
            && count == end.Length
            ? BinaryPrimitives.ReadUInt32LittleEndian(end)
            : null;
    }

    public void Dispose()
    {
        _stream.Dispose();
        file.Dispose();
    }

    private static GZipStream Begin(IOpenFile file) => new(new ForwardStream(file), CompressionMode.Decompress);

    private void Rewind()
    {
        _stream.Dispose();
        _stream = Begin(file);
        (_start, _count, _isAtEnd) = (0, 0, false);
    }

    // Decompresses a little more; what lies before the place may be forgotten.
    private void Step(long keepFrom)
    {
        var forgotten = (int)Math.Clamp(keepFrom - _start, 0, _count);
        if (_window.Length - _count < StepBytes)
        {
            _window.AsSpan(forgotten, _count - forgotten).CopyTo(_window);
            _start += forgotten;
            _count -= forgotten;
            if (_window.Length - _count < StepBytes)
            {
                Array.Resize(ref _window, _window.Length * 2);
            }
        }

        var added = Decompress(_window.AsSpan(_count, StepBytes));
        if (DecompressedTo < KeptHead)
        {
            var head = _window.AsSpan(_count, (int)Math.Min(added, KeptHead - DecompressedTo));
            head.CopyTo(_head.AsSpan((int)DecompressedTo));
        }

        _count += added;
        _isAtEnd = added == 0;
    }

    private int Decompress(Span<byte> room)
    {
        try
        {
            return _stream.Read(room);
        }
        catch (Exception damage) when (damage is InvalidDataException or IOException)
        {
            return 0;
        }
    }

    private sealed class ForwardStream(IOpenFile file) : Stream
    {
        private long _offset;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            if (file.Read(buffer, _offset, out var count) != FileFault.None)
            {
                throw new IOException("The compressed file cannot be read.");
            }

            _offset += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
