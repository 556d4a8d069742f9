using System.Collections.Immutable;

namespace LogTail.Runtime.Time;

/// <summary>Cuts a layout into its elements, from left to right, the longest match first (spec/mtail-language.md §13.3).</summary>
internal static class LayoutScanner
{
    // Order matters: a spelling stands before every spelling that begins it.
    private static readonly ImmutableArray<(string Spelling, LayoutElementKind Kind)> Spellings =
    [
        ("January", LayoutElementKind.LongMonth),
        ("Jan", LayoutElementKind.ShortMonth),
        ("Monday", LayoutElementKind.LongWeekday),
        ("Mon", LayoutElementKind.ShortWeekday),
        ("MST", LayoutElementKind.ZoneName),
        ("01", LayoutElementKind.TwoDigitMonth),
        ("02", LayoutElementKind.TwoDigitDay),
        ("03", LayoutElementKind.TwoDigitHalfDayHour),
        ("04", LayoutElementKind.TwoDigitMinute),
        ("05", LayoutElementKind.TwoDigitSecond),
        ("06", LayoutElementKind.ShortYear),
        ("002", LayoutElementKind.ThreeDigitYearDay),
        ("15", LayoutElementKind.Hour),
        ("1", LayoutElementKind.Month),
        ("2006", LayoutElementKind.LongYear),
        ("2", LayoutElementKind.Day),
        ("__2", LayoutElementKind.PaddedYearDay),
        ("_2", LayoutElementKind.PaddedDay),
        ("3", LayoutElementKind.HalfDayHour),
        ("4", LayoutElementKind.Minute),
        ("5", LayoutElementKind.Second),
        ("PM", LayoutElementKind.UpperHalfDay),
        ("pm", LayoutElementKind.LowerHalfDay),
        ("-070000", LayoutElementKind.OffsetSeconds),
        ("-07:00:00", LayoutElementKind.OffsetColonSeconds),
        ("-0700", LayoutElementKind.OffsetMinutes),
        ("-07:00", LayoutElementKind.OffsetColonMinutes),
        ("-07", LayoutElementKind.OffsetHours),

        // A value of these two may not say Z: they read as their numeric forms do.
        ("Z070000", LayoutElementKind.OffsetSeconds),
        ("Z07:00:00", LayoutElementKind.OffsetColonSeconds),
        ("Z0700", LayoutElementKind.ZuluOrMinutes),
        ("Z07:00", LayoutElementKind.ZuluOrColonMinutes),
        ("Z07", LayoutElementKind.ZuluOrHours),
    ];

    /// <summary>The elements; the last is always <see cref="LayoutElementKind.End"/>.</summary>
    public static ImmutableArray<LayoutElement> Scan(string layout)
    {
        var elements = ImmutableArray.CreateBuilder<LayoutElement>();
        var literalStart = 0;
        var position = 0;
        while (position < layout.Length)
        {
            if (TryElementAt(layout.AsSpan(position), out var kind, out var length, out var digits))
            {
                elements.Add(new LayoutElement(layout[literalStart..position], kind, digits));
                position += length;
                literalStart = position;
            }
            else
            {
                position++;
            }
        }

        elements.Add(new LayoutElement(layout[literalStart..], LayoutElementKind.End, 0));
        return elements.ToImmutable();
    }

    private static bool TryElementAt(ReadOnlySpan<char> rest, out LayoutElementKind kind, out int length, out int digits)
    {
        digits = 0;
        foreach (var (spelling, candidate) in Spellings)
        {
            if (rest.StartsWith(spelling, StringComparison.Ordinal) && IsElement(candidate, rest))
            {
                kind = candidate;
                length = spelling.Length;
                return true;
            }
        }

        return TryFraction(rest, out kind, out length, out digits);
    }

    private static bool IsElement(LayoutElementKind kind, ReadOnlySpan<char> rest) => kind switch
    {
        // "Janet" and "Month" are words, not elements.
        LayoutElementKind.ShortMonth or LayoutElementKind.ShortWeekday => rest.Length == 3 || rest[3] is not (>= 'a' and <= 'z'),

        // "_2006" is an underscore and a year.
        LayoutElementKind.PaddedDay => !rest.StartsWith("_2006", StringComparison.Ordinal),
        _ => true,
    };

    // A point or comma, then only zeros or only nines, and no other digit after them.
    private static bool TryFraction(ReadOnlySpan<char> rest, out LayoutElementKind kind, out int length, out int digits)
    {
        kind = LayoutElementKind.End;
        length = digits = 0;
        if (rest[0] is not ('.' or ',') || rest.Length < 2 || rest[1] is not ('0' or '9'))
        {
            return false;
        }

        var end = 1 + rest[1..].IndexOfAnyExcept(rest[1]);
        end = end == 0 ? rest.Length : end;
        if (end < rest.Length && char.IsAsciiDigit(rest[end]))
        {
            return false;
        }

        kind = rest[1] == '0' ? LayoutElementKind.ExactFraction : LayoutElementKind.OptionalFraction;
        length = end;
        digits = end - 1;
        return true;
    }
}
