using System.Collections.Frozen;
using System.Collections.Immutable;
using LogTail.Language.Syntax;
using LogTail.Language.Text;

namespace LogTail.Language.Parsing;

/// <summary>
/// The operators between operands and how tightly they bind (spec/mtail-language.md §3.1). All levels are left-associative;
/// <c>&amp;&amp;</c> and <c>||</c> share one, and so do <c>*</c> and <c>**</c>.
/// </summary>
internal static class OperatorTable
{
    // A table: from the loosest level to the tightest.
    private static readonly (string Text, BinaryOperator Operator, int Level)[] Rows =
    [
        ("&&", BinaryOperator.And, 0), ("||", BinaryOperator.Or, 0),
        ("=~", BinaryOperator.Match, 1), ("!~", BinaryOperator.NotMatch, 1),
        ("&", BinaryOperator.BitAnd, 2), ("|", BinaryOperator.BitOr, 2), ("^", BinaryOperator.BitXor, 2),
        ("<", BinaryOperator.Less, 3), ("<=", BinaryOperator.LessOrEqual, 3), (">", BinaryOperator.Greater, 3),
        (">=", BinaryOperator.GreaterOrEqual, 3), ("==", BinaryOperator.Equal, 3), ("!=", BinaryOperator.NotEqual, 3),
        ("<<", BinaryOperator.ShiftLeft, 4), (">>", BinaryOperator.ShiftRight, 4),
        ("+", BinaryOperator.Add, 5), ("-", BinaryOperator.Subtract, 5),
        ("*", BinaryOperator.Multiply, 6), ("/", BinaryOperator.Divide, 6), ("%", BinaryOperator.Modulo, 6), ("**", BinaryOperator.Power, 6),
    ];

    /// <summary>Every operator as it is written.</summary>
    public static readonly FrozenDictionary<string, BinaryOperator> ByText = Rows.ToFrozenDictionary(r => r.Text, r => r.Operator, StringComparer.Ordinal);

    private static readonly FrozenDictionary<BinaryOperator, (string Text, int Level)> ByOperator =
        Rows.ToFrozenDictionary(r => r.Operator, r => (r.Text, r.Level));

    /// <summary>How an operator is written.</summary>
    public static string TextOf(BinaryOperator op) => ByOperator[op].Text;

    /// <summary>How tightly it binds; a higher level binds tighter.</summary>
    public static int LevelOf(BinaryOperator op) => ByOperator[op].Level;

    /// <summary>Makes a tree of operands with operators between them.</summary>
    public static ExpressionSyntax Combine(ExpressionSyntax first, ImmutableArray<(BinaryOperator Operator, ExpressionSyntax Operand)> rest)
    {
        // Operands and the operators between them that still wait for their right side; levels rise strictly towards the top.
        var operands = new Stack<ExpressionSyntax>([first]);
        var operators = new Stack<BinaryOperator>();
        foreach (var (op, operand) in rest)
        {
            while (operators.TryPeek(out var waiting) && LevelOf(waiting) >= LevelOf(op))
            {
                Reduce(operands, operators.Pop());
            }

            operators.Push(op);
            operands.Push(operand);
        }

        while (operators.TryPop(out var op))
        {
            Reduce(operands, op);
        }

        return operands.Pop();
    }

    private static void Reduce(Stack<ExpressionSyntax> operands, BinaryOperator op)
    {
        var right = operands.Pop();
        var left = operands.Pop();
        operands.Push(new BinarySyntax(op, left, right, TextSpan.Cover(left.Span, right.Span)));
    }
}
