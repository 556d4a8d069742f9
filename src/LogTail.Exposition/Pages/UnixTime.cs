namespace LogTail.Exposition.Pages;

/// <summary>Unix nanoseconds in coarser units, rounded down also before 1970.</summary>
internal static class UnixTime
{
    private const long NanosPerMillisecond = 1_000_000;
    private const long NanosPerSecond = 1_000_000_000;

    public static long Milliseconds(long nanos) => Floor(nanos, NanosPerMillisecond);

    public static long Seconds(long nanos) => Floor(nanos, NanosPerSecond);

    private static long Floor(long nanos, long unit)
    {
        var (quotient, remainder) = Math.DivRem(nanos, unit);
        return remainder < 0 ? quotient - 1 : quotient;
    }
}
