namespace LogTail.Language.Patterns.Typing;

/// <summary>
/// The groups that a program may refer to. mtail reads them off the simplified pattern, in which <c>(a){0}</c> is nothing: its group is gone.
/// Its number stays when a later group is kept, but has neither a name nor a type (mtail rc50, run).
/// </summary>
internal sealed class KeptGroups
{
    private readonly HashSet<int> _kept;
    private readonly RegexTree _tree;

    public KeptGroups(RegexTree tree)
    {
        _tree = tree;
        _kept = [.. NumbersIn(tree.Root)];
    }

    /// <summary>The groups up to the last that is kept, in order; those between that are gone have no name.</summary>
    public IEnumerable<CaptureGroup> All =>
        _tree.Groups.Where(group => _kept.Count > 0 && group.Number <= _kept.Max()).Select(group => _kept.Contains(group.Number) ? group : group with { Name = null });

    public bool Contains(int group) => _kept.Contains(group);

    private static IEnumerable<int> NumbersIn(RegexNode node)
    {
        if (node is RepeatNode { Max: 0 })
        {
            return [];
        }

        var inside = node.Children().SelectMany(NumbersIn);
        return node is CaptureNode capture ? inside.Append(capture.Number) : inside;
    }
}
