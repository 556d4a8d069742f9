using System.Collections.Immutable;

namespace LogTail.Metrics;

/// <summary>Which buckets a histogram's declared bounds make (spec/mtail-language.md §11.3).</summary>
public static class HistogramBuckets
{
    /// <summary>
    /// Upper bounds in rising order, +Inf last. A lowest bound of zero or less only begins the first bucket, and ends none.
    /// </summary>
    public static double[] UpperBounds(ImmutableArray<double> declared) =>
        [.. LowestOnlyBegins(declared) ? declared.AsSpan()[1..] : declared.AsSpan(), double.PositiveInfinity];

    /// <summary>Where the first bucket begins: 0, or the lowest bound if that is not above 0.</summary>
    public static double LowestBound(ImmutableArray<double> declared) => LowestOnlyBegins(declared) ? declared[0] : 0;

    private static bool LowestOnlyBegins(ImmutableArray<double> declared) => !declared.IsEmpty && declared[0] <= 0;
}
