using System.Collections.Immutable;
using LogTail.Metrics;

namespace LogTail.Tests.Metrics;

/// <summary>Descriptions of metrics as a program called <c>a.mtail</c> would declare them.</summary>
internal static class Described
{
    public static MetricDescription Counter(string name, params string[] keys) => Of(MetricKind.Counter, name, keys);

    public static MetricDescription Gauge(string name, params string[] keys) => Of(MetricKind.Gauge, name, keys);

    public static MetricDescription FloatGauge(string name, params string[] keys) =>
        Of(MetricKind.Gauge, name, keys) with { Type = MetricValueType.Float };

    public static MetricDescription Text(string name, params string[] keys) =>
        Of(MetricKind.Text, name, keys) with { Type = MetricValueType.String };

    public static MetricDescription Histogram(string name, double[] bounds, params string[] keys) =>
        Of(MetricKind.Histogram, name, keys) with { Type = MetricValueType.Buckets, Bounds = [.. bounds] };

    public static MetricDescription Summary(string name, params QuantileTarget[] targets) =>
        Of(MetricKind.Summary, name, []) with { Type = MetricValueType.Quantiles, Quantiles = [.. targets] };

    private static MetricDescription Of(MetricKind kind, string name, string[] keys) =>
        new(name, "a.mtail", kind, MetricValueType.Int, Hidden: false, [.. keys], ImmutableArray<double>.Empty, Limit: 0, "a.mtail:1:9");
}
