using System.Collections.Immutable;
using LogTail.Language.Syntax;
using LogTail.Language.Text;
using Sprache;

namespace LogTail.Language.Parsing;

/// <summary>
/// Statements and blocks (spec/mtail-language.md §3). The first word decides which one it is; what begins with an expression is a
/// condition, an assignment or an expression, by what follows. Rules stand below those that they are made of.
/// </summary>
internal static class StatementGrammar
{
    // Bounds how deep the else blocks of a chain of `else if` nest.
    private const int LongestElseChain = 200;

    private static readonly Parser<BlockSyntax> Block =
        StatementLists.Braced(ParserExtensions.Deferred(() => Statement!)).Nested().Spanned().Select(body => new BlockSyntax(body.Value, body.Span));

    // The brace may stand on the next line: no statement begins with one.
    private static readonly Parser<BlockSyntax> BlockAhead =
        from _ in Tokens.LineBreaks.Before(Tokens.Symbol('{'))
        from block in Block
        select block;

    private static readonly Parser<NameText> ElseAhead =
        from _ in Tokens.LineBreaks.Before(Tokens.Keyword("else"))
        from word in Tokens.Keyword("else")
        select word;

    private static readonly Parser<NameText> ElseIfAhead =
        (from first in ElseAhead
         from second in Tokens.Keyword("if")
         select second)
        .Attempt();

    private static readonly Parser<Branch> ElseIf =
        (from words in ElseIfAhead
         from condition in ExpressionGrammar.Expression
         from body in BlockAhead
         select (condition, body))
        .Select(branch => new Branch(branch.condition, branch.body));

    private static readonly Parser<BlockSyntax> Else =
        from word in ElseAhead
        from body in BlockAhead
        select body;

    private static readonly Parser<AssignmentOperator> AssignmentSign =
        Tokens.Operator(["=", "+=", "-="], "an assignment").Select(sign => sign switch
        {
            "=" => AssignmentOperator.Assign,
            "+=" => AssignmentOperator.Add,
            _ => AssignmentOperator.Subtract,
        });

    // Ends the statement, or stands just before the block that makes the expression a condition.
    private static readonly Parser<bool> IsCondition =
        Tokens.LineBreaks.Before(Tokens.Symbol('{')).Select(_ => true).XOr(Tokens.StatementEnd.Select(_ => false));

    private static readonly Parser<Line> ExpressionLine =
        from target in ExpressionGrammar.Expression
        from line in
            (from sign in AssignmentSign
             from _ in Tokens.LineBreaks
             from value in ExpressionGrammar.Expression
             from end in Tokens.StatementEnd
             select new Line(target, new AssignmentSyntax(target, sign, value, TextSpan.Cover(target.Span, value.Span))))
            .XOr(IsCondition.Select(isCondition => new Line(target, isCondition ? null : new ExpressionStatementSyntax(target, target.Span))))
        select line;

    private static readonly Parser<StatementSyntax> ExpressionLed =
        from line in ExpressionLine.RetriedWithCommentsEndingLines()
        from statement in line.Statement is { } whole ? Parse.Return(whole) : ConditionalOn(line.Expression)
        select statement;

    private static readonly Parser<StatementSyntax> Otherwise =
        (from word in Tokens.Keyword("otherwise")
         from body in BlockAhead
         select body)
        .Spanned().Select(StatementSyntax (body) => new OtherwiseSyntax(body.Value, body.Span));

    private static readonly Parser<StatementSyntax> Decorator =
        (from word in Tokens.Keyword("def")
         from name in Tokens.Identifier
         from body in BlockAhead
         select (name, body))
        .Spanned().Select(StatementSyntax (definition) =>
            new DecoratorSyntax(definition.Value.name, definition.Value.body, definition.Span));

    private static readonly Parser<StatementSyntax> Decorated =
        (from name in Tokens.DecoratorName.Spanned()
         from body in BlockAhead
         select (name: new NameText(name.Value, name.Span), body))
        .Spanned().Select(StatementSyntax (use) => new DecoratedSyntax(use.Value.name, use.Value.body, use.Span));

    private static readonly Parser<DurationSyntax> After =
        from word in Tokens.Keyword("after")
        from duration in Tokens.Duration
        select duration;

    private static readonly Parser<StatementSyntax> Delete =
        (from word in Tokens.Keyword("del")
         from target in ExpressionGrammar.Postfix
         from after in After.OrNull()
         select (target, after))
        .Spanned().Select(StatementSyntax (delete) => new DeleteSyntax(delete.Value.target, delete.Value.after, delete.Span));

    private static readonly Parser<StatementSyntax> Begin =
        (from word in Tokens.KeywordBefore("begin", next => next == '{')
         from body in Block
         select body)
        .Spanned().Select(StatementSyntax (body) => new BeginSyntax(body.Value, body.Span));

    private static readonly Parser<StatementSyntax> LogFilter =
        (from word in Tokens.KeywordBefore("log_filter", next => next == '"' || char.IsLetter(next))
         from sources in Tokens.QuotableName.SeparatedBy(Tokens.Comma)
         select sources)
        .Spanned().Select(StatementSyntax (sources) => new LogFilterSyntax(sources.Value, sources.Span));

    private static readonly Parser<StatementSyntax> Statement =
        DeclarationGrammar.Metric
            .XOr(DeclarationGrammar.Constant)
            .XOr(Otherwise)
            .XOr(Decorator)
            .XOr(Decorated)
            .XOr(Delete)
            .XOr(Tokens.Keyword("next").Select(StatementSyntax (word) => new NextSyntax(word.Span)))
            .XOr(Tokens.Keyword("stop").Select(StatementSyntax (word) => new StopSyntax(word.Span)))
            .XOr(Begin)
            .XOr(LogFilter)
            .XOr(ExpressionLed)
            .Named("a statement");

    /// <summary>All statements of a program. Fails only when the session is abandoned.</summary>
    public static readonly Parser<ImmutableArray<StatementSyntax>> Program = StatementLists.ToTheEnd(Statement);

    private static Parser<StatementSyntax> ConditionalOn(ExpressionSyntax condition) =>
        from body in BlockAhead
        from branches in ElseIf.Repeated(LongestElseChain)
        from last in Else.OrNull()
        select (StatementSyntax)Chain(new Branch(condition, body), branches, last);

    /// <summary>Nests the branches of <c>else if</c> into else blocks, the last one innermost.</summary>
    private static ConditionalSyntax Chain(Branch first, ImmutableArray<Branch> others, BlockSyntax? last)
    {
        var otherwise = last;
        foreach (var branch in others.Reverse())
        {
            var conditional = Conditional(branch, otherwise);
            otherwise = new BlockSyntax([conditional], conditional.Span);
        }

        return Conditional(first, otherwise);
    }

    private static ConditionalSyntax Conditional(Branch branch, BlockSyntax? otherwise) => new(
        branch.Condition,
        branch.Body,
        otherwise,
        TextSpan.Cover(branch.Condition.Span, (otherwise ?? branch.Body).Span));

    private sealed record Branch(ExpressionSyntax Condition, BlockSyntax Body);

    /// <param name="Statement">Null when the expression is a condition whose block follows.</param>
    private sealed record Line(ExpressionSyntax Expression, StatementSyntax? Statement);
}
