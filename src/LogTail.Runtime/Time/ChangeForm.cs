namespace LogTail.Runtime.Time;

/// <summary>The three ways in which a POSIX rule gives a day.</summary>
internal enum ChangeForm
{
    /// <summary><c>Mm.w.d</c>: a weekday of a week of a month.</summary>
    Weekday,

    /// <summary><c>Jn</c>: 1 to 365, the leap day never counted.</summary>
    DayWithoutLeapDay,

    /// <summary><c>n</c>: 0 to 365, the leap day counted.</summary>
    DayWithLeapDay,
}
