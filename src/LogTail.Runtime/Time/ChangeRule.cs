namespace LogTail.Runtime.Time;

/// <summary>When in a year a zone changes its offset.</summary>
/// <param name="Form">How the day is given.</param>
/// <param name="Month">For <see cref="ChangeForm.Weekday"/>: 1 to 12.</param>
/// <param name="Week">For <see cref="ChangeForm.Weekday"/>: 1 to 5, 5 being the last.</param>
/// <param name="Day">The weekday (Sunday is 0), or the day of the year.</param>
/// <param name="Time">Seconds after midnight by the clock in force before the change; may be negative or past the day.</param>
internal readonly record struct ChangeRule(ChangeForm Form, int Month, int Week, int Day, int Time)
{
    private const int ThursdayOf1970 = 4;

    /// <summary>The change in a year, as the clock before it shows it, in seconds from 1970.</summary>
    public long InYear(long year)
    {
        var newYear = Calendar.ToSeconds(year, 1, 1, 0, 0, 0);
        var midnight = Form switch
        {
            ChangeForm.DayWithoutLeapDay => newYear + ((Day - 1 + (Calendar.IsLeap(year) && Day >= 60 ? 1 : 0)) * Calendar.SecondsPerDay),
            ChangeForm.DayWithLeapDay => newYear + (Day * Calendar.SecondsPerDay),
            _ => WeekdayInYear(year),
        };
        return midnight + Time;
    }

    private long WeekdayInYear(long year)
    {
        var first = Calendar.ToSeconds(year, Month, 1, 0, 0, 0);
        var firstWeekday = (int)((((first / Calendar.SecondsPerDay) + ThursdayOf1970) % 7) + 7) % 7;
        var day = ((Day - firstWeekday + 7) % 7) + ((Week - 1) * 7);
        while (day >= Calendar.DaysIn(Month, year))
        {
            day -= 7;
        }

        return first + (day * Calendar.SecondsPerDay);
    }
}
