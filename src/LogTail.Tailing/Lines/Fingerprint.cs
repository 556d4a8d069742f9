using System.Buffers.Binary;

namespace LogTail.Tailing.Lines;

/// <summary>128 bits that stand for some bytes. Tells files apart that differ by accident; not made against people who want a clash.</summary>
internal readonly record struct Fingerprint(ulong High, ulong Low)
{
    // Odd numbers without pattern: digits of the square roots of 2 and 3.
    private const ulong FirstFactor = 0x6A09E667F3BCC909;
    private const ulong SecondFactor = 0xBB67AE8584CAA73B;

    public static Fingerprint Of(ReadOnlySpan<byte> bytes)
    {
        var high = FirstFactor ^ (ulong)bytes.Length;
        var low = SecondFactor;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            Add(BinaryPrimitives.ReadUInt64LittleEndian(bytes), ref high, ref low);
        }

        if (!bytes.IsEmpty)
        {
            Add(Padded(bytes), ref high, ref low);
        }

        return new Fingerprint(Fold(high, FirstFactor), Fold(low ^ high, SecondFactor));
    }

    private static void Add(ulong word, ref ulong high, ref ulong low)
    {
        high = Fold(high ^ word, SecondFactor);
        low = Fold(low + word, FirstFactor) ^ ulong.RotateLeft(word, 29);
    }

    private static ulong Padded(ReadOnlySpan<byte> bytes)
    {
        Span<byte> padded = stackalloc byte[sizeof(ulong)];
        padded.Clear();
        bytes.CopyTo(padded);
        return BinaryPrimitives.ReadUInt64LittleEndian(padded);
    }

    private static ulong Fold(ulong value, ulong factor)
    {
        var upper = Math.BigMul(value, factor, out var lower);
        return unchecked(upper + lower) ^ value;
    }
}
