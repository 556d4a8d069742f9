using System.Globalization;
using LogTail.Metrics.SelfMetrics;

namespace LogTail.Events;

/// <summary>What exporters count of their scrapes. Any thread.</summary>
internal sealed class ScrapeCounts
{
    // Those that client libraries show from the start, whether or not there was one.
    private static readonly string[] UsualCodes = ["200", "500", "503"];

    private readonly SelfFamily<SelfCounter> _byCode;
    private readonly Lock _gate = new();
    private readonly SelfGauge _inFlight;

    public ScrapeCounts(SelfMetricRegistry registry)
    {
        _byCode = registry.Counters("promhttp_metric_handler_requests_total", "Total number of scrapes by HTTP status code.", ["code"]);
        _inFlight = registry.Gauge("promhttp_metric_handler_requests_in_flight", "Current number of scrapes being served.");
        foreach (var code in UsualCodes)
        {
            _byCode.For(code);
        }
    }

    public void Begin() => Add(1);

    /// <param name="statusCode">What was answered.</param>
    public void End(int statusCode)
    {
        Add(-1);
        _byCode.For(statusCode.ToString(CultureInfo.InvariantCulture)).Increment();
    }

    private void Add(int scrapes)
    {
        lock (_gate)
        {
            _inFlight.Set(_inFlight.Value + scrapes);
        }
    }
}
