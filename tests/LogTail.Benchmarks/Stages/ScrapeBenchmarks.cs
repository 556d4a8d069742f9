using System.Buffers;
using BenchmarkDotNet.Attributes;
using LogTail.Exposition;
using LogTail.Metrics;

namespace LogTail.Benchmarks.Stages;

/// <summary>A scrape in its two parts: copying the numbers, for which the lines wait, and writing the text, for which nobody does.</summary>
public class ScrapeBenchmarks
{
    private readonly MetricStore _store = new();
    private readonly ArrayBufferWriter<byte> _output = new();
    private MetricSnapshot _snapshot = null!;

    /// <summary>Series in the store.</summary>
    [Params(1_000, 100_000)]
    public int Series { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var family = (IntFamily)_store.Add(new MetricDescription(
            "requests_total", "benchmark", MetricKind.Counter, MetricValueType.Int, Hidden: false, ["path", "status"], [], Limit: 0, "benchmark:1:1"));
        var labels = new LabelBuffer();
        for (var i = 0; i < Series; i++)
        {
            labels.Clear();
            labels.Add($"/api/v2/orders/{i}");
            labels.Add(200);
            family.GetOrAdd(labels).Add(i, timeNanos: 1);
        }

        _snapshot = _store.TakeSnapshot();
    }

    [Benchmark]
    public MetricSnapshot Copy() => _store.TakeSnapshot();

    [Benchmark]
    public int Write()
    {
        _output.ResetWrittenCount();
        PrometheusText.Write(_snapshot, _output, new PrometheusTextOptions(), out _);
        return _output.WrittenCount;
    }
}
