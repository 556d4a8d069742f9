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
    private readonly LineTailer _tailer;

    // One pass has no moment from which on logs are followed.
    private readonly bool _isOneShot;

    // Null where no state is kept.
    private readonly StateKeeper? _state;

    // One load at a time: a signal and a changed file may come together.
    private readonly SemaphoreSlim _loading = new(1, 1);

    // Warnings that a scrape would repeat for ever. Scrapes may come together.
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    private Task _pumping = Task.CompletedTask;

    // Set once, by the task that starts the engine; read by scrapes.
    private volatile bool _isReady;

    /// <param name="state">Where to go on from and to write checkpoints to; null to keep no state. Disposed with the engine.</param>
    public LogTailEngine(EngineOptions options, bool oneShot, OpenedState? state, ILogger log, TimeProvider clock)
    {
        _log = log;
        _isOneShot = oneShot;
        _clock = clock;
        SelfMetrics = new SelfMetrics(options.MtailCompatible, ProductVersion.Text);
        ProgramEvents = new ProgramEvents(log, SelfMetrics, options.LogProgramFaults, clock);
        _pump = new LinePump(SelfMetrics, _positions, clock);
        var savedMetrics = new SavedMetrics(state?.Saved?.Families ?? []);
        Programs = new ProgramHost(options, new CachedBuilds(options, log), _store, savedMetrics, _pump, SelfMetrics, ProgramEvents, clock);
        _tailer = new LineTailer(TailOptionsOf(options, oneShot, state?.Saved), new TailEvents(log, SelfMetrics, _positions, clock), clock);
        SelfMetrics.Registry.Read(
            SelfMetricKind.Gauge, "logtail_lag_bytes", "Bytes in followed files that are not consumed yet.", () => _positions.MeasureLag());
        if (state is not null)
        {
            var stateMetrics = new StateMetrics(SelfMetrics.Registry, clock);
            var checkpointer = new Checkpointer(state, _pump, _store, Programs, savedMetrics, _positions, stateMetrics, options.ExposeDurable, clock, log);
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

    /// <summary>Begins to read logs. No line is run before it is on disk where reading began.</summary>
    public async Task StartReadingAsync(CancellationToken cancellationToken)
    {
        _tailer.Start();
        if (!_isOneShot)
        {
            // Who is told that we are ready may write at once, and expects what is written from now on to be read.
            await Task.WhenAny(_positions.Begun, _tailer.Batches.Completion).WaitAsync(cancellationToken);
        }

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
            : _pump.BetweenBatchesAsync(() => _store.TakeSnapshot(includeHidden), cancellationToken);

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

    private static TailOptions TailOptionsOf(EngineOptions options, bool oneShot, SavedState? saved) => new()
    {
        Resume = saved?.ToResume(BootId.Read()) ?? ResumeOptions.None,
        Patterns = options.Logs,
        StartAt = options.FromStart ? StartAt.Beginning : StartAt.End,
        OneShot = oneShot,
        ExcludedNames = options.IgnoredFileNames is { } names ? new Regex(names, RegexOptions.CultureInvariant) : null,
    };
}
