namespace LogTail.Tests.Language.Patterns;

/// <summary>Random patterns; the same seed gives the same ones.</summary>
internal static class GeneratedPatterns
{
    private static readonly string[] Pieces =
    [
        "a", "b", "é", "😀", ".", "(", "(", ")", ")", "(?:", "(?i)", "(?s-i:", "(?P<n>", "[", "[^", "]", "-", "a-c", "[:alpha:]", "[:^digit:]", "|",
        "*", "+", "?", "{2}", "{,3}", "{1,2}", "{", "}", "^", "$", @"\d", @"\W", @"\b", @"\z", @"\x41", @"\x{1F600}", @"\x{", @"\1", @"\12", @"\0",
        @"\pL", @"\p{Greek}", @"\P{^L}", @"\p{", @"\Q", @"\E", @"\.", @"\_", @"\é", @"\Z", ",", "1", "(?", "(?=", ":]", "[:", "-]", "[]", "{1001}", @"\8",
    ];

    private static readonly string[] NumericAtoms =
    [
        "1", "2", "0", "12", "200", "404", "-", @"\+", @"\.", "e", "E", @"\d", "[0-9]", "[1-9]", "[.]", "[eE]", "[+-]", "[-+0-9]", @"[\d.]", "[01]",
        @"\d\d", "1", "20", "2", "(?:)", "x", ".", "[^0-9]", "(?i:e)", "(?i:1)", @"\d{1}", @"\d{3}", "5",
    ];

    /// <summary>Pieces of syntax in any order: half of them no valid pattern.</summary>
    public static IEnumerable<string> Spellings(int seed, int count)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            yield return string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => Pick(random, Pieces)));
        }
    }

    /// <summary>Patterns whose group 1 is made of what numbers are made of, more or less.</summary>
    public static IEnumerable<string> NumericGroups(int seed, int count)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            yield return $"({Alternatives(random, depth: 2)})";
        }
    }

    internal static string Pick(Random random, string[] choices) => choices[random.Next(choices.Length)];

    private static string Alternatives(Random random, int depth)
    {
        var branches = random.Next(3) == 0 ? random.Next(2, 5) : 1;
        return string.Join('|', Enumerable.Range(0, branches).Select(_ => Sequence(random, depth)));
    }

    private static string Sequence(Random random, int depth) =>
        string.Concat(Enumerable.Range(0, random.Next(16) == 0 ? 0 : random.Next(1, 4)).Select(_ => Atom(random, depth)));

    private static string Atom(Random random, int depth)
    {
        var atom = depth > 0 && random.Next(4) == 0
            ? Pick(random, ["(", "(?:", "(?:"]) + Alternatives(random, depth - 1) + ")"
            : Pick(random, NumericAtoms);
        return atom + (random.Next(3) == 0 ? Pick(random, ["*", "+", "?", "+?", "{2}", "{1,}", "{0,1}", "{2,3}", "{1}", "{0}"]) : "");
    }
}
