namespace LogTail.Tailing.Lines;

/// <summary>The beginning of a line whose terminator has not arrived. Keeps next to no memory while empty.</summary>
internal sealed class PendingLine
{
    // There are as many of these as files.
    private const int MostKeptBytes = 512;

    // Invariant: 0 <= Length <= _bytes.Length.
    private byte[] _bytes = [];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length - Length < bytes.Length)
        {
            // Growing by half bounds what a line that trickles in costs; a first piece is kept at its size, as most are finished next.
            var size = Math.Max(Length + bytes.Length, Length + (Length / 2));
            Array.Resize(ref _bytes, size);
        }

        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > MostKeptBytes)
        {
            _bytes = [];
        }
    }
}
