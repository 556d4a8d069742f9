namespace LogTail.Metrics;

/// <summary>Observations counted in buckets (spec/mtail-language.md §11.3).</summary>
public sealed class HistogramSeries : MetricSeries
{
    // The family's upper bounds, +Inf last.
    private readonly double[] _upperBounds;
    private readonly long[] _counts;

    internal HistogramSeries(byte[] labelText, uint hash, double[] upperBounds)
        : base(labelText, hash)
    {
        _upperBounds = upperBounds;
        _counts = new long[upperBounds.Length];
    }

    /// <summary>Observations, also those that are in no bucket because they were not a number.</summary>
    public long Count { get; private set; }

    public double Sum { get; private set; }

    /// <summary>Observations per bucket, not cumulative, in the order of <see cref="FamilySnapshot.UpperBounds"/>.</summary>
    public ReadOnlySpan<long> Buckets => _counts;

    /// <summary>Counts a value in the first bucket whose upper bound is not below it; NaN in none.</summary>
    public void Observe(double value, long timeNanos)
    {
        if (!double.IsNaN(value))
        {
            _counts[BucketOf(value)]++;
        }

        Count++;
        Sum += value;
        TimeNanos = timeNanos;
    }

    /// <summary>The same by the rule of Prometheus' own clients, whose histograms grok_exporter has: NaN counts in the last bucket.</summary>
    public void ObserveAny(double value, long timeNanos)
    {
        if (double.IsNaN(value))
        {
            _counts[^1]++;
        }

        Observe(value, timeNanos);
    }

    /// <param name="numbers">Count, bits of the sum, buckets.</param>
    internal void Restore(ReadOnlySpan<long> numbers)
    {
        Count = numbers[0];
        Sum = BitConverter.Int64BitsToDouble(numbers[1]);
        numbers[2..].CopyTo(_counts);
    }

    // Buckets are few and the low ones are hit most: a walk beats a search.
    private int BucketOf(double value)
    {
        var bounds = _upperBounds;
        var bucket = 0;
        while (bounds[bucket] < value)
        {
            bucket++;
        }

        return bucket;
    }
}
