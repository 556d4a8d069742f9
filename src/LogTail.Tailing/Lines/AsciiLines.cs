using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogTail.Tailing.Lines;

/// <summary>
/// Widens ASCII to UTF-16 and finds the line feeds in the same pass over the bytes. Most logs are nothing else; where this ends,
/// <see cref="EncodedText.Decode"/> and a search for line feeds in the chars go on, and give the same.
/// </summary>
internal static class AsciiLines
{
    /// <summary>Decodes up to the first byte that is not ASCII, or the last few bytes.</summary>
    /// <param name="bytes">Lines.</param>
    /// <param name="chars">At least as long.</param>
    /// <param name="lineFeeds">Gets the index of each line feed; at least as long as there can be any.</param>
    /// <param name="count">How many it got.</param>
    /// <returns>Bytes decoded, which is chars written.</returns>
    public static int Widen(ReadOnlySpan<byte> bytes, Span<char> chars, Span<int> lineFeeds, out int count)
    {
        count = 0;
        if (!Vector256.IsHardwareAccelerated)
        {
            return 0;
        }

        ref var source = ref MemoryMarshal.GetReference(bytes);
        ref var target = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<char, ushort>(chars[..bytes.Length]));
        var lineFeed = Vector256.Create((byte)'\n');
        var done = 0;
        for (; done <= bytes.Length - Vector256<byte>.Count && count <= lineFeeds.Length - Vector256<byte>.Count; done += Vector256<byte>.Count)
        {
            var block = Vector256.LoadUnsafe(ref source, (nuint)done);
            if (block.ExtractMostSignificantBits() != 0)
            {
                break;
            }

            var (low, high) = Vector256.Widen(block);
            low.StoreUnsafe(ref target, (nuint)done);
            high.StoreUnsafe(ref target, (nuint)(done + Vector256<ushort>.Count));
            for (var found = Vector256.Equals(block, lineFeed).ExtractMostSignificantBits(); found != 0; found &= found - 1)
            {
                lineFeeds[count] = done + int.TrailingZeroCount((int)found);
                count++;
            }
        }

        return done;
    }
}
