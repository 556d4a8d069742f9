using LogTail.Language.Patterns.Printing;

namespace LogTail.Language.Patterns;

/// <summary>
/// Spells a tree for .NET so that it matches the text of a line exactly as its own engine would (spec/mtail-language.md §15.3).
/// Needs <c>RegexOptions.CultureInvariant</c> and nothing else: case is already folded, anchors say what they mean, and only groups
/// that are read capture.
/// </summary>
public static class DotNetPrinter
{
    /// <summary>The pattern, for .NET's backtracking engines and for the source generator.</summary>
    /// <param name="tree">A tree of any dialect.</param>
    /// <param name="readGroups">Numbers of the groups to capture; each becomes <c>(?&lt;N&gt;…)</c>. 0 needs no group.</param>
    public static string Print(RegexTree tree, IReadOnlyCollection<int> readGroups) =>
        new PatternPrinter().Print(Prepare(tree, readGroups));

    /// <summary>Whether .NET does with the printed pattern, on every line, just what the dialect's own engine would do.</summary>
    /// <returns>
    /// False for the few patterns of RE2 with a loop whose iterations may be empty that .NET has no way to say (Printing/EmptyIterations);
    /// <see cref="LinearPrinter"/> has.
    /// </returns>
    public static bool IsExact(RegexTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return tree.MayIterateOverNothing || EmptyIterations.CanResolve(tree.Root);
    }

    /// <summary>The tree that is spelled.</summary>
    internal static RegexNode Prepare(RegexTree tree, IReadOnlyCollection<int> readGroups)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(readGroups);
        return LazyRuns.Rewrite(EmptyIterations.Resolve(UnreadCaptures.Drop(tree.Root, readGroups), tree.MayIterateOverNothing));
    }
}
