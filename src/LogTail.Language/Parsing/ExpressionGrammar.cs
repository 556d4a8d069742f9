using System.Collections.Immutable;
using LogTail.Language.Syntax;
using LogTail.Language.Text;
using Sprache;

namespace LogTail.Language.Parsing;

/// <summary>
/// Expressions (spec/mtail-language.md §3.1). A slash is a pattern where an operand may begin and a division after one; a minus sign
/// that touches a digit belongs to the number only where an operand may begin. Both follow from the rules; there is no lexer to tell.
/// Rules stand below those that they are made of.
/// </summary>
internal static class ExpressionGrammar
{
    /// <summary>The longest row of operators that is read at all; the limit on depth is lower.</summary>
    private const int LongestRow = 1000;

    private static readonly Parser<ImmutableArray<ExpressionSyntax>> Arguments =
        ParserExtensions.Deferred(() => Expression!).SeparatedBy(Tokens.Comma);

    private static readonly Parser<ImmutableArray<ExpressionSyntax>> ArgumentList =
        (from open in Tokens.Symbol('(')
         from _ in Tokens.LineBreaks
         from arguments in Arguments.Unless(')')
         from close in Tokens.Symbol(')')
         select arguments)
        .Nested();

    private static readonly Parser<ExpressionSyntax> Parenthesized =
        (from open in Tokens.Symbol('(')
         from _ in Tokens.LineBreaks
         from inner in ParserExtensions.Deferred(() => Expression!)
         from close in Tokens.Symbol(')')
         select inner)
        .Nested().Spanned().Select(ExpressionSyntax (inner) => new ParenthesizedSyntax(inner.Value, inner.Span));

    private static readonly Parser<ExpressionSyntax> Call =
        (from function in Tokens.FunctionName
         from arguments in ArgumentList
         select (function, arguments))
        .Spanned().Select(ExpressionSyntax (call) => new CallSyntax(call.Value.function, call.Value.arguments, call.Span));

    private static readonly Parser<ExpressionSyntax> Primary =
        Tokens.Number
            .XOr(Call)
            .XOr(Tokens.Identifier.Select(ExpressionSyntax (name) => new NameSyntax(name.Text, name.Span)))
            .XOr(Tokens.CaptureName.Spanned().Select(ExpressionSyntax (name) => new CaptureSyntax(name.Value, name.Span)))
            .XOr(Tokens.Text.Spanned().Select(ExpressionSyntax (text) => new StringSyntax(text.Value, text.Span)))
            .XOr(Tokens.Regex.Spanned().Select(ExpressionSyntax (regex) => new RegexSyntax(regex.Value, regex.Span)))
            .XOr(Parenthesized)
            .Named("a value");

    private static readonly Parser<ImmutableArray<ExpressionSyntax>> Keys =
        Tokens.Symbol('*').Spanned().Select(ExpressionSyntax (any) => new AnyKeySyntax(any.Span))
            .XOr(ParserExtensions.Deferred(() => Expression!))
            .SeparatedBy(Tokens.Comma);

    private static readonly Parser<ImmutableArray<ExpressionSyntax>> Index =
        (from open in Tokens.Symbol('[')
         from _ in Tokens.LineBreaks
         from keys in Keys
         from close in Tokens.Symbol(']')
         select keys)
        .Nested();

    private static readonly Parser<ExpressionSyntax> Indexed =
        (from target in Primary
         from keys in Index.Repeated(LongestRow)
         select (target, keys))
        .Spanned().Select(indexed => indexed.Value.keys.IsEmpty
            ? indexed.Value.target
            : new IndexSyntax(indexed.Value.target, [.. indexed.Value.keys.SelectMany(k => k)], indexed.Span));

    private static readonly Parser<Spanned<string>> PostfixOperator =
        Tokens.Operator(["++", "--"], "`++`").Spanned();

    /// <summary>What <c>++</c> and <c>del</c> take: an operand without an operator before it.</summary>
    public static readonly Parser<ExpressionSyntax> Postfix =
        from operand in Indexed
        from operators in PostfixOperator.Repeated(LongestRow)
        select operators.Aggregate(
            operand,
            (inner, op) => new PostfixSyntax(inner, op.Value == "++" ? 1 : -1, TextSpan.Cover(inner.Span, op.Span)));

    // The minus sign that touches a digit is the number's.
    private static readonly Parser<Spanned<string>> PrefixSign =
        Tokens.Operator(["~", "!", "-"], "a value").UnlessNumber().Spanned();

    private static readonly Parser<ExpressionSyntax> Operand =
        from signs in PrefixSign.Repeated(LongestRow)
        from operand in Postfix
        select signs.Reverse().Aggregate(
            operand,
            (inner, sign) => new PrefixSyntax(PrefixOf(sign.Value), inner, TextSpan.Cover(sign.Span, inner.Span)));

    private static readonly Parser<(BinaryOperator Operator, ExpressionSyntax Operand)> OperatorAndOperand =
        from op in Tokens.Operator(OperatorTable.ByText.Keys, "an operator")
        from _ in Tokens.LineBreaks
        from operand in Operand
        select (OperatorTable.ByText[op], operand);

    public static readonly Parser<ExpressionSyntax> Expression =
        from first in Operand
        from rest in OperatorAndOperand.Repeated(LongestRow)
        select OperatorTable.Combine(first, rest);

    private static Parser<ImmutableArray<T>> Unless<T>(this Parser<ImmutableArray<T>> parser, char symbol) => input =>
        input.Current == symbol ? Result.Success(ImmutableArray<T>.Empty, input) : parser(input);

    private static Parser<T> UnlessNumber<T>(this Parser<T> parser) => input =>
        Lexeme.Number(((ProgramInput)input).Rest) > 0 ? Result.Failure<T>(input, "", []) : parser(input);

    private static PrefixOperator PrefixOf(string sign) => sign switch
    {
        "~" => PrefixOperator.Complement,
        "!" => PrefixOperator.Not,
        _ => PrefixOperator.Minus,
    };
}
