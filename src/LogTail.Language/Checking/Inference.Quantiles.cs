using LogTail.Language.Diagnostics;
using LogTail.Language.Syntax;
using LogTail.Language.Text;
using LogTail.Metrics;

namespace LogTail.Language.Checking;

// What a summary may declare. mtail has none, so what Prometheus' client libraries refuse, some only at the first line, is refused here.
internal sealed partial class Inference
{
    private void CheckQuantiles(MetricSyntax metric)
    {
        if (metric.Kind != MetricKind.Summary)
        {
            RefuseQuantilesOfOthers(metric);
            return;
        }

        var seen = new HashSet<double>();
        foreach (var (quantile, error) in metric.Quantiles)
        {
            if (quantile.Value is not (>= 0 and <= 1))
            {
                BadQuantile(quantile.Span, "A quantile lies between 0 and 1.", "The median is 0.5, the 99th percentile 0.99.");
            }
            else if (!seen.Add(quantile.Value))
            {
                BadQuantile(quantile.Span, "This quantile is declared twice.", "Remove one of them.");
            }

            if (error.Value is not (> 0 and < 1))
            {
                BadQuantile(
                    error.Span,
                    "The error of a quantile lies between 0 and 1, without them.",
                    "It is a part of all observations: `0.99: 0.001` tells a value between the quantiles 0.989 and 0.991.");
            }
        }

        if (metric.Keys.FirstOrDefault(key => key.Text == "quantile") is { } label)
        {
            BadQuantile(label.Span, "A summary has a label `quantile` of its own.", "Give the key another name.");
        }

        if (metric.MaxAge is { } age && age.Value <= TimeSpan.Zero)
        {
            BadQuantile(age.Span, "The window of a summary cannot be empty.", "Write for example `max_age 10m`, which is also what it is without this.");
        }
    }

    private void RefuseQuantilesOfOthers(MetricSyntax metric)
    {
        if (!metric.Quantiles.IsEmpty)
        {
            BadQuantile(
                Cover(metric.Quantiles[0].Quantile.Span, metric.Quantiles[^1].Error.Span),
                $"Only a summary has quantiles; `{metric.Name.Text}` is a {KindName(metric.Kind)}.",
                "Declare it as a summary, or remove `quantiles`.");
        }

        if (metric.MaxAge is { } age)
        {
            BadQuantile(
                age.Span,
                $"Only a summary has a window; `{metric.Name.Text}` is a {KindName(metric.Kind)}.",
                "Remove `max_age`. To drop series that are no longer updated use `del … after`.");
        }
    }

    private void BadQuantile(TextSpan span, string message, string hint) => _diagnostics.Report(DiagnosticCode.BadSummary, span, message, hint);
}
