using System.Diagnostics;
using System.Globalization;
using LogTail.Language.Checking.Types;
using LogTail.Language.Diagnostics;
using LogTail.Language.Syntax;
using LogTail.Language.Text;

namespace LogTail.Language.Checking;

// Expressions (spec/mtail-language.md §7.5, §8, §12).
internal sealed partial class Lowering
{
    private const string ReportedMessage = "This did not compile.";

    /// <summary>An expression that decides something; a pattern searches the line.</summary>
    private CheckedExpression LowerTruth(ExpressionSyntax expression)
    {
        var node = expression.Unwrapped();
        return _model.Patterns.TryGetValue(node, out var site)
            ? new LineMatch(_patterns.NewSlot(site), expression.Span)
            : Lower(node);
    }

    private CheckedExpression Lower(ExpressionSyntax expression)
    {
        var node = expression.Unwrapped();
        var type = _model.TypeOf(node);
        return node switch
        {
            _ when type.Basic == BasicType.Error => Reported(node),
            IntSyntax integer => new IntLiteral(integer.Value, node.Span),
            FloatSyntax real => new FloatLiteral(real.Value, node.Span),
            StringSyntax text => new StringLiteral(text.Value, node.Span),
            _ when _model.Patterns.ContainsKey(node) => new FaultExpression("A pattern is no value.", ValueKind.String, node.Span),
            CaptureSyntax capture => LowerCapture(capture, type),
            NameSyntax or IndexSyntax => LowerMetricRead(node, type),
            CallSyntax call => LowerCall(call),
            PrefixSyntax prefix => LowerPrefix(prefix, type),
            PostfixSyntax postfix => TryLowerTarget(postfix.Operand) is { } target
                ? new MetricIncrement(target, postfix.Delta, node.Span)
                : Reported(node),
            BinarySyntax binary => LowerBinary(binary, type),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Stands where something was wrong and has been reported; no program with errors runs.</summary>
    private static FaultExpression Reported(ExpressionSyntax node) => new(ReportedMessage, ValueKind.Int, node.Span);

    private static bool IsReported(CheckedExpression expression) => expression is FaultExpression { Message: ReportedMessage };

    private CaptureRead LowerCapture(CaptureSyntax capture, TypeTerm type)
    {
        var symbol = _model.Captures[capture];
        if (symbol.Field is { } field)
        {
            return LowerField(symbol.Site, field, KindOf(type) ?? ValueKind.String, capture.Span);
        }

        // $0 has no type, but where it may stand it is the text of the match.
        return new CaptureRead(_patterns.Read(symbol.Site, symbol.Group), symbol.Group, KindOf(type) ?? ValueKind.String, capture.Span);
    }

    private CheckedExpression LowerMetricRead(ExpressionSyntax node, TypeTerm type)
    {
        if (TryLowerTarget(node) is not { } target)
        {
            return Reported(node);
        }

        if (KindOf(type) is ValueKind kind and not ValueKind.Bool)
        {
            return new MetricRead(target, kind, node.Span);
        }

        _diagnostics.Report(
            DiagnosticCode.UnknownMetricType,
            node.Span,
            $"`{_metrics[target.Metric].Identifier}` is read, but nothing says whether it holds integers, floats or texts.",
            "Assign a number to it somewhere, or compare it with one.");
        return Reported(node);
    }

    private MetricTarget? TryLowerTarget(ExpressionSyntax expression)
    {
        var node = expression.Unwrapped();
        var (name, keys) = node is IndexSyntax index ? (index.Target.Unwrapped(), index.Keys) : (node, []);
        return name is NameSyntax metricName && _model.Metrics.TryGetValue(metricName, out var metric)
            ? new MetricTarget(IndexOf(metric), [.. keys.Where(key => key is not AnyKeySyntax).Select(key => AsWritten(Lower(key)))], node.Span)
            : null;
    }

    private CheckedExpression LowerPrefix(PrefixSyntax prefix, TypeTerm type)
    {
        switch (prefix.Operator)
        {
            case PrefixOperator.Not:
                return new Not(LowerTruth(prefix.Operand), prefix.Span);
            case PrefixOperator.Complement:
                return new Complement(Lower(prefix.Operand), prefix.Span);
            default:
                return Negate(Lower(prefix.Operand), KindOf(type) ?? ValueKind.Int, prefix.Span);
        }
    }

    private static CheckedExpression Negate(CheckedExpression operand, ValueKind kind, TextSpan span)
    {
        // Times -1, not minus from 0: the sign of a zero survives.
        CheckedExpression minusOne = kind == ValueKind.Float ? new FloatLiteral(-1, span) : new IntLiteral(-1, span);
        return operand switch
        {
            IntLiteral literal => literal with { Value = -literal.Value, Span = span },
            FloatLiteral literal => literal with { Value = -literal.Value, Span = span },
            _ => new Arithmetic(ArithmeticOperator.Multiply, minusOne, operand, kind, span),
        };
    }

    private CheckedExpression LowerBinary(BinarySyntax binary, TypeTerm type)
    {
        switch (binary.Operator)
        {
            case BinaryOperator.And or BinaryOperator.Or:
                return new Logical(binary.Operator == BinaryOperator.And, LowerTruth(binary.Left), LowerTruth(binary.Right), binary.Span);
            case BinaryOperator.Match or BinaryOperator.NotMatch:
                return LowerMatch(binary);
            case BinaryOperator.BitAnd or BinaryOperator.BitOr or BinaryOperator.BitXor or BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight:
                return new BitOperation(BitOperatorOf(binary.Operator), Lower(binary.Left), Lower(binary.Right), binary.Span);
            default:
                return binary.Operator.IsArithmetic() ? LowerArithmetic(binary, type) : LowerComparison(binary);
        }
    }

    private CheckedExpression LowerMatch(BinarySyntax match)
    {
        var text = AsWritten(Lower(match.Left));
        return _model.Patterns.TryGetValue(match.Right.Unwrapped(), out var site)
            ? new TextMatch(text, _patterns.NewSlot(site), match.Operator == BinaryOperator.NotMatch, match.Span)
            : Reported(match);
    }

    private CheckedExpression LowerArithmetic(BinarySyntax binary, TypeTerm type)
    {
        var left = LowerConverted(binary.Left);
        var right = LowerConverted(binary.Right);
        if (KindOf(type) is { } kind
            && (kind is ValueKind.Int or ValueKind.Float || (kind == ValueKind.String && binary.Operator == BinaryOperator.Add)))
        {
            return new Arithmetic(ArithmeticOperatorOf(binary.Operator), left, right, kind, binary.Span);
        }

        if (!IsReported(left) && !IsReported(right))
        {
            _diagnostics.Report(
                DiagnosticCode.NoOperation,
                binary.Span,
                $"`{Parsing.OperatorTable.TextOf(binary.Operator)}` cannot work on {type}.",
                type.Basic == BasicType.String ? "Convert the text with `int(…)` or `float(…)`, or capture only digits." : null);
        }

        return Reported(binary);
    }

    private CheckedExpression LowerComparison(BinarySyntax binary)
    {
        var left = LowerConverted(binary.Left);
        var right = LowerConverted(binary.Right);
        var leftNode = binary.Left.Unwrapped();
        var isConverted = _model.Conversions.TryGetValue(leftNode, out var type);
        type ??= _model.TypeOf(leftNode);
        if (left.Kind == ValueKind.Nothing || right.Kind == ValueKind.Nothing)
        {
            return new FaultExpression("There is nothing to compare.", ValueKind.Bool, binary.Span);
        }

        // The left side decides (§8.5): a metric whose type was inferred, or $0, is compared by its value at run time.
        var isTyped = (isConverted || type.IsLiteral) && KindOf(type) is ValueKind.Int or ValueKind.Float or ValueKind.String;
        return new Comparison(
            ComparisonOperatorOf(binary.Operator), isTyped ? ComparisonMode.Typed : ComparisonMode.Generic, left, right, binary.Span);
    }

    private CheckedExpression LowerConverted(ExpressionSyntax operand)
    {
        var node = operand.Unwrapped();
        var lowered = Lower(node);
        return _model.Conversions.TryGetValue(node, out var to) ? Convert(lowered, _model.TypeOf(node), to) : lowered;
    }

    /// <summary>A conversion that mtail would generate, or a diagnostic (§7.5).</summary>
    private CheckedExpression Convert(CheckedExpression operand, TypeTerm from, TypeTerm to)
    {
        if (from.Basic == to.Basic)
        {
            return operand;
        }

        if (to.Basic == BasicType.String && AsWritten(operand) is CaptureRead { Kind: ValueKind.String } written)
        {
            return written;
        }

        switch (from.Basic, to.Basic)
        {
            case (BasicType.Int, BasicType.Float):
                return operand is IntLiteral integer
                    ? new FloatLiteral(integer.Value, operand.Span)
                    : new Conversion(operand, ValueKind.Float, operand.Span);
            case (BasicType.Int, BasicType.String):
                return operand is IntLiteral digits
                    ? new StringLiteral(digits.Value.ToString(CultureInfo.InvariantCulture), operand.Span)
                    : new Conversion(operand, ValueKind.String, operand.Span);
            case (BasicType.Float, BasicType.String):
                return new Conversion(operand, ValueKind.String, operand.Span);
            case (BasicType.String, BasicType.Int):
                return new Conversion(operand, ValueKind.Int, operand.Span);
            case (BasicType.String, BasicType.Float):
                return new Conversion(operand, ValueKind.Float, operand.Span);
            case (BasicType.Pattern, BasicType.Bool):
                // mtail compares truth values, which always fails.
                return new FaultExpression("A pattern is no value.", ValueKind.Bool, operand.Span);
            default:
                if (!IsReported(operand))
                {
                    _diagnostics.Report(
                        DiagnosticCode.ImpossibleConversion, operand.Span, $"{Capitalized(from)} cannot be made into {to}.", HintOn(from, to));
                }

                return new FaultExpression(ReportedMessage, ValueKind.Int, operand.Span);
        }
    }

    private static string? HintOn(TypeTerm from, TypeTerm to) => (from.Basic, to.Basic) switch
    {
        (BasicType.Float, BasicType.Int) => "Capture the digits before the point in a group of their own.",
        (BasicType.Bool, _) => "Use a condition, and values in its blocks.",
        _ => null,
    };

    private static string Capitalized(TypeTerm type)
    {
        var words = type.ToString();
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>What values of a type are at run time; null for those that have none, or none yet.</summary>
    private static ValueKind? KindOf(TypeTerm type) => type.Basic switch
    {
        BasicType.Int => ValueKind.Int,
        BasicType.Float => ValueKind.Float,
        BasicType.String => ValueKind.String,
        BasicType.Bool => ValueKind.Bool,
        _ => null,
    };

    private static ArithmeticOperator ArithmeticOperatorOf(BinaryOperator op) => op switch
    {
        BinaryOperator.Add => ArithmeticOperator.Add,
        BinaryOperator.Subtract => ArithmeticOperator.Subtract,
        BinaryOperator.Multiply => ArithmeticOperator.Multiply,
        BinaryOperator.Divide => ArithmeticOperator.Divide,
        BinaryOperator.Modulo => ArithmeticOperator.Modulo,
        BinaryOperator.Power => ArithmeticOperator.Power,
        _ => throw new UnreachableException(),
    };

    private static BitOperator BitOperatorOf(BinaryOperator op) => op switch
    {
        BinaryOperator.BitAnd => BitOperator.And,
        BinaryOperator.BitOr => BitOperator.Or,
        BinaryOperator.BitXor => BitOperator.Xor,
        BinaryOperator.ShiftLeft => BitOperator.ShiftLeft,
        BinaryOperator.ShiftRight => BitOperator.ShiftRight,
        _ => throw new UnreachableException(),
    };

    private static ComparisonOperator ComparisonOperatorOf(BinaryOperator op) => op switch
    {
        BinaryOperator.Less => ComparisonOperator.Less,
        BinaryOperator.LessOrEqual => ComparisonOperator.LessOrEqual,
        BinaryOperator.Equal => ComparisonOperator.Equal,
        BinaryOperator.NotEqual => ComparisonOperator.NotEqual,
        BinaryOperator.GreaterOrEqual => ComparisonOperator.GreaterOrEqual,
        BinaryOperator.Greater => ComparisonOperator.Greater,
        _ => throw new UnreachableException(),
    };
}
