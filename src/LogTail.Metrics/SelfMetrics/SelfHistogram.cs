using System.Collections.Immutable;

namespace LogTail.Metrics.SelfMetrics;

/// <summary>Observations counted in buckets; any thread may observe.</summary>
public sealed class SelfHistogram : SelfSeries
{
    // In rising order, +Inf last.
    private readonly double[] _upperBounds;
    private readonly long[] _counts;
    private double _sum;

    internal SelfHistogram(double[] upperBounds)
    {
        _upperBounds = upperBounds;
        _counts = new long[upperBounds.Length];
    }

    /// <param name="value">A number.</param>
    /// <param name="times">How often it was seen.</param>
    public void Observe(double value, long times = 1)
    {
        var bucket = 0;
        while (_upperBounds[bucket] < value)
        {
            bucket++;
        }

        Interlocked.Add(ref _counts[bucket], times);
        AddToSum(value * times);
    }

    internal override IEnumerable<SelfSample> Read(ImmutableArray<string> labelValues)
    {
        long count = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            count += Interlocked.Read(ref _counts[i]);
            yield return new SelfSample("_bucket", labelValues, _upperBounds[i], count);
        }

        yield return new SelfSample("_sum", labelValues, UpperBound: null, Volatile.Read(ref _sum));
        yield return new SelfSample("_count", labelValues, UpperBound: null, count);
    }

    private void AddToSum(double value)
    {
        var seen = Volatile.Read(ref _sum);
        double before;
        do
        {
            before = seen;
            seen = Interlocked.CompareExchange(ref _sum, before + value, before);
        }
        while (BitConverter.DoubleToInt64Bits(seen) != BitConverter.DoubleToInt64Bits(before));
    }
}
