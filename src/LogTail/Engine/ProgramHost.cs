using System.Collections.Immutable;
using LogTail.Configuration;
using LogTail.Events;
using LogTail.Language;
using LogTail.Metrics;
using LogTail.Runtime;
using LogTail.State;

namespace LogTail.Engine;

/// <summary>
/// The programs of the process from file to running: reads what the user named, builds what is new, and swaps it in between two batches.
/// A program that does not build leaves its last good version running; one whose file is gone goes, with its metrics.
/// Used by one task at a time.
/// </summary>
internal sealed class ProgramHost
{
    private readonly EngineOptions _options;
    private readonly CachedBuilds _builder;
    private readonly MetricStore _store;
    private readonly SavedMetrics _savedMetrics;
    private readonly LinePump _pump;
    private readonly SelfMetrics _selfMetrics;
    private readonly ProgramEvents _events;
    private readonly TimeProvider _clock;

    // An unloaded program keeps 200 KB of code and tables that the collector does not see, and so would not hurry for: hundreds came together.
    private const int MostUnloaded = 16;

    private readonly ProgramOptions _runtimeOptions;

    // Since the last collection that we asked for.
    private int _unloaded;

    // What references in programs see; null for mtail's programs, which have none. The last that could be read.
    private GrokSource? _grok;

    // What each name last came to, good or bad, so that a text that did not change is not built again.
    private readonly Dictionary<string, ProgramState> _states = new(StringComparer.Ordinal);

    public ProgramHost(
        EngineOptions options,
        CachedBuilds builder,
        MetricStore store,
        SavedMetrics savedMetrics,
        LinePump pump,
        SelfMetrics selfMetrics,
        ProgramEvents events,
        TimeProvider clock)
    {
        _options = options;
        _runtimeOptions = new ProgramOptions
        {
            Zone = options.Zone,
            UseCurrentYear = options.YearlessIsCurrentYear,
        };
        _builder = builder;
        _store = store;
        _savedMetrics = savedMetrics;
        _pump = pump;
        _selfMetrics = selfMetrics;
        _events = events;
        _clock = clock;
    }

    /// <summary>True: lines are waiting already, so that a processor that has nothing else to do compiles the code of programs while they are put in place.</summary>
    public bool CompilesAhead { get; init; }

    /// <summary>What each program last came to; in order of names.</summary>
    public ImmutableArray<ProgramState> States { get; private set; } = [];

    /// <summary>How many programs run.</summary>
    public int RunningCount => States.Count(state => state.Runs);

    /// <summary>Brings what runs in line with the files.</summary>
    public async Task<ProgramLoadReport> LoadAsync(CancellationToken cancellationToken)
    {
        var files = ProgramFiles.Find(_options.Programs);
        var (sources, faults) = files.Read(_options.IsExporter);
        faults = faults.AddRange(ReadPatterns());
        var changed = sources.Where(HasChanged).ToImmutableArray();
        var built = await _builder.BuildAsync(changed, _grok, cancellationToken);

        if (CompilesAhead && built.Length < Environment.ProcessorCount)
        {
            foreach (var program in built)
            {
                program.Loaded?.CompileAhead();
            }
        }

        // Nobody can say that a file is gone while its folder cannot be read.
        var gone = files.Faults.IsEmpty ? _states.Keys.Except(sources.Select(source => source.Name)).ToImmutableArray() : [];
        var outcomes = ImmutableArray.CreateBuilder<ProgramOutcome>();
        await _pump.ReplaceProgramsAsync(running => Apply(running, built, gone, outcomes), cancellationToken);
        CollectUnloaded();
        States = [.. _states.Values.OrderBy(state => state.Name, StringComparer.Ordinal)];
        return new ProgramLoadReport(faults, outcomes.ToImmutable(), gone);
    }

    private bool HasChanged(ProgramSource source) =>
        !_states.TryGetValue(source.Name, out var state) || state.Whole != source.Whole || state.Patterns != PatternsOf(source);

    private string PatternsOf(ProgramSource source) => source.MayUsePatterns ? _grok?.Fingerprint ?? "" : "";

    // Returns what could not be read; then programs go on with the patterns that they had.
    private ImmutableArray<string> ReadPatterns()
    {
        if (_options.MtailCompatible)
        {
            return [];
        }

        var files = PatternFiles.Read(_options.Patterns, _options.UsesEcs);
        _grok = files.Faults.IsEmpty ? files.Source : _grok ?? files.Source;
        return files.Faults;
    }

    // Runs between two batches: nobody else uses the store or the programs.
    private ProgramSet Apply(
        ProgramSet running, ImmutableArray<BuiltProgram> built, ImmutableArray<string> gone, ImmutableArray<ProgramOutcome>.Builder outcomes)
    {
        var next = running.Programs.ToDictionary(program => program.Name, StringComparer.Ordinal);
        foreach (var name in gone)
        {
            Remove(name, next);
        }

        foreach (var program in built)
        {
            var fault = Start(program, next);
            var runs = next.ContainsKey(program.Name);
            _states[program.Name] = new ProgramState(
                program.Name, program.Source.Path, program.Source.Text, program.Source.Whole, PatternsOf(program.Source), runs, fault);
            outcomes.Add(new ProgramOutcome(program.Name, fault, fault.Length == 0 ? program.Diagnostics : "", runs));
        }

        return new ProgramSet([.. next.Values.OrderBy(program => program.Name, StringComparer.Ordinal)]);
    }

    private void CollectUnloaded()
    {
        if (_unloaded >= MostUnloaded)
        {
            _unloaded = 0;
            GC.Collect();
        }
    }

    private void Remove(string name, Dictionary<string, RunningProgram> running)
    {
        _states.Remove(name);
        _store.RemoveProgram(name);
        _savedMetrics.Forget(name);
        if (running.Remove(name, out var former))
        {
            former.Unload();
            _unloaded++;
        }
    }

    // Returns why the program does not run; empty when it does.
    private string Start(BuiltProgram built, Dictionary<string, RunningProgram> running)
    {
        if (built.Loaded is null)
        {
            return built.Diagnostics;
        }

        if (ClashOf(built) is { } clash)
        {
            built.Loaded.Unload();
            _unloaded++;
            return clash;
        }

        _store.RemoveStale(built.Name, built.Loaded.Metrics);
        var families = built.Loaded.Metrics.Select(_store.Add).ToImmutableArray();
        var context = new ProgramContext(built.Name, families, _events, _runtimeOptions, _clock);
        var started = new RunningProgram(built.Loaded, context, _selfMetrics);
        started.Program.Begin(UnixTime.Nanoseconds(_clock.GetUtcNow()));
        _savedMetrics.Restore(built.Name, families);
        if (running.TryGetValue(built.Name, out var former))
        {
            former.Unload();
            _unloaded++;
        }

        running[built.Name] = started;
        return "";
    }

    // Before anything is changed: a name is of one kind, in all programs (spec/mtail-language.md §14.2).
    private string? ClashOf(BuiltProgram built)
    {
        var others = _store.Families.Select(family => family.Description).Where(other => other.Program != built.Name);
        var kinds = others.Concat(built.Loaded!.Metrics).GroupBy(metric => metric.Name, StringComparer.Ordinal);
        var clash = kinds.FirstOrDefault(metrics => metrics.Any(metric => metric.Kind != metrics.First().Kind));
        if (clash is null)
        {
            return null;
        }

        var first = clash.First();
        var second = clash.First(metric => metric.Kind != first.Kind);
        return $"{second.Source}: error: `{clash.Key}` is a {Spelled(second)} here and a {Spelled(first)} at {first.Source}; "
            + "one exported name has one kind. Rename one of them, or export it under another name: as \"...\".";
    }

    private static string Spelled(MetricDescription metric) => metric.Kind.ToString().ToLowerInvariant();
}
