using System.Text;

namespace LogTail.Language.Parsing;

/// <summary>Lengths of lexemes, measured at the start of a text; 0 when there is none (spec/mtail-language.md §2).</summary>
internal static class Lexeme
{
    // Longer ones before their own beginnings.
    private static readonly string[] Operators =
    [
        "++", "+=", "+", "--", "-=", "-", "**", "*", "/", "%", "<<", "<=", "<", ">>", ">=", ">", "==", "=~", "=",
        "!=", "!~", "!", "&&", "&", "||", "|", "^", "~",
    ];

    /// <summary>Index just past a comment and the newline that it swallows.</summary>
    public static int EndOfComment(ReadOnlySpan<char> text, int start)
    {
        var newline = text[start..].IndexOf('\n');
        return newline < 0 ? text.Length : start + newline + 1;
    }

    /// <summary>An identifier or keyword: a letter, then letters, digits and underscores of any script.</summary>
    public static int Word(ReadOnlySpan<char> text) =>
        Rune.DecodeFromUtf16(text, out var first, out _) == System.Buffers.OperationStatus.Done && Rune.IsLetter(first)
            ? WordRun(text)
            : 0;

    /// <summary>What may follow <c>$</c> and <c>@</c>: any run of letters, digits and underscores, also none.</summary>
    public static int WordRun(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (Rune.DecodeFromUtf16(text[length..], out var rune, out var units) == System.Buffers.OperationStatus.Done
            && (Rune.IsLetter(rune) || Rune.IsDigit(rune) || rune.Value == '_'))
        {
            length += units;
        }

        return length;
    }

    public static int Operator(ReadOnlySpan<char> text)
    {
        foreach (var candidate in Operators)
        {
            if (text.StartsWith(candidate, StringComparison.Ordinal))
            {
                return candidate.Length;
            }
        }

        return 0;
    }

    /// <summary>A number with the minus sign that touches it, if any. May still be malformed: <c>1e</c>, <c>.</c></summary>
    public static int Number(ReadOnlySpan<char> text)
    {
        var sign = text.StartsWith("-", StringComparison.Ordinal) ? 1 : 0;
        var length = sign + Digits(text[sign..]);
        // mtail reads `-.5` as a minus sign and .5.
        if (length == sign && (sign == 1 || !text.StartsWith(".", StringComparison.Ordinal)))
        {
            return 0;
        }

        if (text[length..].StartsWith("."))
        {
            length += 1 + Digits(text[(length + 1)..]);
        }

        if (length < text.Length && text[length] is 'e' or 'E')
        {
            length++;
            length += length < text.Length && text[length] is '+' or '-' ? 1 : 0;
            length += Digits(text[length..]);
        }

        return length;
    }

    /// <summary>A length of time: a number, a unit, and whatever else may be in one. May still be malformed.</summary>
    public static int Duration(ReadOnlySpan<char> text)
    {
        var number = text.StartsWith("-", StringComparison.Ordinal) ? 1 : 0;
        while (number < text.Length && (char.IsAsciiDigit(text[number]) || text[number] == '.'))
        {
            number++;
        }

        var length = number;
        while (length < text.Length && (char.IsAsciiLetterOrDigit(text[length]) || text[length] is '.' or '+' or '-' or 'µ'))
        {
            length++;
        }

        return length;
    }

    /// <summary>A literal between two equal delimiters, with them. 0 when the line or the program ends inside.</summary>
    public static int Delimited(ReadOnlySpan<char> text, char delimiter)
    {
        for (var i = 1; i < text.Length && text[i] != '\n'; i++)
        {
            if (text[i] == delimiter)
            {
                return i + 1;
            }

            // A backslash takes the next character with it, but not a newline.
            i += text[i] == '\\' && i + 1 < text.Length && text[i + 1] != '\n' ? 1 : 0;
        }

        return 0;
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && char.IsAsciiDigit(text[length]))
        {
            length++;
        }

        return length;
    }
}
