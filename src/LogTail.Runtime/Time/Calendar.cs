namespace LogTail.Runtime.Time;

/// <summary>The Gregorian calendar, extended to the year 0 and before, on plain numbers: <see cref="DateTime"/> begins with year 1.</summary>
internal static class Calendar
{
    public const long SecondsPerDay = 86400;

    private const int DaysPer400Years = 146097;

    // Days from 0000-01-01 to 1970-01-01.
    private const long UnixEpochDay = 719528;

    private static ReadOnlySpan<short> DaysBeforeMonth => [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

    public static bool IsLeap(long year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    public static int DaysIn(int month, long year) =>
        month == 2 && IsLeap(year) ? 29 : DaysBeforeMonth[month] - DaysBeforeMonth[month - 1];

    /// <summary>Seconds from 1970-01-01T00:00:00 to a clock reading; a day past its month's end runs on into the next.</summary>
    public static long ToSeconds(long year, int month, int day, int hour, int minute, int second)
    {
        var days = DaysBefore(year) + DaysBeforeMonth[month - 1] + (month > 2 && IsLeap(year) ? 1 : 0) + day - 1 - UnixEpochDay;
        return (days * SecondsPerDay) + (hour * 3600) + (minute * 60) + second;
    }

    /// <summary>The year in which a number of seconds since 1970 falls.</summary>
    public static long YearOf(long seconds)
    {
        var day = Math.DivRem(seconds, SecondsPerDay).Quotient - (seconds % SecondsPerDay < 0 ? 1 : 0) + UnixEpochDay;
        var year = day * 400 / DaysPer400Years;

        // The estimate is off by one year at most.
        while (DaysBefore(year) > day)
        {
            year--;
        }

        while (DaysBefore(year + 1) <= day)
        {
            year++;
        }

        return year;
    }

    /// <summary>Month and day of a day of the year.</summary>
    /// <param name="yearDay">From 1 to 365, or 366 in a leap year.</param>
    public static (int Month, int Day) FromYearDay(int yearDay, long year)
    {
        var leap = IsLeap(year);
        if (leap && yearDay == 31 + 29)
        {
            return (2, 29);
        }

        var day = leap && yearDay > 31 + 29 ? yearDay - 1 : yearDay;
        var month = 1;
        while (DaysBeforeMonth[month] < day)
        {
            month++;
        }

        return (month, day - DaysBeforeMonth[month - 1]);
    }

    // Days from 0000-01-01 to the first of January; year 0 is a leap year.
    private static long DaysBefore(long year)
    {
        var cycle = FloorDivide(year, 400);
        var inCycle = year - (cycle * 400);
        var leaps = inCycle == 0 ? 0 : 1 + ((inCycle - 1) / 4) - ((inCycle - 1) / 100);
        return (cycle * DaysPer400Years) + (inCycle * 365) + leaps;
    }

    private static long FloorDivide(long value, long divisor) =>
        value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor);
}
