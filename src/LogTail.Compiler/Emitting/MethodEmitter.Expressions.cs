using System.Diagnostics;
using LogTail.Compiler.Emitting.Writing;
using LogTail.Language.Checking;
using LogTail.Language.Text;

namespace LogTail.Compiler.Emitting;

// Expressions (spec/mtail-language.md §8).
internal sealed partial class MethodEmitter
{
    /// <summary>Emits what computes an expression. One switch over the kinds of expressions.</summary>
    private Value Lower(CheckedExpression expression)
    {
        switch (expression)
        {
            case IntLiteral e:
                return Value.Int(CSharpText.Literal(e.Value));
            case FloatLiteral e:
                return Value.Float(CSharpText.Literal(e.Value));
            case StringLiteral e:
                return Value.Text(CSharpText.Literal(e.Value));
            case LineMatch or TextMatch or Logical or Not:
                return Settle(LowerCondition(expression, otherKinds: true));
            case CaptureRead e:
                return LowerCapture(e);
            case CaptureDefined e:
                return LowerDefined(e);
            case MetricRead e:
                return LowerRead(e);
            case MetricIncrement e:
                return LowerIncrement(e);
            case Arithmetic e:
                return LowerArithmetic(e);
            case BitOperation e:
                return LowerBits(e);
            case Complement e:
                return Value.Int("~" + Operands.Bracket(AsInt(Lower(e.Operand), e.Operand.Span)));
            case Comparison e:
                return LowerComparison(e);
            case Conversion e:
                return LowerConversion(e);
            case BuiltinCall e:
                return LowerCall(e);
            case PatternSubstitution e:
                return LowerSubstitution(e);
            case FaultExpression e:
                Fault(e.Span, e.Message);
                return Value.Nothing with { Kind = e.Kind };
            default:
                throw new UnreachableException();
        }
    }

    // A condition with effects becomes a value by being evaluated now.
    private Value Settle(Condition condition)
    {
        var local = _locals.Local("condition", "condition");
        _code.Line($"var {local} = {condition.Code};");
        return Value.Bool(local);
    }

    private Value LowerCapture(CaptureRead read)
    {
        RequireMatch(read.Pattern, read.Span);
        var text = read.Others.IsEmpty ? GroupText(read.Pattern, read.Group) : FirstText(read);
        if (read.Kind is not (ValueKind.Int or ValueKind.Float))
        {
            return Value.Text(text);
        }

        if (_known.Numbers.TryGetValue((read.Pattern, read.Group), out var number))
        {
            return new Value(number, read.Kind);
        }

        var wish = GroupName(read.Pattern, read.Group);
        number = read.TakesLeadingNumber ? ParseLeading(text, read, wish)
            : read.Kind == ValueKind.Int ? ParseInt(text, read.Span, wish)
            : ParseFloat(text, read.Span, wish);
        _known = _known with { Numbers = _known.Numbers.SetItem((read.Pattern, read.Group), number) };
        return new Value(number, read.Kind);
    }

    // In HEAD, defined() also moves the matched flag (§9.3).
    private Value LowerDefined(CaptureDefined defined)
    {
        RequireMatch(defined.Pattern, defined.Span);
        var matcher = _plan.Patterns[defined.Pattern];
        var took = $"{matcher}.Took({defined.Group})" + string.Concat(defined.Others.Select(group => $" || {matcher}.Took({group})"));
        if (_plan.HasOtherwise)
        {
            _code.Line($"{MatchedField} = {took};");
        }

        return Value.Bool(defined.Others.IsEmpty ? took : $"({took})");
    }

    private void RequireMatch(int pattern, TextSpan span)
    {
        if (_known.Matched.Contains(pattern))
        {
            return;
        }

        // The first pass finds out that there is such a place, the second has a flag for it.
        _uncertain.Add(pattern);
        if (_flags.TryGetValue(pattern, out var flag))
        {
            FaultUnless(flag, span, $"`{_plan.Snippet(span)}`: the pattern of that group has not matched this line");
        }

        _known = _known.WithMatched([pattern]);
    }

    private string GroupText(int pattern, int group)
    {
        var text = _plan.TextPatterns.Contains(pattern) ? _subjects[pattern] : "line";
        return $"{_plan.Patterns[pattern]}.Group({text}, {group})";
    }

    // Of several groups of one name the first that holds a text.
    private string FirstText(CaptureRead read)
    {
        var local = _locals.Local(GroupName(read.Pattern, read.Group), "text");
        _code.Line($"var {local} = {GroupText(read.Pattern, read.Group)};");
        foreach (var group in read.Others)
        {
            using (_code.Block($"if ({local}.IsEmpty)"))
            {
                _code.Line($"{local} = {GroupText(read.Pattern, group)};");
            }
        }

        return local;
    }

    private string GroupName(int pattern, int group)
    {
        var groups = _plan.Program.Patterns[pattern].Tree.Groups;
        return group > 0 && group <= groups.Length && groups[group - 1].Name is { } name ? name : $"group{group}";
    }

    private Value LowerComparison(Comparison comparison)
    {
        var left = Lower(comparison.Left);
        var right = Lower(comparison.Right);

        // <=, >= and != are the contraries of >, < and ==: that is how NaN comes to be less or equal (§8.5).
        var (test, isContrary) = comparison.Operator switch
        {
            ComparisonOperator.Less => (ComparisonOperator.Less, false),
            ComparisonOperator.Greater => (ComparisonOperator.Greater, false),
            ComparisonOperator.Equal => (ComparisonOperator.Equal, false),
            ComparisonOperator.LessOrEqual => (ComparisonOperator.Greater, true),
            ComparisonOperator.GreaterOrEqual => (ComparisonOperator.Less, true),
            _ => (ComparisonOperator.Equal, true),
        };
        var code = comparison.Mode == ComparisonMode.Typed
            ? CompareTyped(test, left, right, comparison)
            : CompareGenerically(test, left, right, comparison);
        return Value.Bool(isContrary ? Operands.Negate(code) : code);
    }

    private string CompareTyped(ComparisonOperator test, Value left, Value right, Comparison comparison)
    {
        var (leftSpan, rightSpan) = (comparison.Left.Span, comparison.Right.Span);
        if (left.Kind == ValueKind.String || right.Kind == ValueKind.String)
        {
            return CompareTexts(test, AsText(left, leftSpan), AsText(right, rightSpan));
        }

        return left.Kind == ValueKind.Float || right.Kind == ValueKind.Float
            ? $"{Operands.Bracket(AsFloat(left, leftSpan))} {Sign(test)} {Operands.Bracket(AsFloat(right, rightSpan))}"
            : $"{Operands.Bracket(AsInt(left, leftSpan))} {Sign(test)} {Operands.Bracket(AsInt(right, rightSpan))}";
    }

    // By the values at run time, whose kinds are known all the same.
    private string CompareGenerically(ComparisonOperator test, Value left, Value right, Comparison comparison)
    {
        if (!IsComparable(left.Kind) || !IsComparable(right.Kind))
        {
            Fault(comparison.Span, $"`{_plan.Snippet(comparison.Span)}` compares {Describe(left.Kind)} with {Describe(right.Kind)}");
            return "false";
        }

        if (left.Kind == ValueKind.String && right.Kind == ValueKind.String)
        {
            var result = _locals.Local("comparison", "comparison");
            FaultUnless(
                $"GenericOrder.Try{test}({left.Code}, {right.Code}, out var {result})",
                comparison.Span,
                $"`{_plan.Snippet(comparison.Span)}` compares a number with a text that is none");
            return result;
        }

        return IsWhole(left.Kind) && IsWhole(right.Kind)
            ? $"{left.Operand} {Sign(test)} {right.Operand}"
            : $"{AsNumber(left, comparison.Left.Span)} {Sign(test)} {AsNumber(right, comparison.Right.Span)}";
    }

    private string AsNumber(Value value, TextSpan span) =>
        IsWhole(value.Kind) ? $"(double){value.Operand}" : Operands.Bracket(AsFloat(value, span));

    private static bool IsWhole(ValueKind kind) => kind is ValueKind.Int or ValueKind.Length;

    private static bool IsComparable(ValueKind kind) => kind is not (ValueKind.Bool or ValueKind.Nothing);

    private static string CompareTexts(ComparisonOperator test, string left, string right) =>
        test == ComparisonOperator.Equal
            ? $"TextOrder.AreEqual({left}, {right})"
            : $"TextOrder.Compare({left}, {right}) {Sign(test)} 0";

    private static string Sign(ComparisonOperator test) => test switch
    {
        ComparisonOperator.Less => "<",
        ComparisonOperator.Greater => ">",
        _ => "==",
    };
}
