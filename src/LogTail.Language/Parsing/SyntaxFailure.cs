using System.Globalization;
using LogTail.Language.Diagnostics;
using LogTail.Language.Text;

namespace LogTail.Language.Parsing;

/// <summary>Words for a place where no rule of the grammar fits.</summary>
internal static class SyntaxFailure
{
    // Characters that begin no lexeme at all, with what their writers usually mean.
    private static readonly Dictionary<char, string> Advice = new()
    {
        [';'] = "Statements end with the line; leave the semicolon out.",
        ['\''] = "Texts stand in double quotes.",
        ['?'] = "There is no `? :`; use a condition with an `else` block.",
        [':'] = "There is no `? :`; use a condition with an `else` block.",
        ['_'] = "Names begin with a letter.",
    };

    public static Diagnostic Describe(ReadOnlySpan<char> text, int position, IEnumerable<string> expectations)
    {
        var expected = Alternatives([.. expectations.Where(e => e.Length > 0).Distinct()]);
        if (position >= text.Length)
        {
            return new Diagnostic(
                DiagnosticCode.UnexpectedEnd, new TextSpan(text.Length, 0), $"The program ends here, but {expected} should follow.");
        }

        if (text[position] == '\n')
        {
            return new Diagnostic(
                DiagnosticCode.UnexpectedText, new TextSpan(position, 0), $"The line ends here, but {expected} should follow.");
        }

        var length = FoundLength(text[position..]);
        var found = text.Slice(position, length).ToString();
        var span = new TextSpan(position, length);
        return IsLexeme(found)
            ? new Diagnostic(DiagnosticCode.UnexpectedText, span, $"`{found}` does not fit here; {expected} should follow.", AdviceOn(found, expected) ?? AdviceBehind(text[..position]))
            : new Diagnostic(
                DiagnosticCode.UnexpectedCharacter,
                span,
                $"{Quoted(found)} means nothing in a program.",
                Advice.GetValueOrDefault(found[0]));
    }

    private static string? AdviceOn(string found, string expected) => (found, expected) switch
    {
        (",", "a statement") => "Each declaration takes one name: write the next one on a line of its own.",
        ("else", "a statement") => "An `else` follows the closing brace of a condition; `otherwise` has none.",
        _ when Vocabulary.IsReserved(found) && expected.StartsWith("a name", StringComparison.Ordinal) =>
            $"`{found}` is a word of the language and cannot be a name.",
        _ => null,
    };

    // A word of other languages at the beginning of the line, taken for the name of a metric here.
    private static string? AdviceBehind(ReadOnlySpan<char> before)
    {
        var line = before[(before.LastIndexOf('\n') + 1)..].TrimStart("\t }");
        return line[..Lexeme.WordRun(line)] switch
        {
            "if" or "when" => "A condition has no word before it: write `$x > 5 { … }`, or `/pattern/ { … }`.",
            "elif" or "elsif" => "Write `else if`, or `else { … }`.",
            "not" or "unless" => "Write `!` before a condition.",
            _ => null,
        };
    }

    private static int FoundLength(ReadOnlySpan<char> text)
    {
        var length = Math.Max(Lexeme.Word(text), Math.Max(Lexeme.Number(text), Lexeme.Operator(text)));
        if (text[0] is '"')
        {
            length = Lexeme.Delimited(text, text[0]);
        }
        else if (text[0] is '$' or '@')
        {
            length = 1 + Lexeme.WordRun(text[1..]);
        }

        return length > 0 ? length : char.IsHighSurrogate(text[0]) && text.Length > 1 ? 2 : 1;
    }

    private static bool IsLexeme(string found) =>
        found.Length > 1 && !char.IsSurrogate(found[0]) || char.IsAsciiDigit(found[0]) || char.IsLetter(found[0])
        || "{}()[],$@\"/".Contains(found[0], StringComparison.Ordinal) || Lexeme.Operator(found) > 0;

    private static string Quoted(string found) =>
        char.IsControl(found[0]) || char.GetUnicodeCategory(found[0]) == UnicodeCategory.Format
            ? $"The character U+{(int)found[0]:X4}"
            : $"`{found}`";

    private static string Alternatives(IReadOnlyList<string> expectations) => expectations.Count switch
    {
        0 => "something else",
        1 => expectations[0],
        _ => string.Join(", ", expectations.Take(expectations.Count - 1)) + " or " + expectations[^1],
    };
}
