namespace LogTail.Runtime.Time;

/// <summary>
/// Reads one text element by element and keeps what it has found. The rules are those of Go's <c>time.Parse</c>
/// (spec/mtail-language.md §13.3), with its oddities: they decide which of the user's lines have a time.
/// </summary>
internal ref partial struct LayoutReader
{
    private const int Unset = -1;

    private readonly ReadOnlySpan<char> _text;

    // Invariant: 0 <= _next <= _text.Length.
    private int _next;

    private int _month;
    private int _day;
    private int _yearDay;
    private bool _isAfternoon;
    private bool _isMorning;
    private ClockReading _reading;

    public LayoutReader(ReadOnlySpan<char> text)
    {
        _text = text;
        _month = _day = _yearDay = Unset;
    }

    private readonly ReadOnlySpan<char> Rest => _text[_next..];

    /// <summary>Takes literal text. A run of spaces takes any run of spaces, or nothing at the very end.</summary>
    public bool Skip(string literal)
    {
        var i = 0;
        while (i < literal.Length)
        {
            if (literal[i] == ' ')
            {
                if (_next < _text.Length && _text[_next] != ' ')
                {
                    return false;
                }

                i = AfterSpaces(literal, i);
                _next = AfterSpaces(_text, _next);
            }
            else if (_next < _text.Length && _text[_next] == literal[i])
            {
                i++;
                _next++;
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes one element. One switch over the kinds of elements.</summary>
    /// <param name="fractionFollows">Whether the next element of the layout is a fraction of a second.</param>
    public bool Read(LayoutElement element, bool fractionFollows)
    {
        switch (element.Kind)
        {
            case LayoutElementKind.LongMonth:
                return ReadName(TimeNames.LongMonths, ref _month);
            case LayoutElementKind.ShortMonth:
                return ReadName(TimeNames.ShortMonths, ref _month);
            case LayoutElementKind.Month or LayoutElementKind.TwoDigitMonth:
                return ReadNumber(element.Kind == LayoutElementKind.TwoDigitMonth, out _month) && _month is >= 1 and <= 12;
            case LayoutElementKind.LongWeekday:
                var longWeekday = 0;
                return ReadName(TimeNames.LongWeekdays, ref longWeekday);
            case LayoutElementKind.ShortWeekday:
                var shortWeekday = 0;
                return ReadName(TimeNames.ShortWeekdays, ref shortWeekday);
            case LayoutElementKind.Day or LayoutElementKind.TwoDigitDay:
                return ReadNumber(element.Kind == LayoutElementKind.TwoDigitDay, out _day);
            case LayoutElementKind.PaddedDay:
                SkipSpaces(1);
                return ReadNumber(exact: false, out _day);
            case LayoutElementKind.PaddedYearDay:
                SkipSpaces(2);
                return ReadYearDay(exact: false);
            case LayoutElementKind.ThreeDigitYearDay:
                return ReadYearDay(exact: true);
            case LayoutElementKind.LongYear:
                return ReadLongYear();
            case LayoutElementKind.ShortYear:
                return ReadShortYear();
            case LayoutElementKind.Hour:
                return ReadNumber(exact: false, out _reading.Hour) && _reading.Hour < 24;
            case LayoutElementKind.HalfDayHour or LayoutElementKind.TwoDigitHalfDayHour:
                return ReadNumber(element.Kind == LayoutElementKind.TwoDigitHalfDayHour, out _reading.Hour) && _reading.Hour <= 12;
            case LayoutElementKind.Minute or LayoutElementKind.TwoDigitMinute:
                return ReadNumber(element.Kind == LayoutElementKind.TwoDigitMinute, out _reading.Minute) && _reading.Minute < 60;
            case LayoutElementKind.Second or LayoutElementKind.TwoDigitSecond:
                return ReadSecond(element.Kind == LayoutElementKind.TwoDigitSecond, fractionFollows);
            case LayoutElementKind.ExactFraction:
                return ReadFraction(element.Digits);
            case LayoutElementKind.OptionalFraction:
                return !AtFraction || ReadFraction(Math.Min(DigitsAfterPoint(), MaxFractionDigits));
            case LayoutElementKind.UpperHalfDay:
                return ReadHalfDay("AM", "PM");
            case LayoutElementKind.LowerHalfDay:
                return ReadHalfDay("am", "pm");
            default:
                return ReadZone(element.Kind);
        }
    }

    /// <summary>Settles what depends on several elements: afternoon, day of the year, days in the month.</summary>
    public readonly bool TryFinish(out ClockReading reading)
    {
        reading = _reading;
        if (_next != _text.Length)
        {
            return false;
        }

        if (_isAfternoon && reading.Hour < 12)
        {
            reading.Hour += 12;
        }
        else if (_isMorning && reading.Hour == 12)
        {
            reading.Hour = 0;
        }

        reading.Month = _month == Unset ? 1 : _month;
        reading.Day = _day == Unset ? 1 : _day;
        if (_yearDay != Unset && !TryApplyYearDay(ref reading))
        {
            return false;
        }

        return reading.Day >= 1 && reading.Day <= Calendar.DaysIn(reading.Month, reading.Year);
    }

    private readonly bool TryApplyYearDay(ref ClockReading reading)
    {
        if (_yearDay < 1 || _yearDay > (Calendar.IsLeap(reading.Year) ? 366 : 365))
        {
            return false;
        }

        var (month, day) = Calendar.FromYearDay(_yearDay, reading.Year);
        if ((_month != Unset && _month != month) || (_day != Unset && _day != day))
        {
            return false;
        }

        reading.Month = month;
        reading.Day = day;
        return true;
    }

    private static int AfterSpaces(ReadOnlySpan<char> text, int index)
    {
        while (index < text.Length && text[index] == ' ')
        {
            index++;
        }

        return index;
    }
}
