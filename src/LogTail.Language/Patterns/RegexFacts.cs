using System.Collections.Immutable;
using LogTail.Language.Patterns.Facts;

namespace LogTail.Language.Patterns;

/// <summary>What can be said about every match of a pattern, for warnings and for skipping lines early. Texts are the text of a line.</summary>
public static class RegexFacts
{
    /// <summary>Pieces of text that every match contains.</summary>
    /// <returns>
    /// In the order of the pattern; of each element at least one string is in every match. <c>a(b|c)d.*xyz</c> gives
    /// <c>abd, acd</c> and <c>xyz</c>. Empty when nothing is known. No string is empty.
    /// </returns>
    public static ImmutableArray<ImmutableArray<string>> RequiredLiterals(RegexTree tree) => RequiredText.Of(Root(tree));

    /// <summary>The text with which every match begins; may be empty.</summary>
    public static string LiteralPrefix(RegexTree tree) => MatchStart.Of(Root(tree)).Text;

    /// <summary>Whether a match can only begin where the text begins.</summary>
    /// <returns>True also for a pattern that never matches.</returns>
    public static bool IsAnchoredAtStart(RegexTree tree) => GapRelation.Of(Root(tree)).BeginsAtEdgeOnly;

    /// <summary>Whether a match can only end where the text ends.</summary>
    /// <returns>True also for a pattern that never matches.</returns>
    public static bool IsAnchoredAtEnd(RegexTree tree) => GapRelation.Of(Root(tree)).EndsAtEdgeOnly;

    /// <summary>False when no text at all can match: <c>a^b</c>, <c>$x</c>, <c>\b\B</c>, an empty class.</summary>
    /// <returns>Exact for RE2; true when in doubt about look-around and back-references.</returns>
    public static bool CanMatch(RegexTree tree) => !GapRelation.Of(Root(tree)).IsEmpty;

    /// <summary>The least length of a match in UTF-16 units of the text; saturates.</summary>
    public static int MinLength(RegexTree tree) => ShortestMatch.Of(Root(tree));

    private static RegexNode Root(RegexTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return tree.Root;
    }
}
