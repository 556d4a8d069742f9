using System.Collections.Immutable;
using System.Text;

namespace LogTail.Runtime.Time;

// Dates and clock times; zones are in LayoutReader.Zones.cs.
internal ref partial struct LayoutReader
{
    private const int MaxFractionDigits = 9;

    private static ReadOnlySpan<int> PowersOfTen =>
        [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

    private readonly bool DigitAt(int offset) => _next + offset < _text.Length && char.IsAsciiDigit(_text[_next + offset]);

    private void SkipSpaces(int most)
    {
        for (var i = 0; i < most && _next < _text.Length && _text[_next] == ' '; i++)
        {
            _next++;
        }
    }

    // One or two digits, or exactly two.
    private bool ReadNumber(bool exact, out int number)
    {
        number = 0;
        if (!DigitAt(0) || (exact && !DigitAt(1)))
        {
            return false;
        }

        number = _text[_next++] - '0';
        if (DigitAt(0))
        {
            number = (number * 10) + (_text[_next++] - '0');
        }

        return true;
    }

    private bool ReadYearDay(bool exact)
    {
        var digits = 0;
        _yearDay = 0;
        while (digits < 3 && DigitAt(0))
        {
            _yearDay = (_yearDay * 10) + (_text[_next++] - '0');
            digits++;
        }

        return digits == 3 || (digits > 0 && !exact);
    }

    private bool ReadLongYear()
    {
        if (Rest.Length < 4 || !DigitAt(0) || !TrySigned(Rest[..4], out _reading.Year))
        {
            return false;
        }

        _next += 4;
        return true;
    }

    // A sign in the place of a digit is taken: "-5" is 1995, as in Go.
    private bool ReadShortYear()
    {
        if (Rest.Length < 2 || !TrySigned(Rest[..2], out var year))
        {
            return false;
        }

        _reading.Year = year >= 69 ? year + 1900 : year + 2000;
        _next += 2;
        return true;
    }

    private bool ReadName(ImmutableArray<string> names, ref int number)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (Rest.Length >= names[i].Length && Ascii.EqualsIgnoreCase(Rest[..names[i].Length], names[i]))
            {
                _next += names[i].Length;
                number = i + 1;
                return true;
            }
        }

        return false;
    }

    private bool ReadHalfDay(string morning, string afternoon)
    {
        if (Rest.StartsWith(afternoon, StringComparison.Ordinal))
        {
            _isAfternoon = true;
        }
        else if (Rest.StartsWith(morning, StringComparison.Ordinal))
        {
            _isMorning = true;
        }
        else
        {
            return false;
        }

        _next += 2;
        return true;
    }

    private readonly bool AtFraction => DigitAt(1) && _text[_next] is ('.' or ',');

    // A text may have a fraction of which the layout knows nothing. Before Go 1.20, which is what Debian's mtail is made with, such a fraction made up for
    // the lack of whole seconds.
    private bool ReadSecond(bool exact, bool fractionFollows)
    {
        var isThere = ReadNumber(exact, out _reading.Second);
        if (_reading.Second >= 60)
        {
            return false;
        }

        return AtFraction && !fractionFollows ? ReadFraction(DigitsAfterPoint()) : isThere;
    }

    private readonly int DigitsAfterPoint()
    {
        var digits = 0;
        while (DigitAt(1 + digits))
        {
            digits++;
        }

        return digits;
    }

    private bool ReadFraction(int digits)
    {
        if (Rest.Length < digits + 1 || Rest[0] is not ('.' or ','))
        {
            return false;
        }

        // What is finer than a nanosecond is passed over unread.
        var counted = Math.Min(digits, MaxFractionDigits);
        if (!TrySigned(Rest.Slice(1, counted), out var fraction) || fraction < 0)
        {
            return false;
        }

        _reading.Nanoseconds = fraction * PowersOfTen[MaxFractionDigits - counted];
        _next += digits + 1;
        return true;
    }

    // Go's reading of fixed-width numbers: a sign may stand in the place of a digit, and alone it is zero.
    private static bool TrySigned(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        var isNegative = text.Length > 0 && text[0] == '-';
        var start = isNegative || (text.Length > 0 && text[0] == '+') ? 1 : 0;
        foreach (var c in text[start..])
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            number = (number * 10) + (c - '0');
        }

        number = isNegative ? -number : number;
        return true;
    }
}
