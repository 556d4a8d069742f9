using System.Globalization;

namespace LogTail.Runtime.Time;

/// <summary>Turns a text into an instant: layout, zone and year rule (spec/mtail-language.md §13.2).</summary>
/// <param name="zone">The zone of texts that name none; null for UTC.</param>
/// <param name="localZone">Whose abbreviations are known when no zone is given: the system's.</param>
/// <param name="addCurrentYear">Whether a text of the year 0, which mostly means one without a year, is of the current year.</param>
/// <param name="clock">Says which year it is.</param>
internal sealed class TimeReader(ZoneRules? zone, Func<ZoneRules> localZone, bool addCurrentYear, TimeProvider clock)
{
    private readonly LatestSecond _latest = new();

    // What year it is, and the Unix second for which that holds.
    private long _yearAt = long.MinValue;
    private long _year;

    /// <summary>Reads a text.</summary>
    /// <returns>False when it does not fit the layout.</returns>
    public bool TryRead(ReadOnlySpan<char> text, TimeLayout layout, out UnixTime time)
    {
        if (layout.Fraction is { } fraction && _latest.TryRead(text, layout, fraction, out time))
        {
            return true;
        }

        var isInColumns = layout.TryReadColumns(text, out var reading);
        if (!isInColumns && !layout.TryRead(text, out reading))
        {
            time = UnixTime.Unset;
            return false;
        }

        time = TimeOf(reading, text);

        // A text without a year means something else next year.
        if (isInColumns && layout.Fraction is not null && reading.Year != 0)
        {
            _latest.Remember(text, layout, time.Seconds);
        }

        return true;
    }

    private UnixTime TimeOf(in ClockReading reading, ReadOnlySpan<char> text)
    {
        var name = reading.Zone == ZoneMention.Name ? text[reading.NamePlace] : default;
        var (seconds, place) = Locate(reading, name);

        // No zone is so far off that another year becomes the year 0.
        var mayLackYear = addCurrentYear && reading.Year is >= -1 and <= 1;
        return new UnixTime(mayLackYear ? WithYear(seconds, place) : seconds, reading.Nanoseconds);
    }

    // The instant, and where its clock hangs: that matters once the year changes.
    private (long Seconds, ClockPlace Place) Locate(in ClockReading reading, ReadOnlySpan<char> zoneName)
    {
        var local = reading.LocalSeconds;
        switch (reading.Zone)
        {
            case ZoneMention.Offset:
                return (local - reading.OffsetSeconds, new ClockPlace(null, reading.OffsetSeconds));
            case ZoneMention.Name when (zone ?? localZone()).TryFindAbbreviation(zoneName, local, out var offset):
                return (local - offset, new ClockPlace(zone ?? localZone(), 0));
            case ZoneMention.Name:
                // Nothing is known of this zone. Even for GMT+3 the clock is read as one of UTC, as in Go.
                return (local, new ClockPlace(null, GmtOffset(zoneName)));
            case ZoneMention.None when zone is not null:
                return (zone.ToUnixSeconds(local), new ClockPlace(zone, 0));
            default:
                return (local, default);
        }
    }

    private static int GmtOffset(ReadOnlySpan<char> zoneName) =>
        zoneName.Length > 3 && zoneName.StartsWith("GMT", StringComparison.Ordinal)
            ? int.Parse(zoneName[3..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) * 3600
            : 0;

    // The clock shows the same, but in the current year; the 29th of February of a common year becomes the 1st of March.
    private long WithYear(long seconds, ClockPlace place)
    {
        var local = seconds + place.OffsetAt(seconds);
        if (Calendar.YearOf(local) != 0)
        {
            return seconds;
        }

        var (day, secondOfDay) = Math.DivRem(local - Calendar.ToSeconds(0, 1, 1, 0, 0, 0), Calendar.SecondsPerDay);
        var (month, dayOfMonth) = Calendar.FromYearDay((int)day + 1, 0);
        return place.ToUnixSeconds(Calendar.ToSeconds(CurrentYear(), month, dayOfMonth, 0, 0, (int)secondOfDay));
    }

    private long CurrentYear()
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        if (now != _yearAt)
        {
            _year = Calendar.YearOf(now + (zone?.At(now).Offset ?? 0));
            _yearAt = now;
        }

        return _year;
    }

    // A zone, or a fixed offset where there is none.
    private readonly record struct ClockPlace(ZoneRules? Zone, int FixedOffset)
    {
        public int OffsetAt(long seconds) => Zone?.At(seconds).Offset ?? FixedOffset;

        public long ToUnixSeconds(long local) => Zone?.ToUnixSeconds(local) ?? (local - FixedOffset);
    }
}
