using LogTail.Language.Syntax;
using LogTail.Language.Text;

namespace LogTail.Language.Checking;

/// <summary>
/// A pattern at the very front of a condition takes all that follows its <c>&amp;&amp;</c> or <c>||</c> as one operand
/// (spec/mtail-language.md §3.1, <c>condition</c>): <c>/x/ &amp;&amp; a || b</c> is <c>/x/ &amp;&amp; (a || b)</c>, while elsewhere both group to the left.
/// </summary>
internal static class FrontPattern
{
    /// <summary>The condition, grouped so.</summary>
    public static ExpressionSyntax TakingTheRest(ExpressionSyntax condition)
    {
        // From the last logical operator to the first; they are a row that leans to the left.
        var row = new Stack<BinarySyntax>();
        var front = condition;
        while (front is BinarySyntax { Operator: BinaryOperator.And or BinaryOperator.Or } logical)
        {
            row.Push(logical);
            front = logical.Left;
        }

        if (row.Count < 2 || !IsPattern(front))
        {
            return condition;
        }

        var first = row.Pop();
        var rest = first.Right;
        foreach (var logical in row)
        {
            rest = new BinarySyntax(logical.Operator, rest, logical.Right, TextSpan.Cover(rest.Span, logical.Right.Span));
        }

        return new BinarySyntax(first.Operator, front, rest, condition.Span);
    }

    // A literal, or a concatenation with a literal in it; names alone may be metrics that are added up.
    private static bool IsPattern(ExpressionSyntax expression) =>
        expression is RegexSyntax
        || (expression is BinarySyntax { Operator: BinaryOperator.Add } sum && (IsPattern(sum.Left) || IsPattern(sum.Right)));
}
