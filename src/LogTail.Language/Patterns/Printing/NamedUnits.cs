using LogTail.Language.Patterns.Unicode;

namespace LogTail.Language.Patterns.Printing;

/// <summary>
/// Sets that .NET has a short name for, which its optimizer knows and which saves hundreds of ranges. .NET's tables are younger
/// than ours, so a few letters that are newer than both Oniguruma and RE2 here belong to them.
/// </summary>
internal static class NamedUnits
{
    // Larger ones first: what a name stands for is taken away before the next is looked for.
    private static readonly Lazy<(string Name, CodePointSet Units)[]> Names = new(() =>
    [
        (@"\w", Categories("L", "Mn", "Nd", "Pc")),
        (@"\p{L}", Categories("L")),
        (@"\p{M}", Categories("M")),
        (@"\p{Nl}", Categories("Nl")),
        (@"\d", Categories("Nd")),
        (@"\s", Categories("Z").Union(CodePointSet.Chars("\t\n\v\f\r\u0085"))),
    ]);

    /// <summary>The names of sets that are wholly in <paramref name="units"/>.</summary>
    /// <param name="units">Members from 0 to U+FFFF.</param>
    /// <param name="rest">The members that belong to none of them.</param>
    public static string In(CodePointSet units, out CodePointSet rest)
    {
        rest = units;
        var names = "";

        // None of the sets lacks a space, a digit or a letter beyond Latin-1, so most classes are told apart at once.
        if (!(units.Contains(0x0660) || units.Contains(0x05D0) || units.Contains(0x0300) || units.Contains(0x2028)))
        {
            return names;
        }

        foreach (var (name, members) in Names.Value)
        {
            if (members.IsSubsetOf(rest))
            {
                names += name;
                rest = rest.Except(members);
            }
        }

        return names;
    }

    private static CodePointSet Categories(params string[] names) => LineText.SingleUnits(CodePointSet.Of(names.SelectMany(name =>
        UnicodeClasses.TryFind(name, out var set) ? set.Ranges : throw new System.Diagnostics.UnreachableException())));
}
