namespace LogTail.Runtime.Time;

/// <summary>What a text says about time, before a zone has made an instant of it. All parts are in range.</summary>
#pragma warning disable CA1051 // Readers write the parts in place.
public struct ClockReading
{
    public int Year;
    public int Month;
    public int Day;
    public int Hour;
    public int Minute;
    public int Second;
    public int Nanoseconds;

    /// <summary>What it says about the zone.</summary>
    public ZoneMention Zone;

    /// <summary>For <see cref="ZoneMention.Offset"/>: seconds east of UTC.</summary>
    public int OffsetSeconds;

    /// <summary>For <see cref="ZoneMention.Name"/>: where in the text the abbreviation stands.</summary>
    public Range NamePlace;

    /// <summary>Seconds from 1970 that the clock shows, as if it were a clock of UTC.</summary>
    public readonly long LocalSeconds => Calendar.ToSeconds(Year, Month, Day, Hour, Minute, Second);
}
