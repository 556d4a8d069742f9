using LogTail.Engine;
using LogTail.Events;
using LogTail.Metrics;
using LogTail.State;

namespace LogTail.Tests.Engine;

public sealed class SharedSnapshotsTests : IDisposable
{
    private readonly LinePump _pump = new(new SelfMetrics(mtailNames: false, "1.0"), new SourcePositions(), TimeProvider.System);
    private readonly MetricStore _store = new();

    public void Dispose() => _pump.Dispose();

    [Fact]
    public async Task Who_waits_for_the_same_turn_gets_the_same_snapshot()
    {
        var snapshots = Snapshots();
        var mayEnd = new TaskCompletionSource();
        var turn = Task.Run(() => _pump.BetweenBatchesAsync(() => mayEnd.Task.Wait(TimeSpan.FromSeconds(60)), CancellationToken.None));
        while (_pump.Turn == 0)
        {
            await Task.Yield();
        }

        var scrapes = Enumerable.Range(0, 5).Select(_ => snapshots.TakeAsync(includeHidden: false, CancellationToken.None)).ToList();
        mayEnd.SetResult();
        await turn;
        var taken = await Task.WhenAll(scrapes);
        Assert.Single(taken.Distinct());
        foreach (var snapshot in taken)
        {
            Assert.True(snapshot.TryShare());
            snapshot.Dispose();
            snapshot.Dispose();
        }

        Assert.False(taken[0].TryShare());
    }

    [Fact]
    public async Task After_a_change_the_next_snapshot_is_another_one()
    {
        var snapshots = Snapshots();
        using var first = await snapshots.TakeAsync(includeHidden: false, CancellationToken.None);
        await _pump.BetweenBatchesAsync(() => true, CancellationToken.None);
        using var second = await snapshots.TakeAsync(includeHidden: false, CancellationToken.None);
        Assert.NotSame(first, second);
    }

    [Fact]
    public async Task Who_does_not_wait_any_longer_leaves_the_others_their_snapshot()
    {
        var snapshots = Snapshots();
        var mayEnd = new TaskCompletionSource();
        var turn = Task.Run(() => _pump.BetweenBatchesAsync(() => mayEnd.Task.Wait(TimeSpan.FromSeconds(60)), CancellationToken.None));
        while (_pump.Turn == 0)
        {
            await Task.Yield();
        }

        using var impatience = new CancellationTokenSource();
        var impatient = snapshots.TakeAsync(includeHidden: false, impatience.Token);
        var patient = snapshots.TakeAsync(includeHidden: false, CancellationToken.None);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        mayEnd.SetResult();
        await turn;
        using var snapshot = await patient;
        Assert.Empty(snapshot.Families);
    }

    private SharedSnapshots Snapshots() => new(_pump, includeHidden => _store.TakeSnapshot(includeHidden), TimeProvider.System);
}
