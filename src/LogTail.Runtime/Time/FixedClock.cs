using System.Runtime.CompilerServices;

namespace LogTail.Runtime.Time;

/// <summary>Reads what stands in the columns of a text; the straight code of a layout is made of these. False where it is not the plainest spelling.</summary>
public static class FixedClock
{
    private static ReadOnlySpan<int> PowersOfTen =>
        [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

    /// <summary>Two digits.</summary>
    /// <param name="least">The least number that is right.</param>
    /// <param name="most">The greatest one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TwoDigits(ReadOnlySpan<char> text, int place, int least, int most, out int number)
    {
        var tens = text[place] - '0';
        var ones = text[place + 1] - '0';
        number = (tens * 10) + ones;
        return (uint)tens <= 9 && (uint)ones <= 9 && number >= least && number <= most;
    }

    /// <summary>A day of the month whose first digit may be a space.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool PaddedDay(ReadOnlySpan<char> text, int place, out int day)
    {
        var tens = text[place] == ' ' ? 0 : text[place] - '0';
        var ones = text[place + 1] - '0';
        day = (tens * 10) + ones;
        return (uint)tens <= 9 && (uint)ones <= 9;
    }

    /// <summary>A year of four digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Year(ReadOnlySpan<char> text, int place, out int year)
    {
        var areDigits = TwoDigits(text, place, 0, 99, out var century) & TwoDigits(text, place + 2, 0, 99, out var rest);
        year = (century * 100) + rest;
        return areDigits;
    }

    /// <summary>A month such as <c>Jan</c>, with one capital.</summary>
    public static bool Month(ReadOnlySpan<char> text, int place, out int month)
    {
        month = Name(text, place) switch
        {
            "Jan" => 1,
            "Feb" => 2,
            "Mar" => 3,
            "Apr" => 4,
            "May" => 5,
            "Jun" => 6,
            "Jul" => 7,
            "Aug" => 8,
            "Sep" => 9,
            "Oct" => 10,
            "Nov" => 11,
            "Dec" => 12,
            _ => 0,
        };
        return month != 0;
    }

    /// <summary>A weekday such as <c>Mon</c>, with one capital; whether it is the right one is not asked.</summary>
    public static bool Weekday(ReadOnlySpan<char> text, int place) =>
        Name(text, place) is "Sun" or "Mon" or "Tue" or "Wed" or "Thu" or "Fri" or "Sat";

    /// <summary>A point or comma and so many digits.</summary>
    /// <param name="digits">From 1 to 9.</param>
    public static bool Fraction(ReadOnlySpan<char> text, int place, int digits, out int nanoseconds)
    {
        nanoseconds = 0;
        if (text[place] is not ('.' or ','))
        {
            return false;
        }

        foreach (var c in text.Slice(place + 1, digits))
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            nanoseconds = (nanoseconds * 10) + (c - '0');
        }

        nanoseconds *= PowersOfTen[9 - digits];
        return true;
    }

    /// <summary>An offset such as <c>+0200</c> at the end of a text.</summary>
    /// <param name="colon">Whether it is one such as <c>+02:00</c>.</param>
    /// <param name="zulu">Whether it may be Z.</param>
    public static bool Zone(ReadOnlySpan<char> text, int place, bool colon, bool zulu, ref ClockReading clock)
    {
        var zone = text[place..];
        if (zulu && zone is "Z")
        {
            clock.Zone = ZoneMention.Utc;
            return true;
        }

        if (zone.Length != (colon ? 6 : 5) || zone[0] is not ('+' or '-') || (colon && zone[3] != ':')
            || !TwoDigits(zone, 1, 0, 99, out var hours) || !TwoDigits(zone, colon ? 4 : 3, 0, 99, out var minutes))
        {
            return false;
        }

        var offset = ((hours * 60) + minutes) * 60;
        clock.OffsetSeconds = zone[0] == '-' ? -offset : offset;
        clock.Zone = ZoneMention.Offset;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ReadOnlySpan<char> Name(ReadOnlySpan<char> text, int place) => text.Slice(place, 3);
}
