using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace LogTail.Metrics;

/// <summary>
/// The text of a line on its way out. A line is UTF-16; a byte b that was not part of valid UTF-8 stands in it as the
/// one char U+F700 + b, from U+F780 to U+F7FF. Every output must be valid UTF-8: such a byte leaves as U+FFFD, except
/// where several of them together are valid UTF-8 after all.
/// </summary>
public static class LineText
{
    private const char FirstEscape = '\uF780';
    private const char LastEscape = '\uF7FF';
    private const int EscapeBase = 0xF700;

    private static ReadOnlySpan<byte> Replacement => "\uFFFD"u8;

    /// <summary>The most bytes that so many chars become.</summary>
    public static int MaxBytes(int charCount) => checked(charCount * 3);

    /// <summary>Writes valid UTF-8.</summary>
    /// <param name="utf8">At least <see cref="MaxBytes"/> long.</param>
    /// <returns>Bytes written.</returns>
    public static int ToUtf8(ReadOnlySpan<char> text, Span<byte> utf8)
    {
        if (Ascii.FromUtf16(text, utf8, out var written) == OperationStatus.Done)
        {
            return written;
        }

        var rest = text[written..];
        while (true)
        {
            var escape = rest.IndexOfAnyInRange(FirstEscape, LastEscape);
            Utf8.FromUtf16(escape < 0 ? rest : rest[..escape], utf8[written..], out _, out var plain);
            written += plain;
            if (escape < 0)
            {
                return written;
            }

            rest = rest[escape..];
            rest = rest[UnescapeFirst(rest, utf8[written..], out var bytes)..];
            written += bytes;
        }
    }

    /// <summary>Writes the character that the escapes at the start of a text spell.</summary>
    /// <returns>Chars used: 1 when the byte is not valid UTF-8.</returns>
    private static int UnescapeFirst(ReadOnlySpan<char> text, Span<byte> utf8, out int written)
    {
        Span<byte> raw = stackalloc byte[4];
        var count = 0;
        while (count < raw.Length && count < text.Length && text[count] is >= FirstEscape and <= LastEscape)
        {
            raw[count] = (byte)(text[count] - EscapeBase);
            count++;
        }

        if (Rune.DecodeFromUtf8(raw[..count], out _, out var length) == OperationStatus.Done)
        {
            raw[..length].CopyTo(utf8);
            written = length;
            return length;
        }

        Replacement.CopyTo(utf8);
        written = Replacement.Length;
        return 1;
    }
}
