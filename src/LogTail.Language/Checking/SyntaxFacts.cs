using LogTail.Language.Syntax;

namespace LogTail.Language.Checking;

/// <summary>Simple questions about syntax.</summary>
internal static class SyntaxFacts
{
    /// <summary>The expression without the parentheses around it.</summary>
    public static ExpressionSyntax Unwrapped(this ExpressionSyntax expression)
    {
        while (expression is ParenthesizedSyntax parenthesized)
        {
            expression = parenthesized.Inner;
        }

        return expression;
    }

    public static bool IsArithmetic(this BinaryOperator op) =>
        op is BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Modulo
            or BinaryOperator.Power;
}
