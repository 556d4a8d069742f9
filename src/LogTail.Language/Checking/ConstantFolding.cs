using LogTail.Language.Diagnostics;
using LogTail.Language.Syntax;
using LogTail.Metrics.Numbers;
using System.Collections.Immutable;

namespace LogTail.Language.Checking;

/// <summary>
/// Works out arithmetic on numeric literals before types are inferred (spec/mtail-language.md §7.5), with mtail's results, of which
/// some are odd.
/// </summary>
internal sealed class ConstantFolding(DiagnosticBag diagnostics)
{
    /// <summary>The same program with literals in place of what can be worked out.</summary>
    public ProgramSyntax Fold(ProgramSyntax program) => program with { Statements = Fold(program.Statements) };

    private ImmutableArray<StatementSyntax> Fold(ImmutableArray<StatementSyntax> statements) => [.. statements.Select(Fold)];

    private BlockSyntax Fold(BlockSyntax block) => block with { Statements = Fold(block.Statements) };

    private StatementSyntax Fold(StatementSyntax statement) => statement switch
    {
        ConditionalSyntax conditional => conditional with
        {
            Condition = Fold(FrontPattern.TakingTheRest(conditional.Condition)),
            Body = Fold(conditional.Body),
            Else = conditional.Else is { } otherwise ? Fold(otherwise) : null,
        },
        OtherwiseSyntax otherwise => otherwise with { Body = Fold(otherwise.Body) },
        DecoratorSyntax decorator => decorator with { Body = Fold(decorator.Body) },
        DecoratedSyntax decorated => decorated with { Body = Fold(decorated.Body) },
        BeginSyntax begin => begin with { Body = Fold(begin.Body) },
        BrokenSyntax { Body: { } body } broken => broken with { Body = Fold(body) },
        AssignmentSyntax assignment => assignment with { Target = Fold(assignment.Target), Value = Fold(assignment.Value) },
        ExpressionStatementSyntax expression => expression with { Expression = Fold(expression.Expression) },
        DeleteSyntax delete => delete with { Target = Fold(delete.Target) },
        _ => statement,
    };

    private ExpressionSyntax Fold(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedSyntax parenthesized => parenthesized with { Inner = Fold(parenthesized.Inner) },
        IndexSyntax index => index with { Target = Fold(index.Target), Keys = [.. index.Keys.Select(Fold)] },
        CallSyntax call => call with { Arguments = [.. call.Arguments.Select(Fold)] },
        PrefixSyntax prefix => prefix with { Operand = Fold(prefix.Operand) },
        PostfixSyntax postfix => postfix with { Operand = Fold(postfix.Operand) },
        BinarySyntax binary => FoldBinary(binary with { Left = Fold(binary.Left), Right = Fold(binary.Right) }),
        _ => expression,
    };

    private ExpressionSyntax FoldBinary(BinarySyntax binary)
    {
        var left = binary.Left.Unwrapped();
        var right = binary.Right.Unwrapped();
        if (!binary.Operator.IsArithmetic() || left is not (IntSyntax or FloatSyntax) || right is not (IntSyntax or FloatSyntax))
        {
            return binary;
        }

        if (binary.Operator is BinaryOperator.Divide or BinaryOperator.Modulo && IsZero(right))
        {
            Inference.ReportDivisionByZero(diagnostics, binary);
            return binary;
        }

        return (left, right) switch
        {
            (IntSyntax a, IntSyntax b) => new IntSyntax(Fold(binary.Operator, a.Value, b.Value), binary.Span),
            // A mistake of mtail's that programs may rely on: an integer modulo a float is 0.
            (IntSyntax, FloatSyntax) when binary.Operator == BinaryOperator.Modulo => new IntSyntax(0, binary.Span),
            _ => new FloatSyntax(Fold(binary.Operator, ValueOf(left), ValueOf(right)), binary.Span),
        };
    }

    private static bool IsZero(ExpressionSyntax literal) => ValueOf(literal) == 0;

    private static double ValueOf(ExpressionSyntax literal) => literal is IntSyntax integer ? integer.Value : ((FloatSyntax)literal).Value;

    private static long Fold(BinaryOperator op, long a, long b) => unchecked(op switch
    {
        BinaryOperator.Add => a + b,
        BinaryOperator.Subtract => a - b,
        BinaryOperator.Multiply => a * b,
        // The one quotient that does not fit wraps around.
        BinaryOperator.Divide => b == -1 ? -a : a / b,
        BinaryOperator.Modulo => b == -1 ? 0 : a % b,
        BinaryOperator.Power => ToInt(GoPower.Of(a, b)),
        _ => throw new System.Diagnostics.UnreachableException(),
    });

    private static double Fold(BinaryOperator op, double a, double b) => op switch
    {
        BinaryOperator.Add => a + b,
        BinaryOperator.Subtract => a - b,
        BinaryOperator.Multiply => a * b,
        BinaryOperator.Divide => a / b,
        BinaryOperator.Modulo => a % b,
        BinaryOperator.Power => GoPower.Of(a, b),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    // What amd64 gives when the value does not fit, NaN included; .NET would saturate.
    private static long ToInt(double value) =>
        value >= -9223372036854775808.0 && value < 9223372036854775808.0 ? (long)value : long.MinValue;
}
