using System.Threading.Channels;

namespace LogTail.Tests.Support;

/// <summary>A clock that stands still until it is told to go on, and on which one can wait for somebody to begin waiting.</summary>
internal sealed class ManualClock : TimeProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<Alarm> _alarms = Channel.CreateUnbounded<Alarm>();
    private long _ticks;

    /// <summary>Whether anybody has begun to wait since the last <see cref="NextAlarmAsync"/>.</summary>
    public bool HasAlarm => _alarms.Reader.TryPeek(out _);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

    /// <summary>Waits until somebody waits for a time.</summary>
    public async Task<Alarm> NextAlarmAsync() => await _alarms.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(dueTime, () => callback(state));
        _alarms.Writer.TryWrite(alarm);
        return alarm;
    }

    /// <summary>What somebody waits for.</summary>
    /// <param name="Due">How long.</param>
    /// <param name="Ring">Ends the wait.</param>
    internal sealed record Alarm(TimeSpan Due, Action Ring) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
