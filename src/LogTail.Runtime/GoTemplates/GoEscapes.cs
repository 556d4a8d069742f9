using System.Globalization;
using System.Text;
using LogTail.Runtime.Texts;

namespace LogTail.Runtime.GoTemplates;

/// <summary>The escaping functions of templates.</summary>
public static class GoEscapes
{
    /// <summary><c>html</c></summary>
    public static string Html(params ReadOnlySpan<GoValue> values)
    {
        var escaped = new StringBuilder();
        foreach (var c in GoPrint.ToEscape(values))
        {
            _ = c switch
            {
                '\0' => escaped.Append('\uFFFD'),
                '"' => escaped.Append("&#34;"),
                '\'' => escaped.Append("&#39;"),
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    /// <summary><c>js</c></summary>
    public static string JavaScript(params ReadOnlySpan<GoValue> values)
    {
        var escaped = new StringBuilder();
        foreach (var rune in GoPrint.ToEscape(values).EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '\\' or '\'' or '"' => escaped.Append('\\').Append((char)rune.Value),
                '<' or '>' or '&' or '=' or < ' ' => escaped.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}"),
                < 0x7F => escaped.Append((char)rune.Value),
                _ when GoQuote.IsPrintable(rune) => escaped.Append(rune.ToString()),
                _ => escaped.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}"),
            };
        }

        return escaped.ToString();
    }

    /// <summary><c>urlquery</c></summary>
    public static string Query(params ReadOnlySpan<GoValue> values)
    {
        var escaped = new StringBuilder();
        var bytes = new LineBytes(GoPrint.ToEscape(values));
        for (var next = bytes.Next(); next >= 0; next = bytes.Next())
        {
            _ = (char)next switch
            {
                ' ' => escaped.Append('+'),
                '-' or '_' or '.' or '~' => escaped.Append((char)next),
                _ when char.IsAsciiLetterOrDigit((char)next) => escaped.Append((char)next),
                _ => escaped.Append(CultureInfo.InvariantCulture, $"%{next:X2}"),
            };
        }

        return escaped.ToString();
    }
}
