using System.Globalization;

namespace LogTail.Language.Checking.Times;

/// <summary>
/// mtail's test of a layout: it must be able to read itself, each underscore left out and each <c>Z</c> made a plus sign
/// (spec/mtail-language.md §13.2). So a layout with a literal <c>Z</c> or underscore is refused, and one without any element passes.
/// </summary>
internal sealed class LayoutCheck
{
    private readonly string _value;

    // Invariant: 0 <= _next <= _value.Length. What is before it has been read.
    private int _next;

    // -1 where the layout has no such field.
    private int _year;
    private int _month = -1;
    private int _day = -1;
    private int _dayOfYear = -1;

    private LayoutCheck(string value)
    {
        _value = value;
    }

    private ReadOnlySpan<char> Rest => _value.AsSpan(_next);

    /// <summary>True when mtail takes the layout.</summary>
    public static bool Passes(string layout)
    {
        var value = layout.Replace("_", "", StringComparison.Ordinal).Replace('Z', '+');
        var check = new LayoutCheck(value);
        var elements = LayoutElement.Split(layout).ToList();
        for (var i = 0; i < elements.Count; i++)
        {
            // What decides whether seconds take a fraction is the next element, whatever text is between.
            var next = elements.Skip(i + 1).Select(element => element.Field).FirstOrDefault(field => field != LayoutField.Literal, LayoutField.Literal);
            if (!check.Read(elements[i], next))
            {
                return false;
            }
        }

        return check.Rest.IsEmpty && check.IsDate();
    }

    private bool Read(LayoutElement element, LayoutField next) => element.Field switch
    {
        LayoutField.Literal => ReadLiteral(element.Text),
        LayoutField.LongYear => ReadNumber(4, 4, out _year),
        LayoutField.Year => ReadNumber(2, 2, out _year),
        LayoutField.LongMonth => ReadName(CultureInfo.InvariantCulture.DateTimeFormat.MonthNames, out _month),
        LayoutField.ShortMonth => ReadName(CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames, out _month),
        LayoutField.Month => ReadNumber(element.Text.Length, 2, out _month) && _month is >= 1 and <= 12,
        LayoutField.LongWeekday => ReadName(CultureInfo.InvariantCulture.DateTimeFormat.DayNames, out _),
        LayoutField.ShortWeekday => ReadName(CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedDayNames, out _),
        LayoutField.Day => ReadDay(element.Text),
        LayoutField.DayOfYear => ReadDayOfYear(element.Text),
        LayoutField.Hour => ReadNumber(1, 2, out var hour) && hour < 24,
        LayoutField.Hour12 => ReadNumber(element.Text.Length, 2, out var hour) && hour <= 12,
        LayoutField.Minute => ReadNumber(element.Text.Length, 2, out var minute) && minute < 60,
        LayoutField.Second => ReadNumber(element.Text.Length, 2, out var second) && second < 60 && SkipFraction(next),
        LayoutField.UpperHalf => ReadEither("AM", "PM"),
        LayoutField.LowerHalf => ReadEither("am", "pm"),
        LayoutField.ZoneName => ReadZoneName(),
        LayoutField.ZoneOffset => ReadZoneOffset(element.Text),
        _ => ReadFraction(element.Text),
    };

    /// <summary>Text must be equal, but any number of spaces matches any other, and none at the end.</summary>
    private bool ReadLiteral(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (text[i] == ' ')
            {
                if (!Rest.IsEmpty && Rest[0] != ' ')
                {
                    return false;
                }

                i = Skip(text, i, ' ');
                _next = Skip(_value, _next, ' ');
            }
            else if (Rest.IsEmpty || Rest[0] != text[i])
            {
                return false;
            }
            else
            {
                i++;
                _next++;
            }
        }

        return true;
    }

    private static int Skip(string text, int from, char character)
    {
        while (from < text.Length && text[from] == character)
        {
            from++;
        }

        return from;
    }

    private bool ReadNumber(int least, int most, out int number)
    {
        var length = 0;
        number = 0;
        while (length < most && length < Rest.Length && char.IsAsciiDigit(Rest[length]))
        {
            number = (number * 10) + Rest[length] - '0';
            length++;
        }

        _next += length;
        return length >= least;
    }

    /// <param name="index">One-based.</param>
    private bool ReadName(string[] names, out int index)
    {
        for (index = 1; index <= names.Length; index++)
        {
            var name = names[index - 1];
            if (name.Length > 0 && Rest.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                _next += name.Length;
                return true;
            }
        }

        return false;
    }

    private bool ReadDay(string text)
    {
        _next += text == "_2" && Rest.StartsWith(" ") ? 1 : 0;
        return ReadNumber(text == "02" ? 2 : 1, 2, out _day);
    }

    private bool ReadDayOfYear(string text)
    {
        for (var i = 0; i < 2 && text == "__2" && Rest.StartsWith(" "); i++)
        {
            _next++;
        }

        return ReadNumber(text == "002" ? 3 : 1, 3, out _dayOfYear);
    }

    // After the seconds a fraction may follow, also where the layout has none.
    private bool SkipFraction(LayoutField next)
    {
        if (next != LayoutField.Fraction && Rest.Length >= 2 && Rest[0] is '.' or ',' && char.IsAsciiDigit(Rest[1]))
        {
            _next++;
            while (!Rest.IsEmpty && char.IsAsciiDigit(Rest[0]))
            {
                _next++;
            }
        }

        return true;
    }

    // Zeros stand for as many digits; nines for up to nine, with those of what follows.
    private bool ReadFraction(string text)
    {
        if (text[1] == '0')
        {
            return ReadLiteral(text);
        }

        _next++;
        return ReadNumber(1, 9, out _);
    }

    private bool ReadEither(string first, string second)
    {
        var found = Rest.StartsWith(first, StringComparison.Ordinal) || Rest.StartsWith(second, StringComparison.Ordinal);
        _next += found ? 2 : 0;
        return found;
    }

    // The value has MST here, and perhaps more capitals.
    private bool ReadZoneName()
    {
        var length = 0;
        while (length < 6 && length < Rest.Length && char.IsAsciiLetterUpper(Rest[length]))
        {
            length++;
        }

        var isName = length == 3 || (length is 4 or 5 && Rest[length - 1] == 'T');
        _next += isName ? length : 0;
        return isName;
    }

    private bool ReadZoneOffset(string text)
    {
        var length = text.Length;
        if (Rest.Length < length || Rest[0] is not ('+' or '-'))
        {
            return false;
        }

        for (var i = 1; i < length; i++)
        {
            var fits = text[i] == ':' ? Rest[i] == ':' : char.IsAsciiDigit(Rest[i]);
            if (!fits)
            {
                return false;
            }
        }

        _next += length;
        return true;
    }

    private bool IsDate()
    {
        // Year 0, of a layout without one, is a leap year; 2000 stands for it.
        var year = _year == 0 ? 2000 : _year;
        if (_dayOfYear >= 0)
        {
            if (_dayOfYear < 1 || _dayOfYear > (DateTime.IsLeapYear(year) ? 366 : 365))
            {
                return false;
            }

            var date = new DateTime(year, 1, 1).AddDays(_dayOfYear - 1);
            return (_month < 0 || _month == date.Month) && (_day < 0 || _day == date.Day);
        }

        var month = _month < 0 ? 1 : _month;
        return _day < 0 || (_day >= 1 && _day <= DateTime.DaysInMonth(year, month));
    }
}
