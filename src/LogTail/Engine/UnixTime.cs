namespace LogTail.Engine;

/// <summary>Time as the metric store has it.</summary>
internal static class UnixTime
{
    /// <summary>Nanoseconds since 1970.</summary>
    public static long Nanoseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
}
