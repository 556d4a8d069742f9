using LogTail.Metrics;

namespace LogTail.Engine;

/// <summary>
/// Snapshots for whoever scrapes: those who wait for a turn at the same time get the same one, and so does who comes shortly afterwards while
/// nothing has changed. Nobody gets values from before the moment of asking. Safe from any thread.
/// </summary>
/// <param name="pump">Gives the turn.</param>
/// <param name="take">Copies the values, with or without hidden metrics; called between two batches.</param>
/// <param name="clock">Says how old a snapshot is.</param>
internal sealed class SharedSnapshots(LinePump pump, Func<bool, MetricSnapshot> take, TimeProvider clock)
{
    // Quantiles of a sliding window change with time alone.
    private static readonly TimeSpan MostAge = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();

    // Guarded by _gate: whom others may still join, and what was taken last; with hidden metrics, and without.
    private readonly Waiting?[] _waiting = new Waiting?[2];
    private readonly Taken?[] _taken = new Taken?[2];

    /// <summary>A snapshot, to be disposed of.</summary>
    public async Task<MetricSnapshot> TakeAsync(bool includeHidden, CancellationToken cancellationToken)
    {
        if (FindTaken(includeHidden) is { } snapshot)
        {
            return snapshot;
        }

        var waiting = Join(includeHidden);
        try
        {
            return await waiting.Snapshot.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Its share is given back when it comes.
            _ = waiting.Snapshot.Task.ContinueWith(
                task => task.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }

    private MetricSnapshot? FindTaken(bool includeHidden)
    {
        lock (_gate)
        {
            return _taken[Index(includeHidden)] is { } taken && taken.Turn == pump.Turn && clock.GetElapsedTime(taken.Time) < MostAge && taken.Snapshot.TryShare()
                ? taken.Snapshot
                : null;
        }
    }

    private Waiting Join(bool includeHidden)
    {
        lock (_gate)
        {
            ref var waiting = ref _waiting[Index(includeHidden)];
            if (waiting is null)
            {
                waiting = new Waiting();
                _ = FillAsync(waiting, includeHidden);
            }

            waiting.Readers++;
            return waiting;
        }
    }

    private async Task FillAsync(Waiting waiting, bool includeHidden)
    {
        // Not in the gate that the caller holds.
        await Task.Yield();
        try
        {
            waiting.Snapshot.SetResult(await pump.BetweenBatchesAsync(() => Take(waiting, includeHidden), CancellationToken.None));
        }
        catch (Exception e)
        {
            Leave(includeHidden);
            waiting.Snapshot.SetException(e);
        }
    }

    private MetricSnapshot Take(Waiting waiting, bool includeHidden)
    {
        var readers = Leave(includeHidden) ?? waiting.Readers;
        var snapshot = take(includeHidden);
        for (var reader = 1; reader < readers; reader++)
        {
            snapshot.TryShare();
        }

        lock (_gate)
        {
            _taken[Index(includeHidden)] = new Taken(snapshot, pump.Turn, clock.GetTimestamp());
        }

        return snapshot;
    }

    // From here on nobody can join any more.
    private int? Leave(bool includeHidden)
    {
        lock (_gate)
        {
            ref var waiting = ref _waiting[Index(includeHidden)];
            var readers = waiting?.Readers;
            waiting = null;
            return readers;
        }
    }

    private static int Index(bool includeHidden) => includeHidden ? 1 : 0;

    private sealed class Waiting
    {
        public TaskCompletionSource<MetricSnapshot> Snapshot { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Readers { get; set; }
    }

    private sealed record Taken(MetricSnapshot Snapshot, long Turn, long Time);
}
