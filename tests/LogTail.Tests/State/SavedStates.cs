using System.Collections.Immutable;
using LogTail.Metrics;
using LogTail.State;
using LogTail.Tailing;

namespace LogTail.Tests.State;

/// <summary>States to save and load.</summary>
internal static class SavedStates
{
    /// <summary>Everything a state can hold, once.</summary>
    public static ReadOnlyMemory<byte> WriteFull(long sequence)
    {
        var store = FullStore();
        using var snapshot = store.TakeSnapshot(includeHidden: true, includeWindows: true);
        return StateFormat.Write(Empty(sequence) with { Programs = [SavedProgram.Of("p.mtail", "counter a")], Positions = Positions }, snapshot);
    }

    public static SavedState Empty(long sequence) => new(sequence, "boot", 1_700_000_000_000_000_000, [], [], []) { SeenAtNanos = 1_699_999_999_000_000_000 };

    public static ImmutableArray<SourcePosition> Positions { get; } =
    [
        new(
            "/var/log/a.log",
            new FileIdentity(8, 4711, -5),
            123_456_789_012,
            IsInsideLine: true,
            LineEncoding.Utf16BigEndian,
            BytesMark.Of("head"u8),
            BytesMark.Of("anchor"u8),
            IsClosed: false),
        new("/var/log/ä b.log", default, 0, IsInsideLine: false, Encoding: null, default, default, IsClosed: true),
    ];

    public static MetricStore FullStore()
    {
        var store = new MetricStore();
        var counts = (IntFamily)store.Add(Describe("counts", MetricKind.Counter, MetricValueType.Int, "code", "host"));
        var labels = new LabelBuffer();
        labels.Add("200");
        labels.Add("ä");
        counts.GetOrAdd(labels).Set(-7, 1);
        counts.SetExpiry(labels, TimeSpan.FromSeconds(3));
        ((FloatFamily)store.Add(Describe("load", MetricKind.Gauge, MetricValueType.Float))).Scalar().Set(double.NegativeInfinity, 2);
        ((TextFamily)store.Add(Describe("seen", MetricKind.Text, MetricValueType.String) with { Hidden = true })).Scalar().Set("\uF7FFx", 3);
        var times = (HistogramFamily)store.Add(Describe("times", MetricKind.Histogram, MetricValueType.Buckets) with { Bounds = [1, 2.5] });
        times.Scalar().Observe(2, 4);
        times.Scalar().Observe(double.NaN, 5);
        var took = (SummaryFamily)store.Add(Describe("took", MetricKind.Summary, MetricValueType.Quantiles) with
        {
            Quantiles = [new(0.5, 0.05), new(0.99, 0.001)],
            MaxAge = TimeSpan.FromMinutes(3),
        });
        took.Scalar().Observe(7, 6);
        return store;
    }

    public static MetricDescription Describe(string name, MetricKind kind, MetricValueType type, params string[] keys) =>
        new(name, "p.mtail", kind, type, Hidden: false, [.. keys], [], Limit: 0, $"p.mtail:1:1");
}
