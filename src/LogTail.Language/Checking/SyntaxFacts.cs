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

    /// <summary>The blocks of a statement, in the order of the text.</summary>
    public static IEnumerable<BlockSyntax> BlocksOf(StatementSyntax statement) => statement switch
    {
        ConditionalSyntax { Else: { } otherwise } conditional => [conditional.Body, otherwise],
        ConditionalSyntax conditional => [conditional.Body],
        OtherwiseSyntax otherwise => [otherwise.Body],
        DecoratorSyntax decorator => [decorator.Body],
        DecoratedSyntax decorated => [decorated.Body],
        BeginSyntax begin => [begin.Body],
        BrokenSyntax { Body: { } body } => [body],
        _ => [],
    };

    /// <summary>The expressions of a statement that are not in its blocks.</summary>
    public static IEnumerable<ExpressionSyntax> ExpressionsOf(StatementSyntax statement) => statement switch
    {
        ConditionalSyntax conditional => [conditional.Condition],
        AssignmentSyntax assignment => [assignment.Target, assignment.Value],
        ExpressionStatementSyntax expression => [expression.Expression],
        DeleteSyntax delete => [delete.Target],
        ConstantSyntax constant => [constant.Pattern],
        _ => [],
    };

    /// <summary>The parts of an expression.</summary>
    public static IEnumerable<ExpressionSyntax> PartsOf(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedSyntax parenthesized => [parenthesized.Inner],
        IndexSyntax index => [index.Target, .. index.Keys],
        CallSyntax call => call.Arguments,
        PrefixSyntax prefix => [prefix.Operand],
        PostfixSyntax postfix => [postfix.Operand],
        BinarySyntax binary => [binary.Left, binary.Right],
        _ => [],
    };
}
