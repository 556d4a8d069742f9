using LogTail.Metrics.SelfMetrics;

namespace LogTail.Events;

/// <summary>What grok_exporter says of itself, under its names (spec/grok.md §8.3).</summary>
internal sealed class ExporterMetrics
{
    /// <summary>The labels of its build, and what they are here.</summary>
    public static readonly (string Label, string Value)[] Build =
    [
        ("branch", ""),
        ("builddate", ""),
        ("goversion", $".NET {Environment.Version}"),
        ("platform", Platform()),
        ("revision", ""),
        ("version", ProductVersion.Text),
    ];

    private readonly SelfFamily<SelfGauge> _load;

    public ExporterMetrics(SelfMetricRegistry registry, TimeProvider clock)
    {
        Load = new LineBufferLoad(clock);
        Scrapes = new ScrapeCounts(registry);
        var lines = registry.Counters("grok_exporter_lines_total", "Total number of log lines processed by grok_exporter.", ["status"]);
        Matched = lines.For("matched");
        Ignored = lines.For("ignored");
        Matching = registry.Counters("grok_exporter_lines_matching_total", "Number of lines that updated the metric.", ["metric"]);
        Microseconds = registry.Counters(
            "grok_exporter_lines_processing_time_microseconds_total", "Time spent on lines that updated the metric, in microseconds.", ["metric"]);
        Errors = registry.Counters("grok_exporter_line_processing_errors_total", "Number of lines on which the metric gave up.", ["metric"]);
        _load = registry.Gauges("grok_exporter_line_buffer_load", "Lines that were read and not yet processed.", ["interval", "value"]);
        ReadLoad();
        registry.Gauges("grok_exporter_build_info", "What is running; always 1.", [.. Build.Select(part => part.Label)])
            .For([.. Build.Select(part => part.Value)])
            .Set(1);
    }

    public LineBufferLoad Load { get; }

    public ScrapeCounts Scrapes { get; }

    public SelfCounter Matched { get; }

    public SelfCounter Ignored { get; }

    public SelfFamily<SelfCounter> Matching { get; }

    public SelfFamily<SelfCounter> Microseconds { get; }

    public SelfFamily<SelfCounter> Errors { get; }

    /// <summary>Brings up to date what is measured, not counted: before a scrape.</summary>
    public void ReadLoad()
    {
        var (least, greatest) = Load.Read();
        _load.For("1m", "min").Set(least);
        _load.For("1m", "max").Set(greatest);
    }

    // As Go spells it.
    private static string Platform()
    {
        var architecture = System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture switch
        {
            System.Runtime.InteropServices.Architecture.X64 => "amd64",
            System.Runtime.InteropServices.Architecture.X86 => "386",
            var other => other.ToString().ToLowerInvariant(),
        };
        return $"{(OperatingSystem.IsLinux() ? "linux" : OperatingSystem.IsMacOS() ? "darwin" : "windows")}-{architecture}";
    }
}
