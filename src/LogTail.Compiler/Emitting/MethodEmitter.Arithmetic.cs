using LogTail.Language.Checking;

namespace LogTail.Compiler.Emitting;

// Arithmetic and bits (spec/mtail-language.md §8.3, §8.4).
internal sealed partial class MethodEmitter
{
    private const int MostConcatenated = 3;

    private Value LowerArithmetic(Arithmetic e)
    {
        if (e.Kind == ValueKind.String)
        {
            return LowerConcatenation(e);
        }

        var left = Lower(e.Left);
        var right = Lower(e.Right);
        return e.Kind == ValueKind.Float
            ? Value.Float(FloatArithmetic(e.Operator, AsFloat(left, e.Left.Span), AsFloat(right, e.Right.Span)))
            : Value.Int(IntArithmetic(e, AsInt(left, e.Left.Span), AsInt(right, e.Right.Span)));
    }

    private string IntArithmetic(Arithmetic e, string left, string right)
    {
        switch (e.Operator)
        {
            case ArithmeticOperator.Divide:
                return $"IntMath.Divide({left}, {Divisor(e, right)})";
            case ArithmeticOperator.Modulo:
                return $"IntMath.Modulo({left}, {Divisor(e, right)})";
            case ArithmeticOperator.Power:
                return $"IntMath.Power({left}, {right})";
            default:
                // Said aloud, because C# refuses to let constants wrap around silently.
                return $"unchecked({Operands.Bracket(left)} {Sign(e.Operator)} {Operands.Bracket(right)})";
        }
    }

    private string Divisor(Arithmetic e, string right)
    {
        var isLiteral = e.Right is IntLiteral { Value: not 0 };
        if (!isLiteral)
        {
            FaultUnless($"{Operands.Bracket(right)} != 0", e.Span, $"`{_plan.Snippet(e.Span)}` divides by zero");
        }

        return right;
    }

    private static string FloatArithmetic(ArithmeticOperator op, string left, string right) =>
        op == ArithmeticOperator.Power
            ? $"FloatMath.Power({left}, {right})"
            : $"{Operands.Bracket(left)} {Sign(op)} {Operands.Bracket(right)}";

    private static string Sign(ArithmeticOperator op) => op switch
    {
        ArithmeticOperator.Add => "+",
        ArithmeticOperator.Subtract => "-",
        ArithmeticOperator.Multiply => "*",
        ArithmeticOperator.Divide => "/",
        _ => "%",
    };

    private Value LowerConcatenation(Arithmetic e)
    {
        var values = ConcatenatedBy(e).Select(operand => (Value: Lower(operand), operand.Span)).ToList();
        var texts = values.Select(operand => AsText(operand.Value, operand.Span)).ToList();
        while (texts.Count > 1)
        {
            var first = texts.Take(MostConcatenated).ToList();
            texts.RemoveRange(0, first.Count);
            texts.Insert(0, $"Texts.Concat({string.Join(", ", first)})");
        }

        return Value.Text(texts[0]);
    }

    private static IEnumerable<CheckedExpression> ConcatenatedBy(CheckedExpression expression) =>
        expression is Arithmetic { Operator: ArithmeticOperator.Add, Kind: ValueKind.String } sum
            ? ConcatenatedBy(sum.Left).Concat(ConcatenatedBy(sum.Right))
            : [expression];

    private Value LowerBits(BitOperation e)
    {
        var leftValue = Lower(e.Left);
        var rightValue = Lower(e.Right);
        var left = Operands.Bracket(AsInt(leftValue, e.Left.Span));
        var right = Operands.Bracket(AsInt(rightValue, e.Right.Span));
        if (e.Operator is BitOperator.ShiftLeft or BitOperator.ShiftRight)
        {
            FaultUnless($"IntMath.IsShiftCount({right})", e.Span, $"`{_plan.Snippet(e.Span)}` shifts by too much, or by less than nothing");
        }

        return Value.Int(e.Operator switch
        {
            BitOperator.And => $"{left} & {right}",
            BitOperator.Or => $"{left} | {right}",
            BitOperator.Xor => $"{left} ^ {right}",
            BitOperator.ShiftLeft => $"IntMath.ShiftLeft({left}, {right})",
            _ => $"IntMath.ShiftRight({left}, {right})",
        });
    }
}
