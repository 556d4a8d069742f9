namespace LogTail.Tests.Tailing.Simulation;

/// <summary>A clock that a test turns.</summary>
internal sealed class SimulatedTime : TimeProvider
{
    private long _ticks = TimeSpan.TicksPerDay;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public void Advance(TimeSpan time) => _ticks += time.Ticks;
}
