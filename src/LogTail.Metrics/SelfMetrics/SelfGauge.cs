using System.Collections.Immutable;

namespace LogTail.Metrics.SelfMetrics;

/// <summary>A number that goes anywhere; any thread may set it.</summary>
public sealed class SelfGauge : SelfSeries
{
    private double _value;

    public double Value => Volatile.Read(ref _value);

    public void Set(double value) => Volatile.Write(ref _value, value);

    internal override IEnumerable<SelfSample> Read(ImmutableArray<string> labelValues) =>
        [new SelfSample("", labelValues, UpperBound: null, Value)];
}
