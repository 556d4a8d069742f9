using System.Collections.Immutable;
using System.Diagnostics;
using LogTail.Language.Checking;

namespace LogTail.Compiler.Emitting;

/// <summary>Walks checked programs: which expressions there are. One switch over the kinds of nodes.</summary>
internal static class ProgramReader
{
    /// <summary>The expressions of a statement itself, in order of evaluation, with everything inside them, but without the blocks below it.</summary>
    public static IEnumerable<CheckedExpression> OwnExpressions(CheckedStatement statement)
    {
        IEnumerable<CheckedExpression> roots = statement switch
        {
            ConditionalStatement s => [s.Condition],
            OtherwiseStatement or StopStatement => [],
            AssignStatement s => [.. s.Target.Keys, s.Value],
            AddAssignStatement s => [.. s.Target.Keys, s.Value],
            ExpressionStatement s => [s.Expression],
            DeleteStatement s => s.Target.Keys,
            _ => throw new UnreachableException(),
        };
        return roots.SelectMany(WithOperands);
    }

    /// <summary>The blocks directly below a statement.</summary>
    public static IEnumerable<ImmutableArray<CheckedStatement>> Blocks(CheckedStatement statement) => statement switch
    {
        ConditionalStatement s => [s.Body, s.Else],
        OtherwiseStatement s => [s.Body],
        _ => [],
    };

    /// <summary>All statements of a block, with those of the blocks below.</summary>
    public static IEnumerable<CheckedStatement> AllStatements(ImmutableArray<CheckedStatement> block) =>
        block.SelectMany(statement => Blocks(statement).SelectMany(AllStatements).Prepend(statement));

    /// <summary>All expressions of a block and the blocks below.</summary>
    public static IEnumerable<CheckedExpression> AllExpressions(ImmutableArray<CheckedStatement> block) =>
        AllStatements(block).SelectMany(OwnExpressions);

    /// <summary>The metric that a statement writes or deletes; null for the others.</summary>
    public static MetricTarget? TargetOf(CheckedStatement statement) => statement switch
    {
        AssignStatement s => s.Target,
        AddAssignStatement s => s.Target,
        DeleteStatement s => s.Target,
        _ => null,
    };

    /// <summary>The metric that an expression reads or increments; null for the others.</summary>
    public static MetricTarget? TargetOf(CheckedExpression expression) => expression switch
    {
        MetricRead e => e.Target,
        MetricIncrement e => e.Target,
        _ => null,
    };

    private static IEnumerable<CheckedExpression> WithOperands(CheckedExpression expression) =>
        Operands(expression).SelectMany(WithOperands).Append(expression);

    private static ImmutableArray<CheckedExpression> Operands(CheckedExpression expression) => expression switch
    {
        IntLiteral or FloatLiteral or StringLiteral or LineMatch or CaptureRead or CaptureDefined or FaultExpression => [],
        TextMatch e => [e.Text],
        MetricRead e => e.Target.Keys,
        MetricIncrement e => e.Target.Keys,
        Arithmetic e => [e.Left, e.Right],
        BitOperation e => [e.Left, e.Right],
        Complement e => [e.Operand],
        Comparison e => [e.Left, e.Right],
        Logical e => [e.Left, e.Right],
        Not e => [e.Operand],
        Conversion e => [e.Operand],
        BuiltinCall e => e.Arguments,
        PatternSubstitution e => [e.New, e.Value],
        _ => throw new UnreachableException(),
    };
}
