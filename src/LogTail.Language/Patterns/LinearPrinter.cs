using LogTail.Language.Patterns.Linear;
using LogTail.Language.Patterns.Printing;

namespace LogTail.Language.Patterns;

/// <summary>
/// Spells a tree for the linear engine of compiled programs (<c>LogTail.Runtime</c>, Matching/Linear, whose <c>LinearProgram</c> describes the
/// form), which matches exactly as RE2 does, in time linear in the line.
/// </summary>
public static class LinearPrinter
{
    /// <summary>The program for the linear engine.</summary>
    /// <param name="tree">A tree of any dialect.</param>
    /// <param name="readGroups">Numbers of the groups to capture. 0 always is.</param>
    /// <returns>
    /// Null when there is none: look-around, back-references, atomic groups, loops whose empty iterations mean something else in RE2, or more
    /// instructions than are reasonable.
    /// </returns>
    public static string? Print(RegexTree tree, IReadOnlyCollection<int> readGroups)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(readGroups);
        if (tree.MayIterateOverNothing && EmptyIterations.DependOnDialect(UnreadCaptures.Drop(tree.Root, readGroups)))
        {
            return null;
        }

        int[] groups = [.. readGroups.Where(group => group > 0).Distinct().Order()];
        var code = new LinearCode();
        return new LinearCompiler(code, groups).TryCompile(tree.Root) ? code.ToText(groups) : null;
    }
}
