using LogTail.Language.Checking;
using LogTail.Language.Text;
using LogTail.Metrics;

namespace LogTail.Compiler.Emitting;

// Series of metrics (spec/mtail-language.md §8.2).
internal sealed partial class MethodEmitter
{
    /// <summary>Emits the look-up of a series, which makes it if it is missing.</summary>
    /// <returns>A name that stands for the series.</returns>
    private string LowerSeries(MetricTarget target)
    {
        var metric = _plan.Series[target.Metric];
        if (metric.Form == SeriesForm.Present)
        {
            return metric.Access!;
        }

        if (metric.Form == SeriesForm.Keyed)
        {
            FillLabels(target);
        }

        var series = _locals.Local(metric.LocalWish, "series");
        _code.Line($"var {series} = {(metric.Form == SeriesForm.Keyed ? $"{metric.FamilyField}.GetOrAdd(Labels)" : metric.Access)};");
        return series;
    }

    // All keys are evaluated before the first is written: a key may itself look a series up.
    private void FillLabels(MetricTarget target)
    {
        var values = target.Keys.Select(key => (Value: Lower(key), key.Span)).ToList();
        var codes = values.Select(key => LabelCode(key.Value, key.Span)).ToList();
        var labels = string.Join(", ", codes);
        if (_known.Labels == labels)
        {
            return;
        }

        _code.Line("Labels.Clear();");
        foreach (var code in codes)
        {
            _code.Line($"Labels.Add({code});");
        }

        _labelFills++;
        _known = _known with { Labels = labels };
    }

    // The buffer formats numbers itself: Int in decimal, Float as %g.
    private string LabelCode(Value value, TextSpan span)
    {
        if (value.Kind is ValueKind.Int or ValueKind.Length or ValueKind.Float or ValueKind.String)
        {
            return value.Code;
        }

        Fault(span, $"`{_plan.Snippet(span)}` cannot be a key: it is neither a text nor a number");
        return "default(long)";
    }

    private Value LowerRead(MetricRead read)
    {
        var series = LowerSeries(read.Target);
        var metric = _plan.Program.Metrics[read.Target.Metric];
        if (metric.Description.IsObserved)
        {
            Fault(read.Span, $"`{_plan.Snippet(read.Span)}` is a {KindName(metric.Description)} and has no value to read");
            return Value.Nothing with { Kind = read.Kind };
        }

        // Read now: an operand further right may change it.
        var local = _locals.Local(metric.Identifier + "Value", "read");
        var isText = metric.Description.Type == MetricValueType.String;
        _code.Line($"var {local} = {series}.{(isText ? "Text" : "Value")};");
        return new Value(local, metric.Description.Type switch
        {
            MetricValueType.Float => ValueKind.Float,
            MetricValueType.String => ValueKind.String,
            _ => ValueKind.Int,
        });
    }

    private static string KindName(MetricDescription metric) => metric.Kind.ToString().ToLowerInvariant();

    private Value LowerIncrement(MetricIncrement increment)
    {
        var call = IncrementCall(increment);
        if (call is null)
        {
            return Value.Int("0L");
        }

        var local = _locals.Local(_plan.Program.Metrics[increment.Target.Metric].Identifier + "Now", "now");
        _code.Line($"var {local} = {call};");
        return Value.Int(local);
    }

    private void EmitIncrement(MetricIncrement increment)
    {
        if (IncrementCall(increment) is { } call)
        {
            _code.Line(call + ";");
        }
    }

    private string? IncrementCall(MetricIncrement increment)
    {
        var series = LowerSeries(increment.Target);
        if (_plan.Program.Metrics[increment.Target.Metric].Description.Type == MetricValueType.Int)
        {
            return $"{series}.Add({increment.Delta}, Stamp)";
        }

        Fault(increment.Span, $"`{_plan.Snippet(increment.Target.Span)}` holds no integer that could be counted up or down");
        return null;
    }
}
