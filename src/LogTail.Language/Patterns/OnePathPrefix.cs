using System.Collections.Immutable;
using LogTail.Language.Patterns.Facts;

namespace LogTail.Language.Patterns;

/// <summary>
/// The beginning of a pattern, from <c>^</c> on, that can match a line in one way only, wherever it is cut: it ends at the same place and has the
/// same captures, whatever follows it in the pattern. So patterns with the same beginning may match it once and each go on from its end. Immutable.
/// </summary>
public sealed class OnePathPrefix
{
    private readonly RegexTree _tree;

    // The pattern as a sequence, its literals cut into single characters.
    private readonly ImmutableArray<RegexNode> _parts;

    private OnePathPrefix(RegexTree tree, ImmutableArray<RegexNode> parts, ImmutableArray<int> cuts)
    {
        _tree = tree;
        _parts = parts;
        Cuts = cuts;
    }

    /// <summary>Lengths, ascending, at which the beginning may be cut off; each is worth it: there is a loop in it. Empty for most patterns.</summary>
    public ImmutableArray<int> Cuts { get; }

    /// <summary>Looks at a pattern of any dialect.</summary>
    public static OnePathPrefix Of(RegexTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ImmutableArray<RegexNode> parts = tree.Root is ConcatNode concat ? [.. concat.Parts.SelectMany(Single)] : [tree.Root];
        var walk = new OnePathWalk();
        var cuts = ImmutableArray.CreateBuilder<int>();
        if (parts[0] is AnchorNode { Kind: AnchorKind.TextBegin })
        {
            // Something must be left to go on with.
            for (var i = 1; i < parts.Length - 1 && walk.Take(parts[i]); i++)
            {
                if (walk.MayEndHere && RestIsIndependent(parts, i + 1))
                {
                    cuts.Add(i + 1);
                }
            }
        }

        return new OnePathPrefix(tree, parts, cuts.ToImmutable());
    }

    /// <summary>The longest beginning that both patterns have, by the lengths of <see cref="Cuts"/>; 0 for none.</summary>
    public int CommonWith(OnePathPrefix other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (_tree.MayIterateOverNothing != other._tree.MayIterateOverNothing)
        {
            return 0;
        }

        var same = _parts.Zip(other._parts).TakeWhile(pair => pair.First.IsSameAs(pair.Second)).Count();
        return Cuts.Intersect(other.Cuts).Where(cut => cut <= same).DefaultIfEmpty().Max();
    }

    /// <summary>The beginning as a pattern of its own; its groups keep their numbers.</summary>
    /// <param name="cut">One of <see cref="Cuts"/>.</param>
    public RegexTree Beginning(int cut) => _tree with { Root = Joined(_parts[..cut]) };

    /// <summary>What is left, to be matched just where the search begins, which is where the beginning has ended. Its groups keep their numbers.</summary>
    /// <param name="cut">One of <see cref="Cuts"/>.</param>
    public RegexTree Rest(int cut) => _tree with { Root = Joined(_parts[cut..].Insert(0, new AnchorNode(AnchorKind.SearchBegin))) };

    /// <summary>Numbers of the groups in the beginning.</summary>
    /// <param name="cut">One of <see cref="Cuts"/>.</param>
    public IEnumerable<int> GroupsOfBeginning(int cut) => GroupsOf(_parts[..cut]);

    private static IEnumerable<int> GroupsOf(IEnumerable<RegexNode> parts) =>
        parts.SelectMany(WithAllBelow).OfType<CaptureNode>().Select(capture => capture.Number);

    // It asks neither what the beginning has captured nor where the search began, and its groups come after those of the beginning.
    private static bool RestIsIndependent(ImmutableArray<RegexNode> parts, int cut) =>
        !parts[cut..].SelectMany(WithAllBelow).Any(node => node is BackreferenceNode or AnchorNode { Kind: AnchorKind.SearchBegin })
        && GroupsOf(parts[..cut]).DefaultIfEmpty().Max() < GroupsOf(parts[cut..]).DefaultIfEmpty(int.MaxValue).Min();

    private static IEnumerable<RegexNode> WithAllBelow(RegexNode node) => node.Children().SelectMany(WithAllBelow).Prepend(node);

    private static IEnumerable<RegexNode> Single(RegexNode node) => node is LiteralNode literal
        ? literal.CodePoints.Select(codePoint => new LiteralNode([codePoint], literal.IgnoreCase))
        : [node];

    private static RegexNode Joined(IEnumerable<RegexNode> parts)
    {
        var joined = new List<RegexNode>();
        foreach (var part in parts)
        {
            if (part is LiteralNode literal && joined is [.., LiteralNode last] && last.IgnoreCase == literal.IgnoreCase)
            {
                joined[^1] = last with { CodePoints = last.CodePoints.AddRange(literal.CodePoints) };
            }
            else
            {
                joined.Add(part);
            }
        }

        return RegexNodeChildren.Sequence(joined);
    }
}
