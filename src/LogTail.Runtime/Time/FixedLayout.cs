using System.Collections.Immutable;

namespace LogTail.Runtime.Time;

/// <summary>
/// A layout whose usual texts have each part in columns of their own, as <c>Jan _2 15:04:05</c> and most others: texts that keep to the columns can be
/// read by straight code. Others may be right all the same, so what does not keep to them is read element by element. Immutable.
/// </summary>
public sealed class FixedLayout
{
    private const int MaxFractionDigits = 9;

    private FixedLayout(int length, bool endsWithZone, ImmutableArray<(int, char)> literals, ImmutableArray<(int, LayoutElementKind, int)> elements)
    {
        Length = length;
        EndsWithZone = endsWithZone;
        Literals = literals;
        Elements = elements;
    }

    /// <summary>Chars of such a text; of one that ends with a zone, those before it.</summary>
    public int Length { get; }

    /// <summary>Whether an offset in figures, or Z, follows.</summary>
    public bool EndsWithZone { get; }

    /// <summary>Chars that stand in each such text.</summary>
    public ImmutableArray<(int Place, char Char)> Literals { get; }

    /// <summary>What is to be read at which place, the zone included; with the number of digits of a fraction.</summary>
    public ImmutableArray<(int Place, LayoutElementKind Kind, int Digits)> Elements { get; }

    /// <summary>Where the fraction of a second stands, with its point; null when there is none.</summary>
    public Range? Fraction => Elements.FirstOrDefault(element => element.Kind == LayoutElementKind.ExactFraction) is { Digits: > 0 } fraction
        ? fraction.Place..(fraction.Place + 1 + fraction.Digits)
        : null;

    /// <summary>The columns of a layout; null when it has none.</summary>
    public static FixedLayout? Of(string layout)
    {
        var literals = ImmutableArray.CreateBuilder<(int, char)>();
        var elements = ImmutableArray.CreateBuilder<(int, LayoutElementKind, int)>();
        var scanned = LayoutScanner.Scan(layout);
        var place = 0;
        for (var i = 0; i < scanned.Length; i++)
        {
            var (literal, kind, digits) = scanned[i];
            foreach (var c in literal)
            {
                literals.Add((place++, c));
            }

            if (kind == LayoutElementKind.End)
            {
                return elements.Count == 0 ? null : new FixedLayout(place, endsWithZone: false, literals.ToImmutable(), elements.ToImmutable());
            }

            elements.Add((place, kind, digits));
            if (IsZone(kind))
            {
                var isLast = scanned[i + 1] is { Kind: LayoutElementKind.End, Literal: "" };
                return isLast ? new FixedLayout(place, endsWithZone: true, literals.ToImmutable(), elements.ToImmutable()) : null;
            }

            var width = WidthOf(kind, digits);
            if (width == 0 || !EndsByItself(kind, scanned[i + 1]))
            {
                return null;
            }

            place += width;
        }

        return null;
    }

    private static bool IsZone(LayoutElementKind kind) => kind is LayoutElementKind.OffsetMinutes or LayoutElementKind.OffsetColonMinutes
        or LayoutElementKind.ZuluOrMinutes or LayoutElementKind.ZuluOrColonMinutes;

    private static int WidthOf(LayoutElementKind kind, int digits) => kind switch
    {
        LayoutElementKind.ShortMonth or LayoutElementKind.ShortWeekday => 3,
        LayoutElementKind.LongYear => 4,
        LayoutElementKind.TwoDigitMonth or LayoutElementKind.TwoDigitDay or LayoutElementKind.PaddedDay or LayoutElementKind.Hour
            or LayoutElementKind.TwoDigitMinute or LayoutElementKind.TwoDigitSecond => 2,
        LayoutElementKind.ExactFraction when digits <= MaxFractionDigits => 1 + digits,
        _ => 0,
    };

    // A day of one digit would take a second one that follows it, and a second a fraction of which the layout knows nothing.
    private static bool EndsByItself(LayoutElementKind kind, LayoutElement next) => kind switch
    {
        LayoutElementKind.PaddedDay => next.Literal is [not (>= '0' and <= '9'), ..] || next is { Kind: LayoutElementKind.End, Literal: "" },
        LayoutElementKind.TwoDigitSecond => next.Literal is not ['.' or ',', ..] && !(next is { Kind: LayoutElementKind.ExactFraction, Literal.Length: > 0 }),
        _ => true,
    };
}
