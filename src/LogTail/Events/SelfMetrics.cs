using System.Globalization;
using System.Runtime.InteropServices;
using LogTail.Configuration;
using LogTail.Metrics.SelfMetrics;

namespace LogTail.Events;

/// <summary>
/// What LogTail counts about itself. With mtail's command line the names that mtail has are mtail's (spec/mtail-language.md §21),
/// so that dashboards go on working; everything else is ours.
/// </summary>
public sealed class SelfMetrics
{
    // mtail's: 20 microseconds, doubled nine times.
    private static readonly double[] LineDurationBounds = [.. Enumerable.Range(0, 10).Select(i => 2e-05 * (1 << i))];

    private readonly string _prefix;

    /// <param name="mtailNames">Use mtail's names where it has one.</param>
    /// <param name="version">Of this build.</param>
    public SelfMetrics(bool mtailNames, string version)
    {
        // mtail exports its counters without a type.
        var counter = mtailNames ? SelfMetricKind.Untyped : SelfMetricKind.Counter;
        _prefix = mtailNames ? "mtail_" : "logtail_";
        var program = mtailNames ? "prog" : "program";
        Lines = Registry.Counter(_prefix + "lines_total", "Lines read from all logs.", counter);
        LogLines = Registry.Counters(_prefix + "log_lines_total", "Lines read, by log.", ["logfile"], counter);
        LogErrors = Registry.Counters(_prefix + "log_errors_total", "Failures to open or read, by log.", ["logfile"], counter);
        ProgramLines = Registry.Counters(Name(mtailNames, "prog_lines_total", "program_lines_total"), "Lines given to each program.", [program], counter);
        ProgramLoads = Registry.Counters(Name(mtailNames, "prog_loads_total", "program_loads_total"), "Times a program was loaded.", [program], counter);
        ProgramLoadErrors = Registry.Counters(
            Name(mtailNames, "prog_load_errors_total", "program_load_errors_total"), "Times a program could not be loaded.", [program], counter);
        ProgramFaults = Registry.Counters(
            Name(mtailNames, "prog_runtime_errors_total", "program_faults_total"), "Lines that a program gave up.", [program], counter);
        LineDurations = Registry.Histograms(
            Name(mtailNames, "vm_line_processing_duration_seconds", "program_line_duration_seconds"),
            "Time that a line took in a program: the mean of the lines that were read together.",
            LineDurationBounds,
            [program]);
        BudgetOverruns = Registry.Counters(
            "logtail_pattern_budget_overruns_total",
            "Lines that cost a pattern more than its budget, and were matched again in linear time or given up.",
            [program],
            SelfMetricKind.Counter);
        BudgetSkips = Registry.Counters(
            "logtail_pattern_budget_skips_total",
            "Lines taken as not matching a pattern because they cost more than its budget and it has no linear form.",
            [program],
            SelfMetricKind.Counter);
        BuildInfo(version);
        ProcessMetrics.Register(Registry);
    }

    /// <summary>What a scrape reads.</summary>
    public SelfMetricRegistry Registry { get; } = new();

    public SelfCounter Lines { get; }

    public SelfFamily<SelfCounter> LogLines { get; }

    public SelfFamily<SelfCounter> LogErrors { get; }

    public SelfFamily<SelfCounter> ProgramLines { get; }

    public SelfFamily<SelfCounter> ProgramLoads { get; }

    public SelfFamily<SelfCounter> ProgramLoadErrors { get; }

    public SelfFamily<SelfCounter> ProgramFaults { get; }

    public SelfFamily<SelfHistogram> LineDurations { get; }

    /// <summary>See <see cref="Runtime.Matching.Matcher.Overruns"/>.</summary>
    public SelfFamily<SelfCounter> BudgetOverruns { get; }

    /// <summary>See <see cref="Runtime.Matching.Matcher.Skips"/>.</summary>
    public SelfFamily<SelfCounter> BudgetSkips { get; }

    /// <summary>grok_exporter's built-in metrics; null unless a configuration of it runs.</summary>
    internal ExporterMetrics? Exporter { get; private set; }

    /// <summary>What a scrape shows.</summary>
    /// <param name="counts">Those of the moment of the metrics that are shown; null for the present ones.</param>
    public IReadOnlyList<SelfFamilySnapshot> TakeSnapshot(SelfMetricChoice choice, IReadOnlyList<SelfFamilySnapshot>? counts)
    {
        string[] prefixes = choice switch
        {
            SelfMetricChoice.All => [""],
            SelfMetricChoice.GrokExporterLines => ["grok_exporter_"],
            _ => ["grok_exporter_", "process_", "promhttp_"],
        };
        var all = counts is null ? Registry.TakeSnapshot() : Registry.TakeReadings(counts);
        return [.. all.Where(family => prefixes.Any(prefix => family.Name.StartsWith(prefix, StringComparison.Ordinal)))];
    }

    /// <summary>A configuration of grok_exporter runs: its metrics are wanted too.</summary>
    internal void AddExporter(TimeProvider clock) => Exporter = new ExporterMetrics(Registry, clock);

    /// <summary>Forgets a program that was removed.</summary>
    public void ForgetProgram(string name)
    {
        foreach (var family in new[] { ProgramLines, ProgramLoads, ProgramLoadErrors, ProgramFaults, BudgetOverruns, BudgetSkips })
        {
            family.Remove(name);
        }

        LineDurations.Remove(name);
    }

    private string Name(bool mtailNames, string theirs, string ours) => _prefix + (mtailNames ? theirs : ours);

    private void BuildInfo(string version)
    {
        var labels = new[] { "version", "dotnet", "os", "arch" };
        Registry.Gauges(_prefix + "build_info", "What is running; always 1.", labels)
            .For(
                version,
                Environment.Version.ToString(),
                Environment.OSVersion.Platform.ToString().ToLowerInvariant(),
                RuntimeInformation.ProcessArchitecture.ToString().ToLower(CultureInfo.InvariantCulture))
            .Set(1);
    }
}
