using System.Globalization;
using LogTail.Language.Diagnostics;
using LogTail.Language.Syntax;
using Sprache;

namespace LogTail.Language.Parsing;

/// <summary>
/// The smallest rules: one lexeme each. They fail without consuming, so <c>XOr</c> may try the next one, and they explain
/// to the session what is wrong with a lexeme that begins well and ends badly.
/// </summary>
internal static class Tokens
{
    public static readonly Parser<NameText> Identifier = Word(IsFreeWord, "a name");

    public static readonly Parser<NameText> FunctionName =
        Word((word, input) => Vocabulary.Builtins.Contains(word) || (IsFree(word) && IsFollowedBy(input, word.Length, '(')), "a function");

    public static readonly Parser<string> CaptureName = Prefixed('$', "a capture group");

    public static readonly Parser<string> DecoratorName = Prefixed('@', "a decorator");

    public static readonly Parser<string> Text = Literal('"', DiagnosticCode.UnterminatedString, "text").Named("a text");

    public static readonly Parser<string> Regex = Literal('/', DiagnosticCode.UnterminatedRegex, "regular expression").Named("a pattern");

    /// <summary>A comma, after which the line may end.</summary>
    public static readonly Parser<char> Comma =
        from comma in Symbol(',')
        from _ in LineBreaks!
        select comma;

    /// <summary>An integer (<see cref="IntSyntax"/>) or a float (<see cref="FloatSyntax"/>).</summary>
    public static readonly Parser<ExpressionSyntax> Number = NumberParser;

    public static readonly Parser<IntSyntax> Integer = input =>
        NumberParser(input) is { WasSuccessful: true, Value: IntSyntax integer } result
            ? Result.Success(integer, result.Remainder)
            : Result.Failure<IntSyntax>(input, "", ["an integer"]);

    public static readonly Parser<DurationSyntax> Duration = DurationParser;

    /// <summary>A name that may be quoted.</summary>
    public static readonly Parser<NameText> QuotableName =
        Identifier.XOr(Text.Spanned().Select(text => new NameText(text.Value, text.Span)));

    /// <summary>Any number of newlines. mtail allows one; a blank line there is always a syntax error for it.</summary>
    public static readonly Parser<bool> LineBreaks = input => Result.Success(true, SkipNewlines((ProgramInput)input));

    /// <summary>The end of an expression statement: a newline, or what makes one superfluous.</summary>
    public static readonly Parser<bool> StatementEnd = StatementEndParser;

    /// <summary>One operator of a set.</summary>
    public static Parser<string> Operator(IReadOnlyCollection<string> operators, string expected) => i =>
    {
        var input = (ProgramInput)i;
        var length = Lexeme.Operator(input.Rest);
        var found = length > 0 ? input.Rest[..length].ToString() : "";
        return operators.Contains(found) ? Result.Success(found, input.After(length)) : Result.Failure<string>(input, "", [expected]);
    };

    public static Parser<char> Symbol(char symbol) => i =>
    {
        var input = (ProgramInput)i;
        return input.Current == symbol && !input.AtEnd
            ? Result.Success(symbol, input.After(1))
            : Result.Failure<char>(input, "", [$"`{symbol}`"]);
    };

    public static Parser<NameText> Keyword(string keyword) => Word((word, _) => word == keyword, $"`{keyword}`");

    /// <summary>A word that is a keyword only in front of what fits.</summary>
    public static Parser<NameText> KeywordBefore(string keyword, Func<char, bool> fits) =>
        Word((word, input) => word == keyword && fits(input.After(word.Length).Current), $"`{keyword}`");

    public static ProgramInput SkipNewlines(ProgramInput input)
    {
        var here = input;
        while (here.Current == '\n')
        {
            here = here.JumpTo(here.Position + 1);
        }

        return here;
    }

    private static Parser<NameText> Word(Func<string, ProgramInput, bool> accepts, string expected) => i =>
    {
        var input = (ProgramInput)i;
        var length = Lexeme.Word(input.Rest);
        if (length > 0)
        {
            var word = input.Rest[..length].ToString();
            if (accepts(word, input))
            {
                return Result.Success(new NameText(word, input.SpanOf(length)), input.After(length));
            }
        }

        return Result.Failure<NameText>(input, "", [expected]);
    };

    private static bool IsFreeWord(string word, ProgramInput input) => IsFree(word);

    private static bool IsFree(string word) => !Vocabulary.IsReserved(word);

    private static bool IsFollowedBy(ProgramInput input, int length, char next) => input.After(length).Current == next;

    private static Parser<string> Prefixed(char prefix, string expected) => i =>
    {
        var input = (ProgramInput)i;
        if (input.Current != prefix)
        {
            return Result.Failure<string>(input, "", [expected]);
        }

        var length = 1 + Lexeme.WordRun(input.Rest[1..]);
        return Result.Success(input.Rest[1..length].ToString(), input.After(length));
    };

    private static Parser<string> Literal(char delimiter, DiagnosticCode unterminated, string what) => i =>
    {
        var input = (ProgramInput)i;
        if (input.Current != delimiter)
        {
            return Result.Failure<string>(input, "", []);
        }

        var length = Lexeme.Delimited(input.Rest, delimiter);
        if (length > 0)
        {
            var text = input.Rest[1..(length - 1)].ToString();
            return Result.Success(Unescaped(text, delimiter), input.After(length));
        }

        var rest = input.Rest;
        var lineLength = rest.IndexOf('\n') is var newline and >= 0 ? newline : rest.Length;
        input.Session.Explain(
            input.Position,
            unterminated,
            input.SpanOf(rest[..lineLength].TrimEnd().Length),
            $"This {what} has no end on its line.",
            delimiter == '/'
                ? "Close it with `/`. A slash inside is written `\\/`; a long pattern may be split with `+` at the end of a line."
                : "Close it with `\"`. A quote inside is written `\\\"`.");
        return Result.Failure<string>(input, "", []);
    };

    // Only the escaped delimiter changes; every other backslash stays for the regex engine, or as itself (§2.4, §2.5).
    private static string Unescaped(string text, char delimiter)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var result = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                i++;
                if (text[i] != delimiter)
                {
                    result.Append('\\');
                }
            }

            result.Append(text[i]);
        }

        return result.ToString();
    }

    private static IResult<ExpressionSyntax> NumberParser(IInput i)
    {
        var input = (ProgramInput)i;
        var length = Lexeme.Number(input.Rest);
        if (length == 0)
        {
            return Result.Failure<ExpressionSyntax>(input, "", ["a number"]);
        }

        var digits = input.Rest[..length];
        var span = input.SpanOf(length);
        ExpressionSyntax? literal = null;
        if (digits.ContainsAny(".eE"))
        {
            if (double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
            {
                literal = new FloatSyntax(value, span);
            }
        }
        else if (long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            literal = new IntSyntax(value, span);
        }

        if (literal is not null)
        {
            return Result.Success(literal, input.After(length));
        }

        input.Session.Explain(
            input.Position,
            DiagnosticCode.BadNumber,
            span,
            $"`{digits}` is no number.",
            "Integers fit 64 bits; floats are written like 1.5 or 1e3.");
        return Result.Failure<ExpressionSyntax>(input, "", ["a number"]);
    }

    private static IResult<DurationSyntax> DurationParser(IInput i)
    {
        var input = (ProgramInput)i;
        var length = Lexeme.Duration(input.Rest);
        if (length > 0)
        {
            if (GoDuration.TryParse(input.Rest[..length], out var duration))
            {
                return Result.Success(new DurationSyntax(duration, input.SpanOf(length)), input.After(length));
            }

            input.Session.Explain(
                input.Position,
                DiagnosticCode.BadDuration,
                input.SpanOf(length),
                $"`{input.Rest[..length]}` is no length of time.",
                "Use the units h, m and s, as in 24h, 1h30m or 90s.");
        }

        return Result.Failure<DurationSyntax>(input, "", ["a length of time such as `1h30m`"]);
    }

    private static IResult<bool> StatementEndParser(IInput i)
    {
        var input = (ProgramInput)i;
        if (input.AtEnd || input.Current == '}')
        {
            return Result.Success(true, input);
        }

        if (input.Current == '\n')
        {
            return Result.Success(true, input.JumpTo(input.Position + 1));
        }

        return input.Current == '#' && input.CommentsEndLines
            ? Result.Success(true, input.JumpTo(Lexeme.EndOfComment(input.Source.AsSpan(0, input.Session.End), input.Position)))
            : Result.Failure<bool>(input, "", ["the end of the line"]);
    }
}
