using System.Collections.Immutable;

namespace LogTail.Language.Patterns.Parts;

/// <summary>
/// Takes out of patterns what stands in several places of them and is large. The largest goes first; parts may call parts. A pattern that may begin anywhere
/// keeps its beginning, which tells where to search.
/// </summary>
internal sealed class PartChoice
{
    private const int MostParts = 32;

    private readonly NodeShapes _shapes = new();
    private readonly PartFitness _fitness = new();
    private readonly List<RegexNode> _roots;
    private readonly List<RegexNode> _parts = [];
    private readonly List<int> _groups;
    private readonly int _leastWeight;

    /// <param name="roots">The patterns.</param>
    /// <param name="groups">By pattern: the highest number of its groups.</param>
    /// <param name="leastWeight">Of a part (<see cref="PartFitness.Weight"/>).</param>
    public PartChoice(IEnumerable<RegexNode> roots, IEnumerable<int> groups, int leastWeight)
    {
        _roots = [.. roots];
        _groups = [.. groups];
        _leastWeight = leastWeight;
        while (_parts.Count < MostParts && Largest() is { } part)
        {
            TakeOut(part);
        }
    }

    /// <summary>The patterns, with calls of parts.</summary>
    public ImmutableArray<RegexNode> Roots => [.. _roots[..^_parts.Count]];

    /// <summary>The parts, by number, with calls of others.</summary>
    public ImmutableArray<RegexNode> Parts => [.. _roots[^_parts.Count..]];

    /// <summary>By pattern, then by part: the highest number of its groups, calls included.</summary>
    public ImmutableArray<int> Groups => [.. _groups];

    private RegexNode? Largest()
    {
        var found = new Dictionary<int, (RegexNode Node, int Places)>();
        for (var i = 0; i < _roots.Count; i++)
        {
            Walk(i, node =>
            {
                var shape = _shapes.NumberOf(node);
                found[shape] = (node, found.GetValueOrDefault(shape).Places + 1);
                return null;
            });
        }

        return found.Values
            .Where(one => one.Places > 1)
            .Select(one => (one.Node, Weight: _fitness.Weight(one.Node)))
            .Where(one => one.Weight >= _leastWeight)
            .OrderByDescending(one => one.Weight)
            .Select(one => one.Node)
            .FirstOrDefault();
    }

    private void TakeOut(RegexNode part)
    {
        var shape = _shapes.NumberOf(part);
        for (var i = 0; i < _roots.Count; i++)
        {
            _roots[i] = Walk(i, node => _shapes.NumberOf(node) == shape ? new PartNode(_parts.Count, ++_groups[i], part) : null);
        }

        _parts.Add(part);
        _roots.Add(part);
        _groups.Add(0);
    }

    // A part is called where it begins, and it is not taken out of itself as a whole.
    private RegexNode Walk(int root, Func<RegexNode, RegexNode?> take)
    {
        var isPart = root >= _roots.Count - _parts.Count;
        var isAtBegin = !isPart;
        return isPart ? WalkBelow(_roots[root], take, ref isAtBegin) : Walk(_roots[root], take, ref isAtBegin);
    }

    /// <param name="take">Gives what stands in for a node that can be a part; null to look below it.</param>
    /// <param name="isAtBegin">Whether nothing certain has come before.</param>
    private RegexNode Walk(RegexNode node, Func<RegexNode, RegexNode?> take, ref bool isAtBegin)
    {
        if (!isAtBegin && _fitness.CanBePart(node) && take(node) is { } other)
        {
            return other;
        }

        return WalkBelow(node, take, ref isAtBegin);
    }

    private RegexNode WalkBelow(RegexNode node, Func<RegexNode, RegexNode?> take, ref bool isAtBegin)
    {
        // What looks behind is matched backwards.
        if (node is PartNode or LookaroundNode)
        {
            return node;
        }

        if (node is ConcatNode)
        {
            var isStillAtBegin = isAtBegin;
            var walked = node.WithChildren(child => Walk(child, take, ref isStillAtBegin));
            isAtBegin = isStillAtBegin;
            return walked;
        }

        var before = isAtBegin;
        isAtBegin &= node.MayBeEmpty() && node is not AnchorNode { Kind: AnchorKind.TextBegin or AnchorKind.SearchBegin };
        return node.WithChildren(child =>
        {
            var isAtBeginThere = before;
            return Walk(child, take, ref isAtBeginThere);
        });
    }
}
