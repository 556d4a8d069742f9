namespace LogTail.Runtime.Time;

/// <summary>An instant of any year: Unix seconds, and nanoseconds within the second.</summary>
/// <param name="Seconds">May be negative.</param>
/// <param name="Nanoseconds">From 0 to 999,999,999.</param>
public readonly record struct UnixTime(long Seconds, int Nanoseconds)
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>
    /// 0001-01-01T00:00:00Z, Go's zero time: a time register that holds it counts as unset, however it came there (spec/mtail-language.md §13.1).
    /// </summary>
    public static UnixTime Unset { get; } = new(-62135596800, 0);

    /// <summary>Unix nanoseconds; far from 1970 they wrap around (spec/mtail-language.md §13.1).</summary>
    public long Stamp => unchecked((Seconds * NanosecondsPerSecond) + Nanoseconds);

    /// <summary>From Unix nanoseconds.</summary>
    public static UnixTime FromStamp(long nanoseconds)
    {
        var (seconds, rest) = Math.DivRem(nanoseconds, NanosecondsPerSecond);
        return rest < 0 ? new UnixTime(seconds - 1, (int)(rest + NanosecondsPerSecond)) : new UnixTime(seconds, (int)rest);
    }
}
