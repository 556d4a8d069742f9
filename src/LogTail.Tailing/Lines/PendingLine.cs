using System.Buffers;

namespace LogTail.Tailing.Lines;

/// <summary>The beginning of a line whose terminator has not arrived. Keeps next to no memory while empty.</summary>
internal sealed class PendingLine
{
    // There are as many of these as files.
    private const int MostKeptBytes = 512;

    // Invariant: 0 <= Length <= _bytes.Length. Longer than MostKeptBytes it is rented, and given back when it is empty again: a line of the
    // greatest length, grown by and by, would otherwise leave several times its length behind.
    private byte[] _bytes = [];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length - Length < bytes.Length)
        {
            // Growing by half bounds what a line that trickles in costs; a first piece is kept at its size, as most are finished next.
            Grow(Math.Max(Length + bytes.Length, Length + (Length / 2)));
        }

        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > MostKeptBytes)
        {
            GiveBack();
            _bytes = [];
        }
    }

    private void Grow(int size)
    {
        var larger = size > MostKeptBytes ? ArrayPool<byte>.Shared.Rent(size) : new byte[size];
        Bytes.CopyTo(larger);
        GiveBack();
        _bytes = larger;
    }

    private void GiveBack()
    {
        if (_bytes.Length > MostKeptBytes)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }
    }
}
