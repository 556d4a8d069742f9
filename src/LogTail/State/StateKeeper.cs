using LogTail.Metrics;
using Serilog;

namespace LogTail.State;

/// <summary>The state of a running process: goes on from the last checkpoint, writes new ones, and says what may be served meanwhile.</summary>
internal sealed class StateKeeper : IAsyncDisposable
{
    private readonly OpenedState _state;
    private readonly Checkpointer _checkpointer;
    private readonly SourcePositions _positions;
    private readonly bool _exposesDurable;
    private readonly ReplayBarrier _barrier;
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public StateKeeper(
        OpenedState state,
        Checkpointer checkpointer,
        SourcePositions positions,
        StateMetrics metrics,
        bool exposesDurable,
        TimeProvider clock,
        ILogger log)
    {
        _state = state;
        _checkpointer = checkpointer;
        _positions = positions;
        _exposesDurable = exposesDurable;
        _barrier = new ReplayBarrier(metrics, clock, log);
        positions.Restore(state.Saved?.Positions ?? [], state.Saved?.SeenAtNanos ?? 0);
        metrics.Resets.Add(state.WasReset ? 1 : 0);
    }

    /// <summary>The metrics to show instead of the present ones; null to show the present ones.</summary>
    public MetricSnapshot? Durable => _checkpointer.Durable;

    /// <summary>Whether metrics may be shown now.</summary>
    public bool MayServe => _exposesDurable ? Durable is not null : _state.Saved is null || _barrier.IsOpen;

    /// <summary>Ends when told to stop, or with a fault of ours.</summary>
    public Task Running => _running;

    /// <summary>The metrics changed in another way than by lines.</summary>
    public void MarkDirty() => _checkpointer.MarkDirty();

    /// <summary>Writes where reading begins, before the first line is run.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _checkpointer.WriteAsync(cancellationToken);
        _running = Task.WhenAll(_checkpointer.RunAsync(_stopping.Token), CatchUpAsync());
    }

    /// <summary>Writes a checkpoint now; when that fails, it is logged and tried again as always.</summary>
    public Task WriteNowAsync() => _checkpointer.WriteAsync(CancellationToken.None);

    /// <summary>Other programs run now.</summary>
    public Task ProgramsChangedAsync(CancellationToken cancellationToken)
    {
        _checkpointer.MarkDirty();
        return _checkpointer.WriteAsync(cancellationToken);
    }

    /// <summary>Writes the last checkpoint.</summary>
    public async Task StopAsync()
    {
        await EndAsync();
        await _checkpointer.WriteAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _checkpointer.Dispose();
        _state.Dispose();
        _stopping.Dispose();
    }

    // What was read on the way is kept at once: a process that is killed again and again within a second must get on too.
    private async Task CatchUpAsync()
    {
        await _barrier.RunAsync(_positions.CaughtUp, _stopping.Token);
        await _checkpointer.WriteAsync(_stopping.Token);
    }

    private async Task EndAsync()
    {
        await _stopping.CancelAsync();
        try
        {
            await _running;
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }

        _running = Task.CompletedTask;
    }
}
