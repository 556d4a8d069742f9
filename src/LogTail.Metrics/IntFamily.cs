using System.Runtime.CompilerServices;
using LogTail.Metrics.Restoring;

namespace LogTail.Metrics;

/// <summary>Series of integers.</summary>
public sealed class IntFamily : MetricFamily
{
    internal IntFamily(MetricDescription description, MetricStoreOptions options)
        : base(description, options)
    {
        if (description.Kind == MetricKind.Counter && description.Keys.IsEmpty)
        {
            MakeInitialSeries();
        }
    }

    /// <summary>The one series of a family without keys.</summary>
    public IntSeries Scalar() => GetOrAdd(LabelBuffer.Empty);

    /// <summary>Finds or makes a series; finding allocates nothing.</summary>
    /// <param name="labels">One value per key, in the order of the declaration.</param>
    // The cast is safe: a family's table holds only what its MakeSeries made.
    public IntSeries GetOrAdd(LabelBuffer labels) => Unsafe.As<IntSeries>(FindOrMake(labels));

    private protected override void Restore(MetricSeries series, in SavedSeries saved) =>
        Unsafe.As<IntSeries>(series).Set(saved.Numbers[0], saved.TimeNanos);

    private protected override MetricSeries MakeSeries(byte[] labelText, uint hash) => new IntSeries(labelText, hash);

    private protected override void CopyValues(FamilySnapshot snapshot)
    {
        var all = snapshot.Frozen.Series;
        for (var i = 0; i < all.Length; i++)
        {
            var series = Unsafe.As<IntSeries>(all[i]);
            snapshot.Times[i] = series.TimeNanos;
            snapshot.Numbers[i] = series.Value;
        }
    }
}
