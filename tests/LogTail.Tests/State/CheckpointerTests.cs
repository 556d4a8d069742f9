using LogTail.Configuration;
using LogTail.Engine;
using LogTail.Events;
using LogTail.Metrics;
using LogTail.State;
using LogTail.Tailing.Kafka;
using LogTail.Tests.Support;
using LogTail.Tests.Tailing.Support;
using Serilog;

namespace LogTail.Tests.State;

public sealed class CheckpointerTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();
    private readonly SelfMetrics _selfMetrics = new(mtailNames: false, "1.0");
    private readonly SourcePositions _positions = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly LinePump _pump;
    private readonly OpenedState _state;
    private readonly StateMetrics _metrics;
    private readonly Checkpointer _checkpointer;

    // Told of each checkpoint that is on disk: each has a position of Kafka.
    private TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CheckpointerTests()
    {
        var options = new EngineOptions { Programs = [], Logs = [], UseCache = false, KeepState = true, StateFolder = _folder["state"] };
        Assert.True(OpenedState.TryOpen(options, Log.Logger, out var state));
        _state = state!;
        _pump = new LinePump(_selfMetrics, _positions, _clock);
        _metrics = new StateMetrics(_selfMetrics.Registry, _clock);
        var store = new MetricStore();
        var saved = new SavedMetrics([]);
        var events = new ProgramEvents(Log.Logger, _selfMetrics, logFaults: false, _clock);
        var programs = new ProgramHost(options, new CachedBuilds(options, Log.Logger), store, saved, _pump, _selfMetrics, events, _clock);
        _checkpointer = new Checkpointer(_state, _pump, store, programs, saved, _positions, _metrics, keepsSnapshot: false, _clock, Log.Logger)
        {
            KafkaPositionsKept = _ => _written.TrySetResult(),
        };
    }

    public void Dispose()
    {
        _checkpointer.Dispose();
        _pump.Dispose();
        _state.Dispose();
        _stopping.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Sleeps_until_something_changes_and_writes_a_second_later()
    {
        Read(1);
        await _checkpointer.WriteAsync(CancellationToken.None);
        var running = _checkpointer.RunAsync(_stopping.Token);
        Assert.False(_clock.HasAlarm);
        Read(2);
        var alarm = await _clock.NextAlarmAsync();
        Assert.Equal(Second, alarm.Due);
        Assert.Equal(1, _metrics.Checkpoints.Value);
        await RingAsync(alarm);
        Assert.Equal(2, _metrics.Checkpoints.Value);
        await StopAsync(running);
        Assert.False(_clock.HasAlarm);
    }

    [Fact]
    public async Task Writes_once_for_all_changes_of_a_second()
    {
        var running = _checkpointer.RunAsync(_stopping.Token);
        var alarm = await _clock.NextAlarmAsync();
        Read(1);
        Read(2);
        _checkpointer.MarkDirty();
        await RingAsync(alarm);
        await StopAsync(running);
        Assert.Equal(1, _metrics.Checkpoints.Value);
        Assert.Equal(2, _state.Folder.Load().State!.KafkaPositions.Single().Offset);
    }

    [Fact]
    public async Task What_is_on_disk_is_of_no_age_however_long_nothing_changes()
    {
        Read(1);
        await _checkpointer.WriteAsync(CancellationToken.None);
        var running = _checkpointer.RunAsync(_stopping.Token);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, Age());
        _checkpointer.MarkDirty();
        await _clock.NextAlarmAsync();
        _clock.Advance(Second);
        Assert.Equal(1, Age());
        await StopAsync(running);
    }

    private void Read(long offset) => _positions.SetKafka(new KafkaPosition("app", 0, offset));

    private async Task RingAsync(ManualClock.Alarm alarm)
    {
        _written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        alarm.Ring();
        await _written.Task.WaitAsync(Patience);
    }

    private async Task StopAsync(Task running)
    {
        await _stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Patience));
    }

    private double Age() =>
        _selfMetrics.Registry.TakeSnapshot().Single(family => family.Name == "logtail_checkpoint_age_seconds").Samples.Single().Value;
}
