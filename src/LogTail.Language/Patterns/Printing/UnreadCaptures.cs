using System.Collections.Frozen;

namespace LogTail.Language.Patterns.Printing;

/// <summary>Turns the groups that nobody reads into plain ones: they cost time at every match.</summary>
internal static class UnreadCaptures
{
    /// <summary>The tree without the captures that are neither read nor referred back to.</summary>
    public static RegexNode Drop(RegexNode root, IEnumerable<int> readGroups)
    {
        var needed = new HashSet<int>(readGroups);
        CollectReferences(root, needed);
        return Without(root, needed.ToFrozenSet());
    }

    private static void CollectReferences(RegexNode node, HashSet<int> needed)
    {
        if (node is BackreferenceNode reference)
        {
            needed.UnionWith(reference.Groups);
        }

        foreach (var child in node.Children())
        {
            CollectReferences(child, needed);
        }
    }

    private static RegexNode Without(RegexNode node, FrozenSet<int> needed) =>
        node is CaptureNode capture && !needed.Contains(capture.Number)
            ? Without(capture.Body, needed)
            : node.WithChildren(child => Without(child, needed));
}
