using System.Collections.Immutable;

namespace LogTail.Metrics.Quantiles;

/// <summary>What the series of a summary have in common.</summary>
internal sealed class SummarySettings(MetricDescription description, TimeProvider clock)
{
    private const int AgeBuckets = 5;

    public ImmutableArray<QuantileTarget> Targets { get; } = description.Quantiles;

    public RankError Error { get; } = new(description.Quantiles);

    /// <summary>A fifth of the window.</summary>
    public long SliceTicks { get; } = Math.Max(1, description.MaxAge.Ticks / AgeBuckets);

    // The window is one of wall-clock time, as in Prometheus' clients, whatever the lines say of their own.
    public long NowTicks => clock.GetUtcNow().UtcTicks;
}
