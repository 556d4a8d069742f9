using BenchmarkDotNet.Attributes;
using LogTail.Metrics;

namespace LogTail.Benchmarks.Stages;

/// <summary>A series that is at hand is updated: one of each type.</summary>
public class UpdateBenchmarks
{
    private const int Updates = 1_000;

    private readonly MetricStore _store = new();
    private IntSeries _integer = null!;
    private FloatSeries _float = null!;
    private TextSeries _text = null!;
    private HistogramSeries _histogram = null!;
    private SummarySeries _summary = null!;

    [GlobalSetup]
    public void Prepare()
    {
        var gauge = new MetricDescription("m", "benchmark", MetricKind.Gauge, MetricValueType.Int, Hidden: false, [], [], Limit: 0, "benchmark:1:1");
        _integer = ((IntFamily)_store.Add(gauge with { Name = "i" })).Scalar();
        _float = ((FloatFamily)_store.Add(gauge with { Name = "f", Type = MetricValueType.Float })).Scalar();
        _text = ((TextFamily)_store.Add(gauge with { Name = "t", Kind = MetricKind.Text, Type = MetricValueType.String })).Scalar();
        _histogram = ((HistogramFamily)_store.Add(gauge with
        {
            Name = "h",
            Kind = MetricKind.Histogram,
            Type = MetricValueType.Buckets,
            Bounds = [0, 10, 100, 1_000, 10_000],
        })).Scalar();
        _summary = ((SummaryFamily)_store.Add(gauge with
        {
            Name = "s",
            Kind = MetricKind.Summary,
            Type = MetricValueType.Quantiles,
            Quantiles = [new QuantileTarget(0.5, 0.05), new QuantileTarget(0.99, 0.001)],
        })).Scalar();
    }

    [Benchmark(OperationsPerInvoke = Updates)]
    public void AddInteger() => Repeat(i => _integer.Add(1, i));

    [Benchmark(OperationsPerInvoke = Updates)]
    public void SetFloat() => Repeat(i => _float.Set(i, i));

    [Benchmark(OperationsPerInvoke = Updates)]
    public void SetText() => Repeat(i => _text.Set((i & 1) == 0 ? "ERROR" : "WARN", i));

    [Benchmark(OperationsPerInvoke = Updates)]
    public void ObserveInHistogram() => Repeat(i => _histogram.Observe(i, i));

    [Benchmark(OperationsPerInvoke = Updates)]
    public void ObserveInSummary() => Repeat(i => _summary.Observe(i * 97 % Updates, i));

    // The call through a delegate is part of each figure: about a nanosecond.
    private static void Repeat(Action<int> update)
    {
        for (var i = 0; i < Updates; i++)
        {
            update(i);
        }
    }
}
