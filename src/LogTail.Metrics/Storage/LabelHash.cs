using System.Buffers.Binary;

namespace LogTail.Metrics.Storage;

/// <summary>
/// Hash of label text. Log lines are hostile input: the two secrets are drawn per process, so that nobody can write lines whose labels all collide.
/// </summary>
internal static class LabelHash
{
    private static readonly ulong First = Secret();
    private static readonly ulong Second = Secret();

    /// <summary>Hashes eight bytes per multiplication.</summary>
    public static uint Of(ReadOnlySpan<byte> text)
    {
        var hash = First ^ (ulong)text.Length;
        if (text.Length < sizeof(ulong))
        {
            hash = Fold(hash ^ Short(text), Second);
        }
        else
        {
            // The last eight bytes may overlap those before: the length is in the hash, so no two texts become the same by that.
            var last = BinaryPrimitives.ReadUInt64LittleEndian(text[^sizeof(ulong)..]);
            for (; text.Length > sizeof(ulong); text = text[sizeof(ulong)..])
            {
                hash = Fold(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text), Second);
            }

            hash = Fold(hash ^ last, Second);
        }

        return (uint)(hash ^ (hash >> 32));
    }

    private static ulong Short(ReadOnlySpan<byte> text)
    {
        ulong number = 0;
        foreach (var b in text)
        {
            number = (number << 8) | b;
        }

        return number;
    }

    private static ulong Fold(ulong value, ulong secret)
    {
        var high = Math.BigMul(value, secret, out var low);
        return high ^ low ^ First;
    }

    // The system's random bits come in a GUID without OpenSSL, which takes longer to load than a program. Six of its bits are fixed, in each half at
    // another place, so that the halves together are all random.
    private static ulong Secret()
    {
        Span<byte> drawn = stackalloc byte[2 * sizeof(ulong)];
        Guid.NewGuid().TryWriteBytes(drawn);
        return (BinaryPrimitives.ReadUInt64LittleEndian(drawn) ^ BinaryPrimitives.ReadUInt64LittleEndian(drawn[sizeof(ulong)..])) | 1;
    }
}
