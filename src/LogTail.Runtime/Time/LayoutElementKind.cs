namespace LogTail.Runtime.Time;

/// <summary>What one element of a time layout reads (spec/mtail-language.md §13.3).</summary>
public enum LayoutElementKind
{
    /// <summary>The end of the layout: only literal text is left.</summary>
    End,

    /// <summary><c>January</c></summary>
    LongMonth,

    /// <summary><c>Jan</c></summary>
    ShortMonth,

    /// <summary><c>1</c></summary>
    Month,

    /// <summary><c>01</c></summary>
    TwoDigitMonth,

    /// <summary><c>Monday</c></summary>
    LongWeekday,

    /// <summary><c>Mon</c></summary>
    ShortWeekday,

    /// <summary><c>2</c></summary>
    Day,

    /// <summary><c>_2</c></summary>
    PaddedDay,

    /// <summary><c>02</c></summary>
    TwoDigitDay,

    /// <summary><c>__2</c></summary>
    PaddedYearDay,

    /// <summary><c>002</c></summary>
    ThreeDigitYearDay,

    /// <summary><c>2006</c></summary>
    LongYear,

    /// <summary><c>06</c></summary>
    ShortYear,

    /// <summary><c>15</c></summary>
    Hour,

    /// <summary><c>3</c></summary>
    HalfDayHour,

    /// <summary><c>03</c></summary>
    TwoDigitHalfDayHour,

    /// <summary><c>4</c></summary>
    Minute,

    /// <summary><c>04</c></summary>
    TwoDigitMinute,

    /// <summary><c>5</c></summary>
    Second,

    /// <summary><c>05</c></summary>
    TwoDigitSecond,

    /// <summary><c>.000</c> or <c>,000</c>: that many digits.</summary>
    ExactFraction,

    /// <summary><c>.999</c> or <c>,999</c>: any number of digits, or nothing.</summary>
    OptionalFraction,

    /// <summary><c>PM</c></summary>
    UpperHalfDay,

    /// <summary><c>pm</c></summary>
    LowerHalfDay,

    /// <summary><c>MST</c></summary>
    ZoneName,

    /// <summary><c>-07</c></summary>
    OffsetHours,

    /// <summary><c>-0700</c></summary>
    OffsetMinutes,

    /// <summary><c>-07:00</c></summary>
    OffsetColonMinutes,

    /// <summary><c>-070000</c></summary>
    OffsetSeconds,

    /// <summary><c>-07:00:00</c></summary>
    OffsetColonSeconds,

    /// <summary><c>Z07</c></summary>
    ZuluOrHours,

    /// <summary><c>Z0700</c></summary>
    ZuluOrMinutes,

    /// <summary><c>Z07:00</c></summary>
    ZuluOrColonMinutes,
}
