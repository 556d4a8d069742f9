using System.Runtime.CompilerServices;

namespace LogTail.Tailing.Lines;

/// <summary>
/// The last bytes before a place in a file, at most <see cref="Capacity"/>. Bytes that were only ever appended do not change, so
/// a file whose bytes there differ was truncated or rewritten.
/// </summary>
internal struct Anchor
{
    public const int Capacity = 64;

    private Storage _bytes;

    /// <summary>Bytes kept: fewer than <see cref="Capacity"/> only near the beginning of a file.</summary>
    public int Length { get; private set; }

    /// <summary>The place moved on over these bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        Span<byte> all = _bytes;
        if (bytes.Length >= Capacity)
        {
            bytes[^Capacity..].CopyTo(all);
            Length = Capacity;
            return;
        }

        var kept = Math.Min(Length, Capacity - bytes.Length);
        all[(Length - kept)..Length].CopyTo(all);
        bytes.CopyTo(all[kept..]);
        Length = kept + bytes.Length;
    }

    public void Clear() => Length = 0;

    /// <summary>Copies the bytes.</summary>
    /// <returns>How many.</returns>
    public readonly int CopyTo(Span<byte> destination)
    {
        ReadOnlySpan<byte> all = _bytes;
        all[..Length].CopyTo(destination);
        return Length;
    }

    [InlineArray(Capacity)]
    private struct Storage
    {
        private byte _first;
    }
}
