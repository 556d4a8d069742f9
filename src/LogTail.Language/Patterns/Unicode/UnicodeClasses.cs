using System.Diagnostics.CodeAnalysis;

namespace LogTail.Language.Patterns.Unicode;

/// <summary>The sets that <c>\p{…}</c> can name in RE2: general categories of one or two letters, scripts, and <c>Any</c>.</summary>
internal static class UnicodeClasses
{
    private const string UnassignedCategory = "CN";

    // Decoded when a program first names such a set, which few do.
    private static readonly Lazy<Dictionary<string, CodePointSet>> Sets = new(Decode);

    /// <summary>Finds a set.</summary>
    /// <param name="name">Exact spelling: <c>Lu</c>, <c>L</c>, <c>Greek</c>, <c>Old_Italic</c>, <c>Any</c>.</param>
    public static bool TryFind(string name, [NotNullWhen(true)] out CodePointSet? set) => Sets.Value.TryGetValue(name, out set);

    /// <summary>A name of a set that differs from this one by case, blanks, underscores or hyphens only; null when there is none.</summary>
    public static string? Similar(string name) =>
        Sets.Value.Keys.FirstOrDefault(known => string.Equals(Letters(known), Letters(name), StringComparison.OrdinalIgnoreCase));

    private static string Letters(string name) => string.Concat(name.Where(char.IsLetter));

    private static Dictionary<string, CodePointSet> Decode()
    {
        var ranges = new Dictionary<string, List<CodePointRange>>(StringComparer.Ordinal);
        foreach (var (range, value) in Runs(UnicodeTables.CategoryRuns).Where(run => run.Value != UnassignedCategory))
        {
            Add(ranges, value[..1], range);
            Add(ranges, $"{value[0]}{char.ToLowerInvariant(value[1])}", range);
        }

        foreach (var (range, value) in Runs(UnicodeTables.ScriptRuns))
        {
            var index = ((value[0] - 'A') * 26) + value[1] - 'A';
            if (index > 0)
            {
                Add(ranges, UnicodeTables.ScriptNames[index - 1], range);
            }
        }

        var sets = ranges.ToDictionary(entry => entry.Key, entry => CodePointSet.Of(entry.Value), StringComparer.Ordinal);
        sets.Add("Any", CodePointSet.All);
        return sets;
    }

    private static void Add(Dictionary<string, List<CodePointRange>> ranges, string name, CodePointRange range)
    {
        if (!ranges.TryGetValue(name, out var list))
        {
            ranges.Add(name, list = []);
        }

        list.Add(range);
    }

    // A run is its length in base 36 with lower case digits, then two capital letters.
    private static IEnumerable<(CodePointRange Range, string Value)> Runs(string text)
    {
        var first = 0;
        for (var i = 0; i < text.Length; i += 2)
        {
            var length = 0;
            for (; !char.IsAsciiLetterUpper(text[i]); i++)
            {
                length = (length * 36) + (char.IsAsciiDigit(text[i]) ? text[i] - '0' : text[i] - 'a' + 10);
            }

            yield return (new CodePointRange(first, first + length - 1), text.Substring(i, 2));
            first += length;
        }
    }
}
