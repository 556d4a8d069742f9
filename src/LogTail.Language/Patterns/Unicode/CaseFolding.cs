using System.Collections.Immutable;

namespace LogTail.Language.Patterns.Unicode;

/// <summary>
/// Unicode simple case folding as RE2 uses it (spec/mtail-language.md §15.3.8). The code points that fold to the same one form an
/// orbit: K, k and the Kelvin sign. Turkish dotted and dotless i are alone. No culture takes part.
/// </summary>
internal static class CaseFolding
{
    /// <summary>All code points that match this one when case is ignored, itself included, ascending.</summary>
    public static ImmutableArray<int> Orbit(int codePoint)
    {
        var orbit = ImmutableArray.Create(codePoint);
        for (var member = Next(codePoint); member != codePoint; member = Next(member))
        {
            orbit = orbit.Add(member);
        }

        return orbit.Sort();
    }

    /// <summary>The set together with every orbit that has a member in it.</summary>
    public static CodePointSet Close(CodePointSet set)
    {
        var ranges = new List<CodePointRange>(set.Ranges);
        foreach (var row in UnicodeTables.CaseOrbits)
        {
            for (var member = row.First; member <= row.Last; member += row.Step)
            {
                if (set.Contains(member))
                {
                    ranges.AddRange(Orbit(member).Select(other => new CodePointRange(other, other)));
                }
            }
        }

        return CodePointSet.Of(ranges);
    }

    // The next larger member of the orbit; the smallest after the largest; the code point itself when it is alone.
    private static int Next(int codePoint)
    {
        var rows = UnicodeTables.CaseOrbits;
        var (low, high) = (0, rows.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = rows[middle].First <= codePoint ? (middle, high) : (low, middle - 1);
        }

        // Rows with step 2 may enclose others (upper and lower case take turns), so the row before is asked too.
        for (var i = low; i >= 0 && i >= low - 1; i--)
        {
            var row = rows[i];
            if (codePoint >= row.First && codePoint <= row.Last && (codePoint - row.First) % row.Step == 0)
            {
                return codePoint + row.Delta;
            }
        }

        return codePoint;
    }
}
