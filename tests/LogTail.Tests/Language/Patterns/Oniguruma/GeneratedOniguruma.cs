namespace LogTail.Tests.Language.Patterns.Oniguruma;

/// <summary>Random patterns of the Oniguruma dialect and texts that they may match. The same for the same seed.</summary>
internal sealed class GeneratedOniguruma(int seed)
{
    private static readonly string[] Atoms =
    [
        "a", "b", "c", "ab", ".", "[ab]", "[^a]", @"\w", @"\d", @"\h", @"\s", "[[:alpha:]]", "[a-c&&[^b]]", "[b[1-2]]", @"\b", "^", "$", @"\A", "é", @"\W", @"\R", "1",
    ];

    private static readonly string[] Quantifiers =
    [
        "", "", "", "", "", "*", "+", "?", "*?", "+?", "??", "*+", "++", "?+", "{2}", "{1,2}", "{,2}", "{2}?", "{1,2}?", "{1,}", "{1,2}+",
    ];

    // After these a loop over nothing is the only thing that a quantifier could make.
    private static readonly string[] NeverQuantified = [@"\b", "^", "$", @"\A"];

    private readonly Random _random = new(seed);
    private int _groups;

    public string Pattern()
    {
        _groups = 0;
        return Alternation(3);
    }

    // No line feed at the end: Oniguruma's ^ does not match behind it (spec/grok.md §4.1), and a line has none.
    public string Text() =>
        string.Concat(Enumerable.Range(0, _random.Next(0, 9)).Select(_ => Pick(["a", "b", "c", "A", "B", "1", " ", "é", "\n", "ab", "\r\n"]))).TrimEnd('\n');

    private string Alternation(int depth) => _random.Next(4) == 0 ? $"{Sequence(depth)}|{Sequence(depth)}" : Sequence(depth);

    private string Sequence(int depth) => string.Concat(Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Part(depth)));

    private string Part(int depth)
    {
        if (depth == 0 || _random.Next(2) == 0)
        {
            var atom = Pick(Atoms);
            return NeverQuantified.Contains(atom) ? atom : atom + (atom == "ab" ? "" : Pick(Quantifiers));
        }

        return _random.Next(9) switch
        {
            0 => $"(?<g{++_groups}>{Alternation(depth - 1)})",
            1 => $"(?:{Alternation(depth - 1)}){Pick(Quantifiers)}",
            2 => $"(?>{Alternation(depth - 1)})",
            3 => $"(?={Alternation(depth - 1)})",
            4 => $"(?!{Alternation(depth - 1)})",
            5 => $"(?<={Pick(["a", "b|c", "[ab]"])})",
            6 => $"(?{Pick(["i", "m", "-m", "i-m"])}:{Alternation(depth - 1)})",
            7 => $"(?{Pick(["i", "-m", "-i"])})",
            _ => _groups > 0 ? $@"\k<g{_random.Next(1, _groups + 1)}>" : "a",
        };
    }

    private string Pick(string[] choices) => choices[_random.Next(choices.Length)];
}
