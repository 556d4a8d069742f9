using System.Collections.Immutable;

namespace LogTail.Metrics.SelfMetrics;

/// <summary>Self-metrics of one name that differ in their labels. Any thread may use it.</summary>
public sealed class SelfFamily<TSeries> : ISelfFamily
    where TSeries : SelfSeries
{
    private readonly Lock _gate = new();
    private readonly string _help;
    private readonly SelfMetricKind _kind;
    private readonly ImmutableArray<string> _labelNames;
    private readonly Func<TSeries> _make;

    // Guarded by _gate. Sorted, so that every scrape lists the series in the same order.
    private readonly SortedDictionary<string[], TSeries> _series = new(LabelValuesComparer.Instance);

    internal SelfFamily(string name, string help, SelfMetricKind kind, IReadOnlyList<string> labelNames, Func<TSeries> make)
    {
        Name = name;
        _help = help;
        _kind = kind;
        _labelNames = [.. labelNames];
        _make = make;
    }

    public string Name { get; }

    /// <summary>Finds or makes the series of these label values. Keep it where it is used often.</summary>
    /// <param name="labelValues">One per label name.</param>
    public TSeries For(params string[] labelValues)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(labelValues.Length, _labelNames.Length);
        lock (_gate)
        {
            if (!_series.TryGetValue(labelValues, out var series))
            {
                series = _make();
                _series.Add([.. labelValues], series);
            }

            return series;
        }
    }

    /// <summary>Exports the series no longer; nothing happens when there is none.</summary>
    public void Remove(params string[] labelValues)
    {
        lock (_gate)
        {
            _series.Remove(labelValues);
        }
    }

    SelfFamilySnapshot ISelfFamily.TakeSnapshot()
    {
        lock (_gate)
        {
            return new SelfFamilySnapshot(Name, _help, _kind, _labelNames, [.. _series.SelectMany(pair => pair.Value.Read([.. pair.Key]))]);
        }
    }

    private sealed class LabelValuesComparer : IComparer<string[]>
    {
        public static readonly LabelValuesComparer Instance = new();

        public int Compare(string[]? x, string[]? y) => x.AsSpan().SequenceCompareTo(y.AsSpan(), StringComparer.Ordinal);
    }
}
