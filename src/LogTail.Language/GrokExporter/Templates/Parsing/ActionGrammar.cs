using System.Collections.Immutable;
using LogTail.Language.Text;
using Sprache;

namespace LogTail.Language.GrokExporter.Templates.Parsing;

/// <summary>
/// The grammar of what stands between <c>{{</c> and <c>}}</c> (spec/grok.md §7.2). A lexeme takes the white space behind it along. The text is short and its parentheses are
/// counted before (<see cref="TemplateParser"/>), so the rules may recurse.
/// </summary>
internal sealed class ActionGrammar
{
    private static readonly Parser<string> Blanks = Parse.Chars(" \t\r\n").Many().Text();

    private static readonly Parser<string> Word =
        from first in Parse.Char(c => c == '_' || char.IsLetter(c), "name")
        from rest in Parse.Char(c => c == '_' || char.IsLetterOrDigit(c), "name").Many().Text()
        select first + rest;

    private static readonly Parser<string> Dotted = from dot in Parse.Char('.') from name in Word select name;

    // What a number may consist of; whether it is one is seen later.
    private static readonly Parser<string> NumberWord =
        from sign in Parse.Chars("+-").Optional()
        from point in Parse.Char('.').Optional()
        from first in Parse.Digit
        from rest in NumberPart.Many()
        select (sign.IsDefined ? sign.Get().ToString() : "") + (point.IsDefined ? "." : "") + first + string.Concat(rest);

    private static readonly Parser<string> Raw =
        from open in Parse.Char('`')
        from text in Parse.CharExcept('`').Many().Text()
        from close in Parse.Char('`')
        select text;

    private readonly int _offset;

    /// <param name="offset">Where the action's text stands in the template: spans are places of the template.</param>
    public ActionGrammar(int offset) => _offset = offset;

    private static Parser<string> NumberPart =>
        (from mark in Parse.Chars("eEpP") from sign in Parse.Chars("+-") select $"{mark}{sign}")
            .Or(Parse.Char(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_', "number").Select(c => c.ToString()));

    /// <summary>A word that the action begins with, such as <c>if</c>, and where the rest begins; or null.</summary>
    public static (string Word, int End)? Keyword(string action)
    {
        var result = (from blanks in Blanks from word in Word select word)(new Input(action));
        return result.WasSuccessful && (result.Remainder.AtEnd || " \t\r\n\"`(.".Contains(result.Remainder.Current, StringComparison.Ordinal))
            ? (result.Value, result.Remainder.Position)
            : null;
    }

    /// <summary>A whole pipeline.</summary>
    /// <param name="action">The action; read from an index on.</param>
    public TemplatePipeline ReadPipeline(string action, int start) => Read(action, start, from blanks in Blanks from pipeline in Pipeline.End() select pipeline);

    /// <summary>A name in quotes and perhaps a pipeline: what follows <c>template</c>, <c>block</c> and <c>define</c>.</summary>
    public (string Name, TemplatePipeline? Argument) ReadNamed(string action, int start) => Read(
        action,
        start,
        from blanks in Blanks
        from name in Quoted('"').Or(Raw.Select(text => "`" + text))
        from more in Blanks
        from argument in Pipeline.Optional().End()
        select (Unquoted(name, start), argument.GetOrDefault()));

    private T Read<T>(string action, int start, Parser<T> parser)
    {
        // Positions count from the beginning of the action.
        IInput input = new Input(action);
        while (input.Position < start)
        {
            input = input.Advance();
        }

        var result = parser(input);
        if (result.WasSuccessful)
        {
            return result.Value;
        }

        var place = _offset + result.Remainder.Position;
        var found = result.Remainder.AtEnd ? "the end of the action" : $"`{result.Remainder.Current}`";
        throw new TemplateProblemException(
            new TextSpan(place, result.Remainder.AtEnd ? 0 : 1),
            $"{found} makes no sense here.",
            "Put a . (dot) in front of grok fields, blanks between arguments, and texts in \"quotes\".");
    }

    private Parser<TemplatePipeline> Pipeline => Located(
        from declared in Declaration.Optional()
        from first in Command
        from rest in (from bar in Lexeme(Parse.Char('|')) from command in Command select command).Many()
        select (Declared: declared.GetOrDefault(), Commands: rest.Prepend(first).ToImmutableArray()),
        (value, span) => new TemplatePipeline(
            value.Declared.Variables.IsDefault ? [] : value.Declared.Variables, value.Declared.IsAssignment, value.Commands, span));

    private static Parser<(ImmutableArray<string> Variables, bool IsAssignment)> Declaration =>
        from first in Lexeme(VariableName)
        from second in (from comma in Lexeme(Parse.Char(',')) from name in Lexeme(VariableName) select name).Optional()
        from sign in Lexeme(Parse.String(":=").Text().Or(Parse.String("=").Text()))
        select (second.IsDefined ? ImmutableArray.Create(first, second.Get()) : [first], sign == "=");

    private static Parser<string> VariableName => from dollar in Parse.Char('$') from name in Word.Optional() select "$" + name.GetOrElse("");

    private Parser<TemplateCommand> Command => Located(Operand.AtLeastOnce(), (operands, span) => new TemplateCommand([.. operands], span));

    // Operands stand apart, or at a bracket or bar.
    private Parser<TemplateOperand> Operand =>
        from operand in Term
        from apart in Apart
        select operand;

    private Parser<TemplateOperand> Term =>
        Parenthesized
            .Or(Located(from dollar in VariableName from fields in Dotted.Many() select (dollar, fields), (value, span) => (TemplateOperand)new VariableOperand(value.dollar, [.. value.fields], span)))
            .Or(Located(Dotted.AtLeastOnce(), (names, span) => (TemplateOperand)new FieldOperand([.. names], span)))
            .Or(Located(NumberWord, NumberOf))
            .Or(Located(Parse.Char('.'), (_, span) => (TemplateOperand)new DotOperand(span)))
            .Or(Located(Quoted('"'), (quoted, span) => (TemplateOperand)new TextOperand(Unquoted(quoted, span), span)))
            .Or(Located(Raw, (text, span) => (TemplateOperand)new TextOperand(text.Replace("\r", "", StringComparison.Ordinal), span)))
            .Or(Located(Quoted('\''), CharacterOf))
            .Or(Located(Word, (word, span) => Named(word, span)));

    private Parser<TemplateOperand> Parenthesized => Located(
        from open in Lexeme(Parse.Char('('))
        from pipeline in Parse.Ref(() => Pipeline)
        from close in Parse.Char(')')
        from fields in Dotted.Many()
        select (pipeline, fields),
        (value, span) => (TemplateOperand)new PipelineOperand(value.pipeline, [.. value.fields], span));

    private static Parser<string> Apart => input =>
    {
        var blanks = Blanks(input);
        return blanks.Value.Length > 0 || blanks.Remainder.AtEnd || blanks.Remainder.Current is ')' or '|' or ','
            ? blanks
            : Result.Failure<string>(input, "apart", []);
    };

    private static Parser<T> Lexeme<T>(Parser<T> parser) => from value in parser from blanks in Blanks select value;

    private static Parser<string> Quoted(char quote) =>
        from open in Parse.Char(quote)
        from parts in (from back in Parse.Char('\\') from escaped in Parse.AnyChar select $"\\{escaped}")
            .Or(Parse.CharExcept($"{quote}\\").Select(c => c.ToString())).Many()
        from close in Parse.Char(quote)
        select quote + string.Concat(parts) + quote;

    private Parser<TResult> Located<T, TResult>(Parser<T> parser, Func<T, TextSpan, TResult> make) => input =>
    {
        var result = parser(input);
        return result.WasSuccessful
            ? Result.Success(make(result.Value, new TextSpan(_offset + input.Position, result.Remainder.Position - input.Position)), result.Remainder)
            : Result.Failure<TResult>(result.Remainder, result.Message, result.Expectations);
    };

    private static TemplateOperand Named(string word, TextSpan span) => word switch
    {
        "nil" => new NilOperand(span),
        "true" or "false" => new BoolOperand(word == "true", span),
        _ => new FunctionOperand(word, span),
    };

    private static TemplateOperand NumberOf(string text, TextSpan span) =>
        GoNumberText.Read(text, span)
        ?? throw new TemplateProblemException(span, $"`{text}` is no number.", "Write 42, 0x2a, 1.5 or 1e3.");

    private TemplateOperand CharacterOf(string quoted, TextSpan span) =>
        Unquoted(quoted, span).EnumerateRunes().ToList() is [var only]
            ? new IntegerOperand(only.Value, span)
            : throw new TemplateProblemException(span, "A character constant holds one character.", "Texts stand in \"double quotes\".");

    private string Unquoted(string quoted, int start) =>
        quoted[0] == '`' ? quoted[1..] : Unquoted(quoted, new TextSpan(_offset + start, quoted.Length));

    private static string Unquoted(string quoted, TextSpan span) =>
        GoQuoted.TryUnquote(quoted, out var value)
            ? value
            : throw new TemplateProblemException(span, $"{quoted} contains an escape that does not exist.", "Double the backslash, or use a `raw string`.");
}
