using System.Collections.Immutable;
using LogTail.Events;
using LogTail.Metrics.SelfMetrics;
using LogTail.Runtime;
using LogTail.Runtime.Images;
using LogTail.Runtime.Matching;
using LogTail.Runtime.Sieving;

namespace LogTail.Engine;

/// <summary>A program that meets lines. Used by the pump alone, or by whoever has its turn.</summary>
public sealed class RunningProgram
{
    private readonly LoadedProgram _loaded;
    private readonly SelfCounter _lines;
    private readonly SelfCounter _faults;
    private readonly SelfHistogram _durations;

    private readonly SelfCounter _overruns;
    private readonly SelfCounter _skips;
    private readonly ImmutableArray<Matcher> _matchers;

    // Null unless a configuration of grok_exporter runs.
    private readonly ExporterProgress? _exporter;

    // What the program had counted when we last asked.
    private long _formerFaults;
    private long _formerOverruns;
    private long _formerSkips;

    /// <param name="loaded">The code; unloaded with this.</param>
    /// <param name="context">What it is made with.</param>
    /// <param name="metrics">Counts its lines and faults.</param>
    public RunningProgram(LoadedProgram loaded, ProgramContext context, SelfMetrics metrics)
    {
        _loaded = loaded;
        _lines = metrics.ProgramLines.For(loaded.Name);
        _faults = metrics.ProgramFaults.For(loaded.Name);
        _durations = metrics.LineDurations.For(loaded.Name);
        _overruns = metrics.BudgetOverruns.For(loaded.Name);
        _skips = metrics.BudgetSkips.For(loaded.Name);
        Program = loaded.Create(context);
        _matchers = Matcher.OwnedBy(Program);
        _exporter = metrics.Exporter is { } exporter ? new ExporterProgress(Program, exporter) : null;
    }

    /// <summary>File name of the program.</summary>
    public string Name => _loaded.Name;

    /// <summary>Its code.</summary>
    public LogProgram Program { get; }

    /// <summary>Whether its <c>log_filter</c> lets a source through.</summary>
    public bool Wants(string sourceName) => Program.LogFilter.IsEmpty || Program.LogFilter.Contains(sourceName);

    /// <summary>How many lines of a batch it will run on.</summary>
    public int LinesToRun(int lines, ClueHits hits) =>
        Program.NeededClues != 0 && (Program.NeededClues & hits.Unknown) == 0 ? hits.Count : lines;

    /// <summary>Brings the self-metrics up to date with what the program counted.</summary>
    /// <param name="lines">Lines it was just given.</param>
    /// <param name="duration">What they took together: looking at the clock for each line would cost more than many a line.</param>
    public void Count(int lines, TimeSpan duration)
    {
        _lines.Add(lines);
        if (lines > 0)
        {
            _durations.Observe(duration.TotalSeconds / lines, lines);
        }

        _faults.Add(Program.FaultCount - _formerFaults);
        _formerFaults = Program.FaultCount;
        CountCostlyLines();
        _exporter?.Update();
    }

    // A few dozen fields per batch.
    private void CountCostlyLines()
    {
        var (overruns, skips) = (0L, 0L);
        foreach (var matcher in _matchers)
        {
            overruns += matcher.Overruns;
            skips += matcher.Skips;
        }

        _overruns.Add(overruns - _formerOverruns);
        _skips.Add(skips - _formerSkips);
        (_formerOverruns, _formerSkips) = (overruns, skips);
    }

    /// <summary>Lets go of the code; the garbage collector frees it.</summary>
    public void Unload() => _loaded.Unload();
}
