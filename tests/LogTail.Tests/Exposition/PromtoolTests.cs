using System.Diagnostics;
using LogTail.Exposition;
using LogTail.Metrics;
using LogTail.Metrics.SelfMetrics;
using LogTail.Tests.Metrics;
using LogTail.Tests.Support;

namespace LogTail.Tests.Exposition;

public sealed class PromtoolTests
{
    [PromtoolFact]
    public void Prometheus_own_checker_has_nothing_to_say()
    {
        var store = new MetricStore();
        var labels = new LabelBuffer();
        var counter = (IntFamily)store.Add(Described.Counter("http_requests_total", "path"));
        foreach (var value in new[] { "", "/", "a\"b\\c", "é😀\uF780", "new\nline", " ", "\0" })
        {
            counter.GetOrAdd(labels.With(value)).Add(1, 1);
        }

        ((FloatFamily)store.Add(Described.FloatGauge("temperature_celsius"))).Scalar().Set(double.NegativeInfinity, 1);
        ((SummaryFamily)store.Add(Described.Summary("reply_seconds", new QuantileTarget(0.5, 0.05), new QuantileTarget(0.99, 0.001)))).Scalar().Observe(0.5, 1);
        ((HistogramFamily)store.Add(Described.Histogram("request_seconds", [-1, 0, 0.25], "k"))).GetOrAdd(labels.With("v")).Observe(1e300, 1);
        var registry = new SelfMetricRegistry();
        registry.Counters("logtail_lines_total", "Lines read, by source.", ["source"]).For("/var/log/a \"b\".log").Add(3);
        registry.Gauge("logtail_build_info", "The version that runs.").Set(1);
        registry.Histograms("logtail_scrape_seconds", "Time to write a page.", [0.01, 0.1], []).For().Observe(0.05);
        var page = PrometheusText.Open(store.TakeSnapshot(), registry.TakeSnapshot(), new PrometheusTextOptions(), out var warnings);

        Assert.Empty(warnings);
        Assert.Equal((0, ""), Check(Written.Text(page.WriteAll)));
    }

    private static (int ExitCode, string Output) Check(string text)
    {
        using var process = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Write(text);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
