namespace LogTail.Tests.Language.Patterns;

/// <summary>Random patterns with groups and loops, and short lines over the same few characters.</summary>
/// <remarks>Without digits, signs, dots and e, so that mtail types every group as text and leaves its captures as they are.</remarks>
/// <param name="seed">The same one gives the same patterns and lines.</param>
/// <param name="mostlyEmpty">Few kinds of characters, deep nesting, and at every turn a choice to take nothing.</param>
internal sealed class GeneratedMatches(int seed, bool mostlyEmpty = false)
{
    private static readonly string[] EmptyAtoms = ["a", "b", "a", "b", "[ab]", "(?:)", "", ""];

    private static readonly string[] EmptyQuantifiers = ["*", "+", "?", "*?", "+?", "??", "{2}", "{0,2}", "{1,2}?", "{2,}", "{2,}?", "{3}"];

    private static readonly string[] Atoms =
    [
        "a", "b", "c", "ab", "a", "b", "é", "😀", "𝒳", " ", ".", ".", "[ab]", "[^a]", "[^ ]", "[^é]", "[^😀]", "[a😀]", @"\w", @"\W", @"\S", @"\s",
        @"\p{Coptic}", @"[\x{1F600}-\x{1F64F}]", @"\P{Coptic}", "(?i:A)", "(?i:ſk)", "(?i:[^k])", "(?s:.)", "(?:)", "[^\\x00-\\x{10FFFF}]",
    ];

    private static readonly string[] Anchors = ["^", "$", @"\b", @"\B", @"\A", @"\z", "(?m:^)", "(?m:$)"];

    private static readonly string[] Quantifiers =
        ["*", "*", "+", "+", "?", "*?", "+?", "??", "{2}", "{0,2}", "{1,2}", "{2,}", "{2,}?", "{1,3}?", "{0,2}?"];

    private static readonly string[] LineCharacters = ["a", "b", "c", "a", "b", " ", "é", "😀", "𝒳", "K", "s", "ſ", "_"];

    private readonly Random _random = new(seed);
    private int _groups;

    /// <summary>A pattern and the number of its capturing groups.</summary>
    public (string Pattern, int Groups) Next()
    {
        _groups = 0;
        var pattern = (Chance(6) ? "(?U)" : "") + (Chance(4) ? "^" : "") + Alternatives(mostlyEmpty ? 4 : 3) + (Chance(4) ? "$" : "");
        return (pattern, _groups);
    }

    /// <summary>Distinct lines, some empty or with characters above U+FFFF.</summary>
    public string[] Lines(int count) => [.. Enumerable.Range(0, count).Select(_ => Line()).Distinct()];

    private string Line() => string.Concat(Enumerable.Range(0, _random.Next(9)).Select(_ => GeneratedPatterns.Pick(_random, LineCharacters)));

    private bool Chance(int one) => _random.Next(one) == 0;

    private string Alternatives(int depth) =>
        string.Join('|', Enumerable.Range(0, Chance(3) ? _random.Next(2, 4) : 1).Select(_ => Sequence(depth)).ToArray());

    private string Sequence(int depth) =>
        string.Concat(Enumerable.Range(0, Chance(10) ? 0 : _random.Next(1, 4)).Select(_ => Part(depth)).ToArray());

    private string Part(int depth) => mostlyEmpty ? MostlyEmptyPart(depth) : AnyPart(depth);

    private string MostlyEmptyPart(int depth)
    {
        var quantifier = Chance(3) ? "" : GeneratedPatterns.Pick(_random, EmptyQuantifiers);
        if (depth > 0 && !Chance(3))
        {
            return Group(depth) + quantifier;
        }

        var atom = GeneratedPatterns.Pick(_random, EmptyAtoms);
        return atom.Length == 0 ? "" : atom + (Chance(2) ? quantifier : "");
    }

    private string AnyPart(int depth)
    {
        if (Chance(10))
        {
            return GeneratedPatterns.Pick(_random, Anchors);
        }

        var quantifier = Chance(2) ? GeneratedPatterns.Pick(_random, Quantifiers) : "";
        if (depth == 0 || !Chance(3))
        {
            return GeneratedPatterns.Pick(_random, Atoms) + quantifier;
        }

        return Group(depth) + quantifier;
    }

    private string Group(int depth)
    {
        var captures = _groups < 6 && !Chance(3);
        _groups += captures ? 1 : 0;
        return (captures ? "(" : "(?:") + Alternatives(depth - 1) + ")";
    }
}
