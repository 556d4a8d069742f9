using System.Runtime.CompilerServices;
using LogTail.Metrics.Quantiles;
using LogTail.Metrics.Restoring;

namespace LogTail.Metrics;

/// <summary>Series of ranked observations.</summary>
public sealed class SummaryFamily : MetricFamily
{
    private readonly SummarySettings _settings;

    internal SummaryFamily(MetricDescription description, MetricStoreOptions options)
        : base(description, options)
    {
        _settings = new SummarySettings(description, options.Clock);
        if (description.Keys.IsEmpty)
        {
            MakeInitialSeries();
        }
    }

    /// <summary>The one series of a family without keys.</summary>
    public SummarySeries Scalar() => GetOrAdd(LabelBuffer.Empty);

    /// <summary>Finds or makes a series; finding allocates nothing.</summary>
    /// <param name="labels">One value per key, in the order of the declaration.</param>
    // The cast is safe: a family's table holds only what its MakeSeries made.
    public SummarySeries GetOrAdd(LabelBuffer labels) => Unsafe.As<SummarySeries>(FindOrMake(labels));

    private protected override int NumbersPerSeries => 2 + _settings.Targets.Length;

    private protected override void Restore(MetricSeries series, in SavedSeries saved) =>
        Unsafe.As<SummarySeries>(series).Restore(saved.Numbers, saved.Window);

    private protected override MetricSeries MakeSeries(byte[] labelText, uint hash) => new SummarySeries(labelText, hash, _settings);

    private protected override void CopyValues(FamilySnapshot snapshot)
    {
        var all = snapshot.Frozen.Series;
        for (var i = 0; i < all.Length; i++)
        {
            var series = Unsafe.As<SummarySeries>(all[i]);
            snapshot.Times[i] = series.TimeNanos;
            series.CopyTo(snapshot.Numbers.AsSpan(i * snapshot.NumbersPerSeries, snapshot.NumbersPerSeries));
            if (snapshot.Windows is { } windows)
            {
                windows[i] = series.SaveWindow();
            }
        }
    }
}
