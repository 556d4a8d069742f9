using System.Collections.Immutable;

namespace LogTail.Metrics.SelfMetrics;

/// <summary>One series of a self-metric.</summary>
public abstract class SelfSeries
{
    private protected SelfSeries()
    {
    }

    internal abstract IEnumerable<SelfSample> Read(ImmutableArray<string> labelValues);
}
