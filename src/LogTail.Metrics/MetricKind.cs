namespace LogTail.Metrics;

/// <summary>What a metric family is. The numbers are those of mtail's JSON (spec/mtail-language.md §16.2).</summary>
public enum MetricKind
{
    /// <summary>A number that goes up; assignments may still lower it, as in mtail.</summary>
    Counter = 1,

    /// <summary>A number that goes anywhere.</summary>
    Gauge = 2,

    /// <summary>A gauge under another name; exported to Prometheus as a gauge.</summary>
    Timer = 3,

    /// <summary>A text; not exported to Prometheus.</summary>
    Text = 4,

    /// <summary>Observations counted in buckets.</summary>
    Histogram = 5,

    /// <summary>Observations ranked into quantiles over a sliding window; no mtail counterpart.</summary>
    Summary = 6,
}
