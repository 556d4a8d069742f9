using System.Text.RegularExpressions;
using LogTail.Language.Patterns.Printing;

namespace LogTail.Language.Patterns;

/// <summary>
/// Spells a tree for .NET so that it matches the text of a line exactly as its own engine would (spec/mtail-language.md §15.3).
/// Needs <c>RegexOptions.CultureInvariant</c> and nothing else: case is already folded, anchors say what they mean, and only groups
/// that are read capture.
/// </summary>
public static class DotNetPrinter
{
    /// <summary>The pattern for the backtracking engines and for the source generator.</summary>
    /// <param name="tree">A tree of any dialect.</param>
    /// <param name="readGroups">Numbers of the groups to capture; each becomes <c>(?&lt;N&gt;…)</c>. 0 needs no group.</param>
    public static string Print(RegexTree tree, IReadOnlyCollection<int> readGroups) =>
        new PatternPrinter(linear: false).Print(LazyRuns.Rewrite(Prepared(tree, readGroups)))!;

    /// <summary>The pattern for <c>RegexOptions.NonBacktracking</c>.</summary>
    /// <returns>
    /// Null when that engine cannot have it or gets it wrong: ASCII word boundaries whose sides are not known, look-around, back-references,
    /// alternatives that begin alike, lazy loops inside other choices (Printing/LinearLimits says why), or too large an automaton.
    /// </returns>
    public static string? PrintLinear(RegexTree tree, IReadOnlyCollection<int> readGroups) =>
        new PatternPrinter(linear: true).Print(Prepared(tree, readGroups)) is { } text && FitsLinearEngine(text) ? text : null;

    // The engine estimates its automaton when a pattern is constructed and tells its verdict no other way.
    private static bool FitsLinearEngine(string text)
    {
        try
        {
            _ = new Regex(text, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
            return true;
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }

    private static RegexNode Prepared(RegexTree tree, IReadOnlyCollection<int> readGroups)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(readGroups);
        return EmptyIterations.Resolve(UnreadCaptures.Drop(tree.Root, readGroups), tree.MayIterateOverNothing);
    }
}
