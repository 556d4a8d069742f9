namespace LogTail.Conformance.Differential.Generated;

/// <summary>Random regular expressions of RE2, nearly all of them valid, and lines over the few characters that they know.</summary>
internal sealed class PatternWriter(Random random)
{
    private const int MostGroups = 6;
    private const int Depth = 3;

    private static readonly string[] Atoms =
    [
        "a", "b", "c", "ab", "foo", "1", "2", "7", "é", "ß", "😀", "𝒳", " ", "-", "=", ".", ".", ".", "[ab]", "[^a]", "[^ ]", "[a-c1-3]", "[^é]", "[a😀]", "[]a]",
        "[^]a]", "[a-]", "[-a]", @"[\d.]", @"[\w-]", @"[^\W]", @"\d", @"\d", @"\D", @"\w", @"\W", @"\s", @"\S", "[[:alpha:]]", "[[:^digit:]]", "[[:upper:][:digit:]]",
        "[[:space:]]", "[[:punct:]]", "[[:word:]]", @"\pL", @"\PL", @"\p{Lu}", @"\p{^Lu}", @"\p{Greek}", @"\P{Latin}", @"[\p{Nd}_]", @"\p{Any}", @"\Qa.b\E", @"\Q*", @"\.",
        @"\-", @"\x41", @"\x{1F600}", @"\141", @"\t", "(?i:A)", "(?i:k)", "(?i:ſ)", "(?i:[^k])", "(?i:ß)", "(?i:ς)", "(?s:.)", "(?:)", @"[\x{1F600}-\x{1F64F}]", "[^\\x00-\\x{10FFFF}]",
        "x{,2}", "a{", "]", "}",
    ];

    private static readonly string[] Anchors = ["^", "$", @"\b", @"\B", @"\A", @"\z", "(?m:^)", "(?m:$)"];

    private static readonly string[] Quantifiers =
        ["*", "*", "*", "+", "+", "+", "?", "?", "*?", "+?", "??", "{2}", "{0,2}", "{1,2}", "{2,}", "{2,}?", "{1,3}?", "{0}", "{0,3}?", "{1}"];

    private static readonly string[] Flags = ["(?i)", "(?s)", "(?U)", "(?m)", "(?i-s)", "(?U-i)", "(?-U)"];

    private static readonly string[] Characters =
    [
        "a", "b", "c", "a", "b", "1", "2", "7", " ", " ", "A", "B", "é", "ß", "ẞ", "😀", "𝒳", "K", "k", "s", "ſ", "σ", "ς", "-", "=", ".", "_", "\t", "foo", "ab", "a.b", "*", "٣",
        "]", "}", "{", "x", "\u00a0", "\v",
    ];

    private int _groups;

    /// <summary>A pattern.</summary>
    /// <param name="groups">How many groups capture.</param>
    public string Next(out int groups)
    {
        _groups = 0;
        var pattern = (Chance(6) ? Pick(Flags) : "") + (Chance(5) ? "^" : "") + Alternatives(Depth) + (Chance(6) ? "$" : "");
        groups = _groups;
        return pattern.Replace("/", "\\/", StringComparison.Ordinal);
    }

    /// <summary>A line, perhaps empty.</summary>
    public string Line() => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Pick(Characters)));

    private string Alternatives(int depth) =>
        string.Join('|', Enumerable.Range(0, Chance(4) ? random.Next(2, 4) : 1).Select(_ => Sequence(depth)));

    private string Sequence(int depth) => string.Concat(Enumerable.Range(0, Chance(15) ? 0 : random.Next(1, 4)).Select(_ => Part(depth)));

    private string Part(int depth)
    {
        if (Chance(12))
        {
            return Pick(Anchors);
        }

        if (Chance(25))
        {
            return Pick(Flags);
        }

        var quantifier = Chance(2) ? Pick(Quantifiers) : "";
        return (depth > 0 && Chance(3) ? Grouped(depth) : Pick(Atoms)) + quantifier;
    }

    private string Grouped(int depth)
    {
        if (_groups == MostGroups || Chance(3))
        {
            return $"({Pick(["?:", "?:", "?i:", "?s:", "?U:"])}{Alternatives(depth - 1)})";
        }

        _groups++;
        return $"({(Chance(4) ? $"?P<n{_groups}>" : "")}{Alternatives(depth - 1)})";
    }

    private bool Chance(int one) => random.Next(one) == 0;

    private string Pick(string[] choices) => choices[random.Next(choices.Length)];
}
