using System.Collections.Immutable;

namespace LogTail.Metrics.SelfMetrics;

/// <summary>A self-metric at one moment.</summary>
/// <param name="Name">Fit for the Prometheus text format.</param>
/// <param name="Help">One sentence for a person.</param>
/// <param name="Kind">Its type.</param>
/// <param name="LabelNames">In the order of the values of its samples.</param>
/// <param name="Samples">The lines of its exposition, in order.</param>
public sealed record SelfFamilySnapshot(
    string Name,
    string Help,
    SelfMetricKind Kind,
    ImmutableArray<string> LabelNames,
    ImmutableArray<SelfSample> Samples);

/// <summary>One exposed number.</summary>
/// <param name="Suffix">What follows the family's name: empty, or a histogram's <c>_bucket</c>, <c>_sum</c>, <c>_count</c>.</param>
/// <param name="LabelValues">One per label name.</param>
/// <param name="UpperBound">A bucket's; null otherwise.</param>
/// <param name="Value">The number; a bucket's is cumulative.</param>
public sealed record SelfSample(string Suffix, ImmutableArray<string> LabelValues, double? UpperBound, double Value);
