namespace LogTail.Runtime.Time;

/// <summary>Reads the pieces of a POSIX <c>TZ</c> text.</summary>
internal struct ZoneRuleReader(string text)
{
    private const int DefaultChangeTime = 2 * 3600;
    private const int MaxNumber = 10_000;

    // Invariant: 0 <= _next <= text.Length.
    private int _next;

    public readonly bool IsAtEnd => _next == text.Length;

    public readonly bool IsAt(char c) => _next < text.Length && text[_next] == c;

    /// <summary>A zone's name: letters, or anything between angle brackets.</summary>
    public bool TryName(out string name)
    {
        var isQuoted = Take('<');
        var start = _next;
        while (_next < text.Length && (isQuoted ? text[_next] != '>' : char.IsAsciiLetter(text[_next])))
        {
            _next++;
        }

        name = text[start.._next];
        return name.Length >= 3 && (!isQuoted || Take('>'));
    }

    /// <summary><c>[+-]hours[:minutes[:seconds]]</c>, in seconds.</summary>
    public bool TryTime(out int seconds)
    {
        var sign = Take('-') ? -1 : 1;
        if (sign == 1)
        {
            Take('+');
        }

        seconds = 0;
        var unit = 3600;
        do
        {
            if (!TryNumber(out var number))
            {
                return false;
            }

            seconds += number * unit;
            unit /= 60;
        }
        while (unit > 0 && Take(':'));
        seconds *= sign;
        return true;
    }

    /// <summary><c>,date[/time]</c></summary>
    public bool TryChange(out ChangeRule rule)
    {
        rule = default;
        if (!Take(',') || !TryDate(ref rule))
        {
            return false;
        }

        var time = DefaultChangeTime;
        if (Take('/') && !TryTime(out time))
        {
            return false;
        }

        rule = rule with { Time = time };
        return true;
    }

    private bool TryDate(ref ChangeRule rule)
    {
        int day;
        if (Take('M'))
        {
            if (!TryNumber(out var month) || !Take('.') || !TryNumber(out var week) || !Take('.') || !TryNumber(out day))
            {
                return false;
            }

            rule = new ChangeRule(ChangeForm.Weekday, month, week, day, 0);
            return month is >= 1 and <= 12 && week is >= 1 and <= 5 && day <= 6;
        }

        var form = Take('J') ? ChangeForm.DayWithoutLeapDay : ChangeForm.DayWithLeapDay;
        var isNumber = TryNumber(out day);
        rule = new ChangeRule(form, 0, 0, day, 0);
        return isNumber && day <= 365 && (day >= 1 || form == ChangeForm.DayWithLeapDay);
    }

    private bool TryNumber(out int number)
    {
        number = 0;
        var start = _next;
        while (_next < text.Length && char.IsAsciiDigit(text[_next]) && number < MaxNumber)
        {
            number = (number * 10) + (text[_next++] - '0');
        }

        return _next > start;
    }

    private bool Take(char c)
    {
        if (!IsAt(c))
        {
            return false;
        }

        _next++;
        return true;
    }
}
