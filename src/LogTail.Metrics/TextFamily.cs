using System.Runtime.CompilerServices;
using LogTail.Metrics.Restoring;

namespace LogTail.Metrics;

/// <summary>Series of texts: text metrics, and numeric ones that the program made hold a text.</summary>
public sealed class TextFamily : MetricFamily
{
    internal TextFamily(MetricDescription description, MetricStoreOptions options)
        : base(description, options)
    {
        if (description.Kind == MetricKind.Counter && description.Keys.IsEmpty)
        {
            MakeInitialSeries();
        }
    }

    /// <summary>The one series of a family without keys.</summary>
    public TextSeries Scalar() => GetOrAdd(LabelBuffer.Empty);

    /// <summary>Finds or makes a series; finding allocates nothing.</summary>
    /// <param name="labels">One value per key, in the order of the declaration.</param>
    // The cast is safe: a family's table holds only what its MakeSeries made.
    public TextSeries GetOrAdd(LabelBuffer labels) => Unsafe.As<TextSeries>(FindOrMake(labels));

    private protected override int NumbersPerSeries => 0;

    private protected override void Restore(MetricSeries series, in SavedSeries saved) =>
        Unsafe.As<TextSeries>(series).Set(saved.Text, saved.TimeNanos);

    private protected override MetricSeries MakeSeries(byte[] labelText, uint hash) => new TextSeries(labelText, hash);

    private protected override void CopyValues(FamilySnapshot snapshot)
    {
        var all = snapshot.Frozen.Series;
        for (var i = 0; i < all.Length; i++)
        {
            var series = Unsafe.As<TextSeries>(all[i]);
            snapshot.Times[i] = series.TimeNanos;
            snapshot.Texts[i] = series.Value;
        }
    }
}
