using System.Collections.Immutable;

namespace LogTail.Metrics.SelfMetrics;

/// <summary>Counts what happened; any thread may add.</summary>
public sealed class SelfCounter : SelfSeries
{
    private long _value;

    public long Value => Interlocked.Read(ref _value);

    public void Increment() => Add(1);

    /// <param name="count">Not negative.</param>
    public void Add(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Interlocked.Add(ref _value, count);
    }

    internal override IEnumerable<SelfSample> Read(ImmutableArray<string> labelValues) =>
        [new SelfSample("", labelValues, UpperBound: null, Value)];
}
