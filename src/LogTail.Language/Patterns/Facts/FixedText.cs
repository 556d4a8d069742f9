using LogTail.Language.Patterns.Printing;

namespace LogTail.Language.Patterns.Facts;

/// <summary>Code points that have one spelling in the text of a line.</summary>
internal static class FixedText
{
    /// <summary>The units of a code point; null when several texts stand for it (case, U+FFFD) or none does.</summary>
    public static string? Of(int codePoint, bool ignoreCase)
    {
        var isOne = !ignoreCase || CodePointSet.Only(codePoint).WithOtherCases().Single is not null;
        var units = isOne ? LineText.UnitsOf(codePoint) : null;
        return units is not null && Array.TrueForAll(units, unit => unit.Single is not null)
            ? string.Concat(units.Select(unit => (char)unit.Single!.Value))
            : null;
    }
}
