using System.Globalization;
using System.Text;
using LogTail.Runtime.Texts;

namespace LogTail.Runtime.GoTemplates;

/// <summary>Go's <c>strconv.Quote</c>.</summary>
internal static class GoQuote
{
    public static string Text(string text) => Quoted(text, '"');

    public static string Character(string character) => Quoted(character, '\'');

    private static string Quoted(string text, char quote)
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
            Append(quoted, rune, quote);
        }

        return quoted.Append(quote).ToString();
    }

    private static void Append(StringBuilder quoted, Rune rune, char quote)
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
        else if (IsPrintable(rune))
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
