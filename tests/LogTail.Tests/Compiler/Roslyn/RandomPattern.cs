namespace LogTail.Tests.Compiler.Roslyn;

/// <summary>A random regular expression over a small alphabet, with the constructs that RE2 and .NET share.</summary>
internal sealed class RandomPattern
{
    private static readonly string[] Atoms = ["a", "b", "c", "ab", "[ab]", "[^a]", "[a-c ]", ".", " ", "[0-9]", "\u00e9", @"\b", @"\z", @"\A"];
    private static readonly string[] Quantifiers = ["*", "+", "?", "*?", "+?", "??", "{2}", "{1,3}", "{2,}", "{0,2}?"];

    private readonly Random _random;
    private int _groups;

    public RandomPattern(Random random)
    {
        _random = random;
        Text = Alternation(2);
    }

    public string Text { get; }

    public static string Subject(Random random) =>
        new([.. Enumerable.Range(0, random.Next(14)).Select(_ => "aaabbbcc 1\u00e9"[random.Next(11)])]);

    private string Alternation(int depth) =>
        string.Join("|", Enumerable.Range(0, _random.Next(4) == 0 ? 2 : 1).Select(_ => Sequence(depth)));

    private string Sequence(int depth) =>
        string.Concat(Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Item(depth)));

    private string Item(int depth)
    {
        if (depth > 0 && _random.Next(5) < 3)
        {
            var open = _random.Next(3) == 0 ? "(?:" : $"(?<{_groups += _random.Next(1, 3)}>";
            return open + Alternation(depth - 1) + ")" + Quantifier();
        }

        var atom = Atoms[_random.Next(Atoms.Length)];
        return atom.StartsWith('\\') ? atom : atom.Length == 2 ? atom : atom + Quantifier();
    }

    private string Quantifier() => _random.Next(2) == 0 ? "" : Quantifiers[_random.Next(Quantifiers.Length)];
}
