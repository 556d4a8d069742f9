namespace LogTail.Metrics.SelfMetrics;

/// <summary>What a self-metric is, in the words of the Prometheus text format.</summary>
public enum SelfMetricKind
{
    Counter,
    Gauge,
    Histogram,

    /// <summary>mtail exports its own counters so (spec/mtail-language.md §21).</summary>
    Untyped,
}
