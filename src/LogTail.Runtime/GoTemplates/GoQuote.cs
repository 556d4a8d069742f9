using System.Globalization;
using System.Text;
using LogTail.Runtime.Texts;

namespace LogTail.Runtime.GoTemplates;

/// <summary>Go's <c>strconv.Quote</c>.</summary>
internal static class GoQuote
{
    /// <param name="ascii">Whether whatever is not ASCII becomes an escape.</param>
    public static string Text(string text, bool ascii = false) => Quoted(text, '"', ascii);

    public static string Character(string character, bool ascii = false) => Quoted(character, '\'', ascii);

    /// <summary>Whether a text can be written between back quotes, where nothing is escaped.</summary>
    public static bool CanStandInBackQuotes(string text) => !text.Any(c => c is '`' or '\uFEFF' or '\u007F' || (c < ' ' && c != '\t') || LineEscape.Is(c));

    private static string Quoted(string text, char quote, bool ascii)
    {
        var quoted = new StringBuilder().Append(quote);
        for (var i = 0; i < text.Length;)
        {
            if (LineEscape.Is(text[i]))
            {
                quoted.Append(CultureInfo.InvariantCulture, $"\\x{LineEscape.ByteOf(text[i++]):x2}");
                continue;
            }

            var rune = Rune.TryGetRuneAt(text, i, out var known) ? known : Rune.ReplacementChar;
            i += rune.Utf16SequenceLength;
            Append(quoted, rune, quote, ascii);
        }

        return quoted.Append(quote).ToString();
    }

    private static void Append(StringBuilder quoted, Rune rune, char quote, bool ascii)
    {
        var plain = "\a\b\f\n\r\t\v\\".IndexOf((char)Math.Min(rune.Value, char.MaxValue), StringComparison.Ordinal);
        if (plain >= 0)
        {
            quoted.Append('\\').Append("abfnrtv\\"[plain]);
        }
        else if (rune.Value == quote)
        {
            quoted.Append('\\').Append(quote);
        }
        else if (IsPrintable(rune) && (!ascii || rune.IsAscii))
        {
            quoted.Append(rune.ToString());
        }
        else
        {
            quoted.Append(rune.Value switch
            {
                < 0x80 => string.Create(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"),
                < 0x10000 => string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
                _ => string.Create(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}"),
            });
        }
    }

    /// <summary>Letters, marks, numbers, punctuation, symbols and the blank.</summary>
    internal static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);
}
