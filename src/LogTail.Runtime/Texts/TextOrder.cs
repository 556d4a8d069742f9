using System.Runtime.CompilerServices;

namespace LogTail.Runtime.Texts;

/// <summary>Order and size of texts by the bytes they were decoded from, as mtail has them.</summary>
public static class TextOrder
{
    /// <summary>
    /// Compares byte by byte. That is not the order of UTF-16 units: there the characters beyond U+FFFF come before U+E000, and bytes that were
    /// no valid UTF-8 have a place of their own.
    /// </summary>
    /// <returns>Negative, zero or positive.</returns>
    public static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var same = left.CommonPrefixLength(right);
        if (same == left.Length || same == right.Length)
        {
            return left.Length - right.Length;
        }

        if (left[same] < '\uD800' && right[same] < '\uD800')
        {
            return left[same] - right[same];
        }

        // Step back to the start of a character that differs only in its second half.
        var start = same > 0 && char.IsHighSurrogate(left[same - 1]) ? same - 1 : same;
        return CompareBytes(left[start..], right[start..]);
    }

    /// <summary>Whether two texts are the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreEqual(ReadOnlySpan<char> left, ReadOnlySpan<char> right) => left.SequenceEqual(right);

    /// <summary>The number of bytes of a text.</summary>
    public static long ByteCount(ReadOnlySpan<char> text)
    {
        var ascii = text.IndexOfAnyExceptInRange('\0', '\x7F');
        if (ascii < 0)
        {
            return text.Length;
        }

        long count = ascii;
        foreach (var c in text[ascii..])
        {
            // Half of a surrogate pair is two of its four bytes.
            count += c < 0x80 || LineEscape.Is(c) ? 1 : c < 0x800 || char.IsSurrogate(c) ? 2 : 3;
        }

        return count;
    }

    private static int CompareBytes(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var leftBytes = new LineBytes(left);
        var rightBytes = new LineBytes(right);
        while (true)
        {
            var a = leftBytes.Next();
            var b = rightBytes.Next();
            if (a != b || a < 0)
            {
                return a - b;
            }
        }
    }
}
