using System.Collections.Immutable;
using LogTail.Language.Patterns;

namespace LogTail.Compiler.Emitting;

/// <summary>Chooses, from all that a pattern's matches must contain, what is sought in lines to rule the pattern out.</summary>
internal static class PatternClue
{
    private const int ShortestText = 2;
    private const int LeastWeight = 5;

    /// <summary>Texts of which every match contains one; empty when there are none that are rare enough to be worth looking for.</summary>
    public static ImmutableArray<string> Of(RegexTree tree)
    {
        var usable = RegexFacts.RequiredLiterals(tree).Where(texts => texts.All(text => text.Length >= ShortestText));
        var best = usable.OrderByDescending(WeightOf).FirstOrDefault();
        return best.IsDefault || WeightOf(best) < LeastWeight ? [] : best;
    }

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
