using System.Buffers;
using LogTail.Exposition.Pages;
using LogTail.Metrics;

namespace LogTail.Exposition.Json;

/// <summary>JSON strings as Go's encoder writes them: fit for HTML, and for JavaScript's idea of a newline.</summary>
internal static class JsonText
{
    // U+2028 and U+2029 begin with 0xE2 in UTF-8; what follows decides.
    private const byte LineSeparatorLead = 0xE2;

    private static readonly SearchValues<byte> Special = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(b => (byte)b), .. "\"\\<>&"u8, LineSeparatorLead]);

    /// <summary>Appends a string with its quotes.</summary>
    /// <param name="utf8">Valid UTF-8.</param>
    public static void Append(ref Utf8Writer output, ReadOnlySpan<byte> utf8)
    {
        output.Append((byte)'"');
        for (var special = utf8.IndexOfAny(Special); special >= 0; special = utf8.IndexOfAny(Special))
        {
            output.Append(utf8[..special]);
            utf8 = utf8[(special + AppendSpecial(ref output, utf8[special..]))..];
        }

        output.Append(utf8);
        output.Append((byte)'"');
    }

    /// <summary>Appends a text of ours or of a program with its quotes.</summary>
    public static void Append(ref Utf8Writer output, string text)
    {
        var utf8 = new byte[LineText.MaxBytes(text.Length)];
        Append(ref output, utf8.AsSpan(0, LineText.ToUtf8(text, utf8)));
    }

    /// <returns>Bytes used.</returns>
    private static int AppendSpecial(ref Utf8Writer output, ReadOnlySpan<byte> utf8)
    {
        switch (utf8[0])
        {
            case (byte)'"' or (byte)'\\':
                output.Append((byte)'\\');
                output.Append(utf8[0]);
                return 1;
            case (byte)'\n':
                output.Append("\\n"u8);
                return 1;
            case (byte)'\r':
                output.Append("\\r"u8);
                return 1;
            case (byte)'\t':
                output.Append("\\t"u8);
                return 1;
            case LineSeparatorLead:
                return AppendAfterLead(ref output, utf8);
            default:
                output.Append("\\u00"u8);
                output.Append(HexDigit(utf8[0] >> 4));
                output.Append(HexDigit(utf8[0] & 0xF));
                return 1;
        }
    }

    private static int AppendAfterLead(ref Utf8Writer output, ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith("\u2028"u8) || utf8.StartsWith("\u2029"u8))
        {
            output.Append(utf8[2] == 0xA8 ? "\\u2028"u8 : "\\u2029"u8);
            return 3;
        }

        output.Append(LineSeparatorLead);
        return 1;
    }

    private static byte HexDigit(int value) => "0123456789abcdef"u8[value];
}
