namespace LogTail.Language.Checking.Times;

/// <summary>What a piece of a Go time layout stands for (spec/mtail-language.md §13.3).</summary>
internal enum LayoutField
{
    /// <summary>Text that stands for itself.</summary>
    Literal,
    LongYear,
    Year,
    LongMonth,
    ShortMonth,
    Month,
    LongWeekday,
    ShortWeekday,
    Day,
    DayOfYear,
    Hour,
    Hour12,
    Minute,
    Second,
    UpperHalf,
    LowerHalf,
    ZoneName,
    ZoneOffset,
    Fraction,
}

/// <summary>A piece of a layout.</summary>
/// <param name="Text">As written: it tells the variants of a field apart.</param>
internal readonly record struct LayoutElement(LayoutField Field, string Text)
{
    // A table. Longer texts stand before their own beginnings.
    private static readonly LayoutElement[] Fixed =
    [
        new(LayoutField.LongMonth, "January"), new(LayoutField.ShortMonth, "Jan"),
        new(LayoutField.LongWeekday, "Monday"), new(LayoutField.ShortWeekday, "Mon"), new(LayoutField.ZoneName, "MST"),
        new(LayoutField.Month, "01"), new(LayoutField.Day, "02"), new(LayoutField.Hour12, "03"), new(LayoutField.Minute, "04"),
        new(LayoutField.Second, "05"), new(LayoutField.Year, "06"), new(LayoutField.DayOfYear, "002"),
        new(LayoutField.Hour, "15"), new(LayoutField.Month, "1"),
        new(LayoutField.LongYear, "2006"), new(LayoutField.Day, "2"),
        new(LayoutField.DayOfYear, "__2"), new(LayoutField.Day, "_2"),
        new(LayoutField.Hour12, "3"), new(LayoutField.Minute, "4"), new(LayoutField.Second, "5"),
        new(LayoutField.UpperHalf, "PM"), new(LayoutField.LowerHalf, "pm"),
        new(LayoutField.ZoneOffset, "-070000"), new(LayoutField.ZoneOffset, "-07:00:00"), new(LayoutField.ZoneOffset, "-0700"),
        new(LayoutField.ZoneOffset, "-07:00"), new(LayoutField.ZoneOffset, "-07"),
        new(LayoutField.ZoneOffset, "Z070000"), new(LayoutField.ZoneOffset, "Z07:00:00"), new(LayoutField.ZoneOffset, "Z0700"),
        new(LayoutField.ZoneOffset, "Z07:00"), new(LayoutField.ZoneOffset, "Z07"),
    ];

    /// <summary>Takes a layout apart.</summary>
    public static IEnumerable<LayoutElement> Split(string layout)
    {
        var literal = 0;
        for (var i = 0; i < layout.Length;)
        {
            if (At(layout, i) is not { } element)
            {
                i++;
                continue;
            }

            if (i > literal)
            {
                yield return new LayoutElement(LayoutField.Literal, layout[literal..i]);
            }

            yield return element;
            i += element.Text.Length;
            literal = i;
        }

        if (literal < layout.Length)
        {
            yield return new LayoutElement(LayoutField.Literal, layout[literal..]);
        }
    }

    private static LayoutElement? At(string layout, int start)
    {
        var rest = layout.AsSpan(start);
        if (rest[0] is '.' or ',')
        {
            return FractionAt(rest);
        }

        foreach (var element in Fixed)
        {
            if (rest.StartsWith(element.Text, StringComparison.Ordinal) && IsWhole(element.Text, rest[element.Text.Length..]))
            {
                return element;
            }
        }

        return null;
    }

    private static bool IsWhole(string text, ReadOnlySpan<char> behind) => text switch
    {
        "Jan" or "Mon" => behind.IsEmpty || !char.IsAsciiLetterLower(behind[0]),
        // `_2006` is an underscore and a year.
        "_2" => !behind.StartsWith("006"),
        _ => true,
    };

    // A run of zeros or of nines behind a point or comma, unless more digits follow.
    private static LayoutElement? FractionAt(ReadOnlySpan<char> rest)
    {
        if (rest.Length < 2 || rest[1] is not ('0' or '9'))
        {
            return null;
        }

        var end = 1 + rest[1..].IndexOfAnyExcept(rest[1]);
        end = end == 0 ? rest.Length : end;
        return end < rest.Length && char.IsAsciiDigit(rest[end])
            ? null
            : new LayoutElement(LayoutField.Fraction, rest[..end].ToString());
    }
}
