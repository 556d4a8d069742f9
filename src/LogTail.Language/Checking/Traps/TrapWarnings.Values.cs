using LogTail.Language.Diagnostics;
using LogTail.Language.Text;
using LogTail.Metrics;

namespace LogTail.Language.Checking.Traps;

// Values: what is stored, compared and worked out.
internal sealed partial class TrapWarnings
{
    private void VisitAddition(AddAssignStatement add)
    {
        var metric = _program.Metrics[add.Target.Metric];
        if (metric.Description.IsObserved)
        {
            Fails(add.Span, $"`{metric.Identifier}` is a {KindName(metric.Description)}, and nothing can be added to one.", "Observe a value with `=`.");
        }
        else
        {
            VisitStore(add.Target, add.Value);
        }
    }

    private static string KindName(MetricDescription metric) => metric.Kind.ToString().ToLowerInvariant();

    private void VisitStore(MetricTarget target, CheckedExpression value)
    {
        var (identifier, metric, _) = _program.Metrics[target.Metric];
        if (metric.IsObserved)
        {
            VisitObservation(_program.Metrics[target.Metric], value);
            return;
        }

        if (metric.Kind != MetricKind.Text && value is CaptureRead { Kind: ValueKind.String } capture)
        {
            VisitTextCapture(target, capture, metric.Type == MetricValueType.String);
        }

        switch (metric.Type, value.Kind)
        {
            case (MetricValueType.Float, ValueKind.Int):
                NeverFits(identifier, value);
                break;
            case (MetricValueType.Int, ValueKind.Float):
                NeverFits(identifier, value);
                break;
            case (_, ValueKind.Bool):
                Fails(value.Span, "A truth value cannot be stored.", "Use a condition, and assign 1 or 0 in its blocks.");
                break;
            case (MetricValueType.String, ValueKind.Int) when value is CaptureRead { IsField: false } digits:
                VisitDigits(digits, "as text");
                break;
        }
    }

    private void VisitObservation(MetricDeclaration histogram, CheckedExpression value)
    {
        switch (histogram.Observes, value.Kind)
        {
            case (ValueKind.String, _):
                Fails(value.Span, $"`{histogram.Identifier}` is given texts, and a {KindName(histogram.Description)} can only observe numbers.", "Write `float(…)` around the text.");
                break;
            case (ValueKind.Float, ValueKind.Int) or (ValueKind.Int, ValueKind.Float):
                NeverFits(histogram.Identifier, value);
                break;
        }
    }

    private void NeverFits(string identifier, CheckedExpression value)
    {
        var (held, given) = value.Kind == ValueKind.Int ? ("floats", "an integer") : ("integers", "a float");
        _diagnostics.Report(
            DiagnosticCode.NeverFits,
            value.Span,
            $"`{identifier}` holds {held}, and {given} is not converted: this fails on every line that comes here.",
            value switch
            {
                IntLiteral literal => $"Write {literal.Value}.0.",
                { Kind: ValueKind.Int } => "Write `float(…)` around it.",
                _ => "Give it a float first, as in `= 0.0`, and it holds floats.",
            });
    }

    /// <summary>A text capture where a number is surely meant.</summary>
    private void VisitTextCapture(MetricTarget target, CaptureRead capture, bool makesText)
    {
        var tree = _program.Patterns[capture.Pattern].Tree;
        var consequence = makesText ? $", so `{_program.Metrics[target.Metric].Identifier}` holds a text and is exported as 0 for ever" : "";
        if (CaptureShape.IsNumberOrDash(tree, capture.Group))
        {
            _explained.Add(target.Metric);
            _diagnostics.Report(
                DiagnosticCode.DashIsNoNumber,
                capture.Span,
                $"This group may be `-`, which makes it a text even when it is digits{consequence}.",
                "Leave the dash out of the group, as in `(?:(\\d+)|-)`, and use the group in a block of `defined(…) { … }`.");
        }
        else if (CaptureShape.IsOneDigit(tree, capture.Group))
        {
            _explained.Add(target.Metric);
            _diagnostics.Report(
                DiagnosticCode.OneDigitIsText,
                capture.Span,
                $"A group of exactly one digit is a text{consequence}.",
                "Write `(\\d+)` in the pattern, or `int(…)` here.");
        }
    }

    private void VisitTruth(CheckedExpression expression, bool isOr)
    {
        if (expression.Kind is ValueKind.Float or ValueKind.String or ValueKind.Length)
        {
            _diagnostics.Report(
                DiagnosticCode.TruthIgnoresValue,
                expression.Span,
                $"Only integers and comparisons decide anything; this always counts as {(isOr ? "false" : "true")}.",
                "Compare it with something, as in `> 0` or `!= \"\"`.");
        }

        Visit(expression);
    }

    private void Visit(CheckedExpression expression)
    {
        switch (expression)
        {
            case CaptureRead capture:
                VisitCapture(capture.Pattern, capture.Span);
                break;
            case CaptureDefined capture:
                VisitCapture(capture.Pattern, capture.Span);
                break;
            case FaultExpression fault:
                Fails(fault.Span, fault.Message, "Make the pattern a condition, or write `value =~ /…/`.");
                break;
            case MetricRead read:
                VisitRead(read);
                break;
            case MetricIncrement increment:
                Visit(increment.Target);
                if (_program.Metrics[increment.Target.Metric].Description is { IsObserved: true } counted)
                {
                    Fails(increment.Span, $"A {KindName(counted)} cannot be counted up.", "Observe a value with `=`.");
                }

                break;
            case TextMatch match:
                Visit(match.Text);
                break;
            case Arithmetic arithmetic:
                VisitArithmetic(arithmetic);
                break;
            case BitOperation bits:
                VisitBits(bits.Left);
                VisitBits(bits.Right);
                break;
            case Complement complement:
                VisitBits(complement.Operand);
                break;
            case Comparison comparison:
                VisitComparison(comparison);
                break;
            case Logical logical:
                VisitTruth(logical.Left, isOr: !logical.IsAnd);
                VisitTruth(logical.Right, isOr: !logical.IsAnd);
                break;
            case Not not:
                VisitTruth(not.Operand, isOr: false);
                break;
            case Conversion conversion:
                Visit(conversion.Operand);
                break;
            case BuiltinCall call:
                VisitCall(call);
                break;
            case PatternSubstitution substitution:
                Visit(substitution.New);
                Visit(substitution.Value);
                break;
            default:
                break;
        }
    }

    private void Visit(MetricTarget target)
    {
        foreach (var key in target.Keys)
        {
            Visit(key);
            if (key is CaptureRead { Kind: ValueKind.Int, IsField: false } digits)
            {
                VisitDigits(digits, "as a label");
            }
        }
    }

    private void VisitRead(MetricRead read)
    {
        Visit(read.Target);
        if (_program.Metrics[read.Target.Metric].Description is { IsObserved: true } metric)
        {
            Fails(read.Span, $"A {KindName(metric)} has no value that could be read.", "Keep the value in a hidden gauge as well.");
        }
    }

    private void VisitCapture(int pattern, TextSpan span)
    {
        if (_failed.Contains(pattern))
        {
            _diagnostics.Report(
                DiagnosticCode.NothingCaptured,
                span,
                "Here the pattern of this group has not matched, so there is nothing to read, and the line fails.",
                "Give the outer group that you mean another number or name, or read it before.");
        }
    }

    private void VisitDigits(CaptureRead capture, string use)
    {
        if (CaptureShape.MayHaveLeadingZeros(_program.Patterns[capture.Pattern].Tree, capture.Group))
        {
            _diagnostics.Report(
                DiagnosticCode.LosesLeadingZeros,
                capture.Span,
                $"This group is a number, so leading zeros are lost when it is used {use}: `007` becomes `7`.",
                "Make it a text by letting the pattern end with something that is no digit, as in `(\\d{2}\\b)`.");
        }
    }

    private void VisitArithmetic(Arithmetic arithmetic)
    {
        Visit(arithmetic.Left);
        Visit(arithmetic.Right);
        if (arithmetic.Kind != ValueKind.String)
        {
            return;
        }

        foreach (var operand in new[] { arithmetic.Left, arithmetic.Right })
        {
            if (operand is Conversion { Operand: CaptureRead { Kind: ValueKind.Int, IsField: false } digits })
            {
                VisitDigits(digits, "as text");
            }
        }
    }

    private void VisitBits(CheckedExpression operand)
    {
        Visit(operand);
        if (operand.Kind is ValueKind.Bool or ValueKind.Float)
        {
            Fails(
                operand.Span,
                $"A bit operator needs integers; this is a {(operand.Kind == ValueKind.Bool ? "comparison" : "float")}.",
                operand.Kind == ValueKind.Bool ? "Bit operators bind looser than comparisons: write `(x & 7) == 3`." : null);
        }
    }

    private void VisitComparison(Comparison comparison)
    {
        Visit(comparison.Left);
        Visit(comparison.Right);
        if (comparison.Left.Kind == ValueKind.Bool && comparison.Right.Kind == ValueKind.Bool)
        {
            Fails(comparison.Span, "Two truth values cannot be compared.", "Use `&&` and `||`.");
        }
    }

    private void VisitCall(BuiltinCall call)
    {
        foreach (var argument in call.Arguments)
        {
            Visit(argument);
        }

        if (call.Builtin == Builtin.StrPTime && call.Arguments[0].Kind is not (ValueKind.String or ValueKind.Nothing))
        {
            _diagnostics.Report(
                DiagnosticCode.TimeIsNoText,
                call.Arguments[0].Span,
                "`strptime` reads texts; a number is taken as the empty text, which no layout can read.",
                "Make the group a text, as in `(\\d{8}\\b)`; for Unix seconds use `settime`.");
        }
        else if (call.Builtin == Builtin.SetTime && call.Arguments[0].Kind != ValueKind.Int)
        {
            Fails(call.Arguments[0].Span, "`settime` takes an integer and converts nothing.", "Write `int(…)` around it.");
        }
    }

    private void Fails(TextSpan span, string message, string? hint) =>
        _diagnostics.Report(DiagnosticCode.AlwaysFails, span, message + " Every line that comes here fails.", hint);
}
