namespace LogTail.Tests.Tailing.Simulation;

/// <summary>A clock that a test turns.</summary>
internal sealed class SimulatedTime : TimeProvider
{
    private long _ticks = TimeSpan.TicksPerDay;

    /// <summary>The time of day is that of the disk, which goes its own way.</summary>
    public SimulatedDisk? Disk { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks((Disk?.Now ?? 0) / TimeSpan.NanosecondsPerTick);

    public void Advance(TimeSpan time) => _ticks += time.Ticks;
}
