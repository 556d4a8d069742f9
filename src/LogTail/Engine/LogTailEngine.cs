using System.Text.RegularExpressions;
using LogTail.Configuration;
using LogTail.Events;
using LogTail.Metrics;
using LogTail.Metrics.SelfMetrics;
using LogTail.State;
using LogTail.Tailing;
using Serilog;

namespace LogTail.Engine;

/// <summary>Everything between the disk and the metrics, put together: programs, follower, pump and store.</summary>
internal sealed class LogTailEngine : IAsyncDisposable
{
    private readonly ILogger _log;
    private readonly TimeProvider _clock;
    private readonly MetricStore _store = new();
    private readonly SourcePositions _positions = new();
    private readonly LinePump _pump;
    private readonly SharedSnapshots _snapshots;
    private readonly TailEvents _tailEvents;
    private readonly LineTailer _tailer;
    // Patterns that must match a file at the start, as the glob language writes them.
    private readonly IReadOnlyList<string> _requiredLogs;

    // One pass has no moment from which on logs are followed.
    private readonly bool _isOneShot;

    // Null where no state is kept.
    private readonly StateKeeper? _state;

    // One load at a time: a signal and a changed file may come together.
    private readonly SemaphoreSlim _loading = new(1, 1);

    // Warnings that a scrape would repeat for ever. Scrapes may come together.
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    private bool _readsAhead;

    private Task _pumping = Task.CompletedTask;

    // Set once, by the task that starts the engine; read by scrapes.
    private volatile bool _isReady;

    /// <param name="state">Where to go on from and to write checkpoints to; null to keep no state. Disposed with the engine.</param>
    public LogTailEngine(EngineOptions options, bool oneShot, OpenedState? state, ILogger log, TimeProvider clock)
    {
        _log = log;
        _isOneShot = oneShot;
        _clock = clock;
        _requiredLogs = options.RequireLogs ? options.Logs : [];
        SelfMetrics = new SelfMetrics(options.MtailCompatible, ProductVersion.Text);
        if (options.IsExporter)
        {
            SelfMetrics.AddExporter(clock);
        }

        ProgramEvents = new ProgramEvents(log, SelfMetrics, options.LogProgramFaults, clock);
        _pump = new LinePump(SelfMetrics, _positions, clock) { Load = SelfMetrics.Exporter?.Load };
        _snapshots = new SharedSnapshots(_pump, TakeBetweenBatches, clock);
        var savedMetrics = new SavedMetrics(state?.Saved?.Families ?? []);
        Programs = new ProgramHost(options, new CachedBuilds(options, log), _store, savedMetrics, _pump, SelfMetrics, ProgramEvents, clock)
        {
            CompilesAhead = oneShot,
        };
        _tailEvents = new TailEvents(log, SelfMetrics, _positions, clock);
        _tailer = new LineTailer(TailOptionsOf(options, oneShot, state), _tailEvents, clock);
        var lag = new SlowReading(() => _positions.MeasureLag(), clock);
        SelfMetrics.Registry.Read(SelfMetricKind.Gauge, "logtail_lag_bytes", "Bytes in followed files that are not consumed yet.", () => lag.Value);
        if (state is not null)
        {
            if (options.Kafka is not null && state.Saved?.KafkaPositions is { IsEmpty: false } kafkaPositions)
            {
                _positions.RestoreKafka(kafkaPositions);
            }

            var stateMetrics = new StateMetrics(SelfMetrics.Registry, clock);
            var checkpointer = new Checkpointer(state, _pump, _store, Programs, savedMetrics, _positions, stateMetrics, options.ExposeDurable, clock, log)
            {
                KafkaPositionsKept = _tailer.Checkpointed,
            };
            _state = new StateKeeper(state, checkpointer, _positions, stateMetrics, options.ExposeDurable, clock, log);
        }
    }

    /// <summary>What LogTail counts about itself.</summary>
    public SelfMetrics SelfMetrics { get; }

    /// <summary>The programs.</summary>
    public ProgramHost Programs { get; }

    /// <summary>Whether programs are loaded, logs are followed, and the metrics are not behind those of an earlier run.</summary>
    public bool IsReady => _isReady && _state is not { MayServe: false };

    /// <summary>Ends only with a fault of ours, or when the engine is stopped; null where no state is kept.</summary>
    public Task? KeepingState => _state?.Running;

    /// <summary>What happens to programs.</summary>
    public ProgramEvents ProgramEvents { get; }

    /// <summary>Whether lines are taken, also while the metrics are still behind those of an earlier run.</summary>
    public bool TakesLines => _isReady;

    /// <summary>Where lines that others bring go in.</summary>
    public LineIntake Intake => _tailer.Intake;

    /// <summary>Reads the program files again and brings what runs in line with them.</summary>
    public async Task<ProgramLoadReport> LoadProgramsAsync(CancellationToken cancellationToken)
    {
        await _loading.WaitAsync(cancellationToken);
        try
        {
            var report = await Programs.LoadAsync(cancellationToken);
            if (_state is not null && _isReady)
            {
                await _state.ProgramsChangedAsync(cancellationToken);
            }

            return report;
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>Begins to find and open logs, while programs are still being loaded; nothing of them is read before <see cref="StartReadingAsync"/>.</summary>
    public void FindLogs() => _tailer.Find();

    /// <summary>Begins to read as far as there are batches to fill, while programs are still being loaded. For one pass, which keeps no state.</summary>
    public void ReadAhead()
    {
        StartTailer();
        _readsAhead = true;
    }

    // A directory is no file either, though it has the name.
    private void RequireLogs()
    {
        var missing = _requiredLogs.FirstOrDefault(log => _tailEvents.AwaitedPatterns.Contains(log) || Directory.Exists(Plain(log)));
        if (missing is not null)
        {
            throw new FileNotFoundException(
                $"error reading log lines: {Plain(missing)}: " + (Directory.Exists(Plain(missing))
                    ? $"this is a folder, and a file is needed; `{Plain(missing).TrimEnd('/')}/*` names those in it"
                    : "no such file: use 'fail_on_missing_logfile: false' to start although it is missing"),
                missing);
        }

        static string Plain(string pattern) => pattern.Replace("\\", "", StringComparison.Ordinal);
    }

    /// <summary>Begins to read logs. No line is run before it is on disk where reading began.</summary>
    /// <exception cref="IOException">A source that must be there is not, or cannot be read; the message says which.</exception>
    public async Task StartReadingAsync(CancellationToken cancellationToken)
    {
        if (!_readsAhead)
        {
            StartTailer();
        }

        if (!_isOneShot)
        {
            // Who is told that we are ready may write at once, and expects what is written from now on to be read.
            await Task.WhenAny(_positions.Begun, _tailer.Batches.Completion).WaitAsync(cancellationToken);
        }

        RequireLogs();

        if (_state is not null)
        {
            await _state.StartAsync(cancellationToken);
        }

        _pumping = _pump.RunAsync(_tailer.Batches, CancellationToken.None);
        _isReady = true;
    }

    /// <summary>Waits until every log was read to its end (one pass), or the tailer was stopped.</summary>
    public Task ReadToEndAsync(CancellationToken cancellationToken) => _pumping.WaitAsync(cancellationToken);

    /// <summary>Reads what is there to the end, runs it, and stops.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _tailer.StopAsync(cancellationToken);
            await _pumping.WaitAsync(cancellationToken);
        }
        finally
        {
            // What was not read stands in the checkpoint as not read.
            if (_state is not null && _isReady)
            {
                await _state.StopAsync();
            }
        }
    }

    /// <summary>Copies the metrics between two batches; or lends those that are on disk, where only such are to be seen.</summary>
    public Task<MetricSnapshot> TakeSnapshotAsync(bool includeHidden, CancellationToken cancellationToken) =>
        _state?.Durable is { } durable
            ? Task.FromResult(durable.View(includeHidden))
            : _snapshots.TakeAsync(includeHidden, cancellationToken);

    /// <summary>Drops series past their expiry or limit.</summary>
    public Task ExpireAsync(CancellationToken cancellationToken) =>
        _pump.BetweenBatchesAsync(
            () =>
            {
                _store.Expire(_clock.GetUtcNow());
                _state?.MarkDirty();
                return true;
            },
            cancellationToken);

    /// <summary>Logs each warning the first time it comes.</summary>
    public void SayOnce(IEnumerable<string> warnings)
    {
        lock (_said)
        {
            foreach (var warning in warnings.Where(_said.Add))
            {
                _log.Warning("{Warning:l}", warning);
            }
        }
    }

    private void StartTailer()
    {
        _tailer.BeforeHandingOver = KeepWhatIsConsumedAsync;
        _tailer.Start();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _tailer.DisposeAsync();
        if (_state is not null)
        {
            await _state.DisposeAsync();
        }

        _pump.Dispose();
        _loading.Dispose();
    }

    // grok_exporter's counters of lines are part of what is looked at: nobody shall see a line counted and its metrics not.
    private MetricSnapshot TakeBetweenBatches(bool includeHidden)
    {
        var snapshot = _store.TakeSnapshot(includeHidden);
        snapshot.SelfCounts = SelfMetrics.Exporter is null ? null : SelfMetrics.Registry.TakeCounts();
        return snapshot;
    }

    private async Task KeepWhatIsConsumedAsync()
    {
        if (_state is not null && _isReady)
        {
            await _state.WriteNowAsync();
        }
    }

    private static TailOptions TailOptionsOf(EngineOptions options, bool oneShot, OpenedState? state)
    {
        var usual = new TailOptions();
        return usual with
        {
            Resume = state?.Saved?.ToResume(BootId.Read()) ?? ResumeOptions.None,
            Patterns = options.Logs,
            StartAt = options.FromStart ? StartAt.Beginning : StartAt.End,
            OneShot = oneShot,
            EndsWithInput = options.EndsWithInput,
            ExcludedNames = options.IgnoredFileNames is { } names ? new Regex(names, RegexOptions.CultureInvariant) : null,
            Excludes = options.Follow.Excludes,
            RotatedDirectories = options.Follow.RotatedDirectories,
            Encoding = options.Follow.Encoding,
            MaxLineBytes = options.Follow.MaxLineBytes,
            LongLines = options.Follow.LongLines,
            PollOnly = options.Follow.Polls || options.PollInterval is not null,
            PollInterval = options.PollInterval ?? usual.PollInterval,
            Kafka = options.Kafka is { } kafka && !oneShot
                ? kafka with { Resume = state?.Saved?.KafkaPositions ?? [], CommitsCheckpointsOnly = state is not null }
                : null,
        };
    }
}
