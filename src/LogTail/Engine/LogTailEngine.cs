using LogTail.Configuration;
using LogTail.Events;
using LogTail.Metrics;
using LogTail.Tailing;
using Serilog;

namespace LogTail.Engine;

/// <summary>Everything between the disk and the metrics, put together: programs, follower, pump and store.</summary>
internal sealed class LogTailEngine : IAsyncDisposable
{
    private readonly ILogger _log;
    private readonly TimeProvider _clock;
    private readonly MetricStore _store = new();
    private readonly LinePump _pump;
    private readonly LineTailer _tailer;

    // One load at a time: a signal and a changed file may come together.
    private readonly SemaphoreSlim _loading = new(1, 1);

    // Warnings that a scrape would repeat for ever. Scrapes may come together.
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    private Task _pumping = Task.CompletedTask;

    // Set once, by the task that starts the engine; read by scrapes.
    private volatile bool _isReady;

    public LogTailEngine(EngineOptions options, bool oneShot, ILogger log, TimeProvider clock)
    {
        _log = log;
        _clock = clock;
        SelfMetrics = new SelfMetrics(options.MtailCompatible, ProductVersion.Text);
        ProgramEvents = new ProgramEvents(log, SelfMetrics, options.LogProgramFaults, clock);
        _pump = new LinePump(SelfMetrics, clock);
        Programs = new ProgramHost(options, new CachedBuilds(options, log), _store, _pump, SelfMetrics, ProgramEvents, clock);
        _tailer = new LineTailer(TailOptionsOf(options, oneShot), new TailEvents(log, SelfMetrics, clock), clock);
    }

    /// <summary>What LogTail counts about itself.</summary>
    public SelfMetrics SelfMetrics { get; }

    /// <summary>The programs.</summary>
    public ProgramHost Programs { get; }

    /// <summary>Whether programs are loaded and logs are followed.</summary>
    public bool IsReady => _isReady;

    /// <summary>What happens to programs.</summary>
    public ProgramEvents ProgramEvents { get; }

    /// <summary>Reads the program files again and brings what runs in line with them.</summary>
    public async Task<ProgramLoadReport> LoadProgramsAsync(CancellationToken cancellationToken)
    {
        await _loading.WaitAsync(cancellationToken);
        try
        {
            return await Programs.LoadAsync(cancellationToken);
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>Begins to read logs.</summary>
    public void StartReading()
    {
        _tailer.Start();
        _pumping = _pump.RunAsync(_tailer.Batches, CancellationToken.None);
        _isReady = true;
    }

    /// <summary>Waits until every log was read to its end (one pass), or the tailer was stopped.</summary>
    public Task ReadToEndAsync(CancellationToken cancellationToken) => _pumping.WaitAsync(cancellationToken);

    /// <summary>Reads what is there to the end, runs it, and stops.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        await _tailer.StopAsync(cancellationToken);
        await _pumping.WaitAsync(cancellationToken);
    }

    /// <summary>Copies the metrics between two batches.</summary>
    public Task<MetricSnapshot> TakeSnapshotAsync(bool includeHidden, CancellationToken cancellationToken) =>
        _pump.BetweenBatchesAsync(() => _store.TakeSnapshot(includeHidden), cancellationToken);

    /// <summary>Drops series past their expiry or limit.</summary>
    public Task ExpireAsync(CancellationToken cancellationToken) =>
        _pump.BetweenBatchesAsync(
            () =>
            {
                _store.Expire(_clock.GetUtcNow());
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
        _pump.Dispose();
        _loading.Dispose();
    }

    private static TailOptions TailOptionsOf(EngineOptions options, bool oneShot) => new()
    {
        Patterns = options.Logs,
        StartAt = options.FromStart ? StartAt.Beginning : StartAt.End,
        OneShot = oneShot,
    };
}
