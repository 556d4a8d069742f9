using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace LogTail.GrokExporter.Webhook;

/// <summary>
/// Makes a body fit for .NET's JSON reader, which hands out no text with bytes that are not UTF-8, or with half a surrogate pair. Go's puts
/// U+FFFD in their place, and so do we.
/// </summary>
internal static class JsonBytes
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private static ReadOnlySpan<byte> Escape => "\\u"u8;

    /// <param name="body">Is changed in place where that is enough.</param>
    public static ReadOnlyMemory<byte> Mend(Memory<byte> body)
    {
        if (body.Span.StartsWith(ByteOrderMark))
        {
            body = body[ByteOrderMark.Length..];
        }

        if (!Utf8.IsValid(body.Span))
        {
            body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body.Span));
        }

        MendSurrogates(body.Span);
        return body;
    }

    private static void MendSurrogates(Span<byte> body)
    {
        for (var at = 0; at < body.Length;)
        {
            var backslash = body[at..].IndexOf((byte)'\\');
            if (backslash < 0)
            {
                return;
            }

            at += backslash;
            if (!TryReadUnit(body[at..], out var unit))
            {
                // The backslash and what it escapes.
                at += 2;
                continue;
            }

            if (char.IsHighSurrogate(unit) && TryReadUnit(body[Math.Min(at + 6, body.Length)..], out var next) && char.IsLowSurrogate(next))
            {
                at += 12;
                continue;
            }

            if (char.IsSurrogate(unit))
            {
                "FFFD"u8.CopyTo(body[(at + 2)..]);
            }

            at += 6;
        }
    }

    private static bool TryReadUnit(ReadOnlySpan<byte> text, out char unit)
    {
        unit = '\0';
        if (text.Length < 6 || !text.StartsWith(Escape) || !ushort.TryParse(text[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        unit = (char)value;
        return true;
    }
}
