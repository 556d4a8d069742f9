using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace LogTail.Tailing.Lines;

/// <summary>
/// Decodes UTF-8 without losing anything: each byte that is not part of valid UTF-8 becomes the one char U+F700 + byte. A genuine
/// U+F780 to U+F7FF would be taken for such a byte, so it is written as its three bytes, each escaped. The result never
/// has more chars than there were bytes, and never a lone surrogate.
/// </summary>
internal static class EscapedUtf8
{
    private const char EscapeBase = '\uF700';
    private const char FirstEscape = '\uF780';
    private const char LastEscape = '\uF7FF';

    // Valid scalars in a row after which the vectorised decoder is worth calling again.
    private const int CalmScalars = 16;

    /// <param name="bytes">Whole lines: a sequence cut off at the end counts as invalid.</param>
    /// <param name="chars">At least as long as <paramref name="bytes"/>.</param>
    /// <returns>Chars written.</returns>
    public static int Decode(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        if (Ascii.ToUtf16(bytes, chars, out var written) == OperationStatus.Done)
        {
            return written;
        }

        bytes = bytes[written..];
        while (!bytes.IsEmpty)
        {
            var status = Utf8.ToUtf16(bytes, chars[written..], out var read, out var added, replaceInvalidSequences: false);
            written = EscapeGenuine(chars, written, added);
            bytes = bytes[read..];
            if (status != OperationStatus.Done)
            {
                written += DecodeUntilCalm(ref bytes, chars[written..]);
            }
        }

        return written;
    }

    // One scalar or invalid byte at a time. Bytes of a binary file would otherwise cost a call of the vectorised decoder each.
    private static int DecodeUntilCalm(ref ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        var written = 0;
        for (var calm = 0; calm < CalmScalars && !bytes.IsEmpty; calm++)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var length) == OperationStatus.Done)
            {
                var added = rune.EncodeToUtf16(chars[written..]);
                written = EscapeGenuine(chars, written, added);
                bytes = bytes[length..];
            }
            else
            {
                chars[written++] = (char)(EscapeBase + bytes[0]);
                bytes = bytes[1..];
                calm = -1;
            }
        }

        return written;
    }

    /// <summary>Widens each genuine U+F780 to U+F7FF of <c>chars[start..start + added]</c> to the three escapes of its bytes.</summary>
    /// <returns>Where the text ends then.</returns>
    public static int EscapeGenuine(Span<char> chars, int start, int added)
    {
        var from = start + added;
        if (!chars[start..from].ContainsAnyInRange(FirstEscape, LastEscape))
        {
            return from;
        }

        var end = from + (2 * CountGenuine(chars[start..from]));
        for (var to = end; to > from;)
        {
            // From the end, so that each char moves once.
            var unit = chars[--from];
            if (unit is >= FirstEscape and <= LastEscape)
            {
                chars[--to] = (char)(EscapeBase + (0x80 | (unit & 0x3F)));
                chars[--to] = (char)(EscapeBase + (0x80 | ((unit >> 6) & 0x3F)));
                chars[--to] = (char)(EscapeBase + 0xEF);
            }
            else
            {
                chars[--to] = unit;
            }
        }

        return end;
    }

    private static int CountGenuine(ReadOnlySpan<char> chars)
    {
        var count = 0;
        foreach (var unit in chars)
        {
            count += unit is >= FirstEscape and <= LastEscape ? 1 : 0;
        }

        return count;
    }
}
