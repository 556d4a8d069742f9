using System.Text;

namespace LogTail.Language.Patterns.Printing;

/// <summary>Spells a set of UTF-16 units for .NET, in the shapes that its optimizer knows.</summary>
internal static class UnitClass
{
    /// <summary>A class that has no member.</summary>
    public const string Never = @"[^\s\S]";

    private const string OutsideSpecial = @"\*+?|{}[]()^$.";
    private const string InsideSpecial = @"\[]^-";
    private static readonly CodePointSet AllUnits = CodePointSet.Range(0, 0xFFFF);
    private static readonly CodePointSet LineFeed = CodePointSet.Only('\n');

    /// <summary>The set as one element: a character, a class, or the dot.</summary>
    /// <param name="units">Members from 0 to U+FFFF.</param>
    public static string Of(CodePointSet units)
    {
        if (units.IsEmpty)
        {
            return Never;
        }

        if (units.Single is { } only)
        {
            return Escape(only, OutsideSpecial);
        }

        // Sets that reach up to U+FFFF are meant as "all but".
        var excluded = AllUnits.Except(units);
        return excluded.IsEmpty ? @"[\s\S]"
            : excluded.Equals(LineFeed) ? "."
            : units.Contains(0xFFFF) ? $"[^{Members(excluded)}]"
            : $"[{Members(units)}]";
    }

    private static string Members(CodePointSet units)
    {
        var text = new StringBuilder(NamedUnits.In(units, out var rest));
        foreach (var (first, last) in rest.Ranges)
        {
            // .NET never takes an escaped hyphen for the beginning of a range.
            text.Append(first == '-' && last > first ? @"\u002D" : Escape(first, InsideSpecial));
            if (last > first)
            {
                text.Append(last > first + 1 ? "-" : "").Append(Escape(last, InsideSpecial));
            }
        }

        return text.ToString();
    }

    private static string Escape(int unit, string special) => unit switch
    {
        '\t' => @"\t",
        '\n' => @"\n",
        '\r' => @"\r",
        '\f' => @"\f",
        < ' ' or > '~' => $@"\u{unit:X4}",
        _ => special.Contains((char)unit) ? $@"\{(char)unit}" : ((char)unit).ToString(),
    };
}
