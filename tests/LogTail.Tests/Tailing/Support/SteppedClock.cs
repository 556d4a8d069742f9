namespace LogTail.Tests.Tailing.Support;

/// <summary>The clock of a machine whose time of day is set while it runs; as with every system, time that has passed is measured apart from that.</summary>
internal sealed class SteppedClock : TimeProvider
{
    private long _stepTicks;

    public void Set(TimeSpan step) => Interlocked.Add(ref _stepTicks, step.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _stepTicks));
}
