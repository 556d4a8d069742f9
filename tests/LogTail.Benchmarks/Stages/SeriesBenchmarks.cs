using BenchmarkDotNet.Attributes;
using LogTail.Metrics;

namespace LogTail.Benchmarks.Stages;

/// <summary>From label text to series: the series of the line before, one of some, one of very many.</summary>
public class SeriesBenchmarks
{
    private const int Lookups = 1_000;

    private readonly LabelBuffer _labels = new();
    private readonly string[] _paths = [.. Enumerable.Range(0, 100_000).Select(i => $"/api/v2/orders/{i}")];
    private IntFamily _requests = null!;

    /// <summary>Series that exist, all of them looked up in turn.</summary>
    [Params(1, 100, 100_000)]
    public int Series { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        _requests = (IntFamily)new MetricStore().Add(new MetricDescription(
            "requests_total", "benchmark", MetricKind.Counter, MetricValueType.Int, Hidden: false, ["method", "path", "status"], [], Limit: 0, "benchmark:1:1"));
        for (var i = 0; i < Series; i++)
        {
            Find(i).Add(1, timeNanos: 1);
        }
    }

    [Benchmark(OperationsPerInvoke = Lookups)]
    public void Count()
    {
        for (var i = 0; i < Lookups; i++)
        {
            Find(i * 97 % Series).Add(1, timeNanos: i);
        }
    }

    private IntSeries Find(int path)
    {
        _labels.Clear();
        _labels.Add("GET");
        _labels.Add(_paths[path]);
        _labels.Add(200);
        return _requests.GetOrAdd(_labels);
    }
}
