using System.Runtime.CompilerServices;
using LogTail.Metrics.Restoring;

namespace LogTail.Metrics;

/// <summary>Series of bucket counts.</summary>
public sealed class HistogramFamily : MetricFamily
{
    private readonly double[] _upperBounds;

    internal HistogramFamily(MetricDescription description, MetricStoreOptions options)
        : base(description, options)
    {
        _upperBounds = HistogramBuckets.UpperBounds(description.Bounds);
        if (description.Keys.IsEmpty)
        {
            MakeInitialSeries();
        }
    }

    /// <summary>The one series of a family without keys.</summary>
    public HistogramSeries Scalar() => GetOrAdd(LabelBuffer.Empty);

    /// <summary>Finds or makes a series; finding allocates nothing.</summary>
    /// <param name="labels">One value per key, in the order of the declaration.</param>
    // The cast is safe: a family's table holds only what its MakeSeries made.
    public HistogramSeries GetOrAdd(LabelBuffer labels) => Unsafe.As<HistogramSeries>(FindOrMake(labels));

    private protected override int NumbersPerSeries => 2 + _upperBounds.Length;

    private protected override bool IsStampedWhenMade => false;

    private protected override void Restore(MetricSeries series, in SavedSeries saved) =>
        Unsafe.As<HistogramSeries>(series).Restore(saved.Numbers);

    private protected override MetricSeries MakeSeries(byte[] labelText, uint hash) => new HistogramSeries(labelText, hash, _upperBounds);

    private protected override void CopyValues(FamilySnapshot snapshot)
    {
        var all = snapshot.Frozen.Series;
        for (var i = 0; i < all.Length; i++)
        {
            var series = Unsafe.As<HistogramSeries>(all[i]);
            snapshot.Times[i] = series.TimeNanos;
            var numbers = snapshot.Numbers.AsSpan(i * snapshot.NumbersPerSeries, snapshot.NumbersPerSeries);
            numbers[0] = series.Count;
            numbers[1] = BitConverter.DoubleToInt64Bits(series.Sum);
            series.Buckets.CopyTo(numbers[2..]);
        }
    }
}
