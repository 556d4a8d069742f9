using System.Collections.Immutable;
using LogTail.Language.Patterns;

namespace LogTail.Compiler.Emitting;

/// <summary>Chooses, from all that a pattern's matches must contain, what is sought in lines to rule the pattern out.</summary>
internal static class PatternClue
{
    private const int ShortestText = 2;
    private const int LeastWeight = 5;

    /// <summary>Texts of which every match contains one; empty when there are none that are rare enough to be worth looking for.</summary>
    /// <param name="tree">A pattern.</param>
    /// <param name="users">Says how many patterns of the program have these texts too: what all have tells none from the others.</param>
    public static ImmutableArray<string> Of(RegexTree tree, Func<ImmutableArray<string>, int> users) =>
        Candidates(tree).Select(texts => (Texts: texts, Weight: (double)WeightOf(texts) / users(texts))).OrderByDescending(one => one.Weight).Select(one => one.Texts).FirstOrDefault([]);

    /// <summary>Whatever may be looked for, in the order of the pattern.</summary>
    public static IEnumerable<ImmutableArray<string>> Candidates(RegexTree tree) =>
        RegexFacts.RequiredLiterals(tree).Where(texts => texts.All(text => text.Length >= ShortestText) && WeightOf(texts) >= LeastWeight);

    // How rare the most frequent of the texts is, roughly; each further text costs a little.
    private static int WeightOf(ImmutableArray<string> texts) => texts.Min(WeightOf) - (texts.Length / 4);

    private static int WeightOf(string text) => text.Sum(WeightOf);

    private static int WeightOf(char c) => c switch
    {
        ' ' or '0' or '1' or '2' => 1,
        _ when char.IsAsciiLetterOrDigit(c) => 3,
        _ => 2,
    };
}
