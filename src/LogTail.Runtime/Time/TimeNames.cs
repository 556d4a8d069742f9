using System.Collections.Immutable;

namespace LogTail.Runtime.Time;

/// <summary>The names of months and weekdays in layouts and texts: English, in any case.</summary>
internal static class TimeNames
{
    public static readonly ImmutableArray<string> LongMonths =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    public static readonly ImmutableArray<string> ShortMonths =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    public static readonly ImmutableArray<string> LongWeekdays =
        ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    public static readonly ImmutableArray<string> ShortWeekdays =
        ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
}
