namespace LogTail.Metrics;

/// <summary>What one series of a family stores. The numbers are those of mtail's JSON (spec/mtail-language.md §16.2).</summary>
public enum MetricValueType
{
    /// <summary>A 64-bit signed integer that wraps around.</summary>
    Int = 0,

    /// <summary>An IEEE double.</summary>
    Float = 1,

    /// <summary>A text; exported to Prometheus as 0 unless the family is of kind text, which is not exported.</summary>
    String = 2,

    /// <summary>Bucket counts, their number and their sum.</summary>
    Buckets = 3,

    /// <summary>Quantiles of the observations in a sliding window, the number of all and their sum; no mtail counterpart.</summary>
    Quantiles = 4,
}
