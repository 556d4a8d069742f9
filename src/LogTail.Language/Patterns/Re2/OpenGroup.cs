using System.Collections.Immutable;

namespace LogTail.Language.Patterns.Re2;

/// <summary>A group that is being read, or the whole pattern. Owned by one <see cref="PatternReader"/>.</summary>
/// <param name="start">Offset of its opening bracket.</param>
/// <param name="number">Number of the capturing group; null when it does not capture.</param>
/// <param name="outerFlags">Flags to return to when it is closed.</param>
internal sealed class OpenGroup(int start, int? number, PatternFlags outerFlags)
{
    private readonly List<Part> _branches = [];

    public int Start => start;

    public PatternFlags OuterFlags => outerFlags;

    /// <summary>The branch being read.</summary>
    public List<Part> Parts { get; } = [];

    /// <summary>Ends the branch being read and begins the next.</summary>
    public void EndBranch()
    {
        _branches.Add(Sequence(Parts));
        Parts.Clear();
    }

    /// <summary>The whole group.</summary>
    public Part Close()
    {
        EndBranch();
        var body = _branches.Count == 1 ? _branches[0] : Joined(_branches, nodes => new AlternationNode(nodes));
        return number is { } capture ? body with { Node = new CaptureNode(capture, body.Node), Height = body.Height + 1 } : body;
    }

    private static Part Sequence(List<Part> parts)
    {
        var nodes = MergedLiterals(parts.SelectMany(part => part.Node is ConcatNode inner ? inner.Parts.AsEnumerable() : [part.Node]));
        return nodes switch
        {
            [] => new Part(new EmptyNode()),
            [var only] => new Part(only, parts.Max(part => part.Height), parts.Max(part => part.Copies)),
            _ => Joined(parts, _ => new ConcatNode(nodes)),
        };
    }

    private static Part Joined(List<Part> parts, Func<ImmutableArray<RegexNode>, RegexNode> join) =>
        new(join([.. parts.Select(part => part.Node)]), parts.Max(part => part.Height) + 1, parts.Max(part => part.Copies));

    private static ImmutableArray<RegexNode> MergedLiterals(IEnumerable<RegexNode> nodes)
    {
        var merged = ImmutableArray.CreateBuilder<RegexNode>();
        var codePoints = ImmutableArray.CreateBuilder<int>();
        var ignoreCase = false;
        foreach (var node in nodes)
        {
            if (codePoints.Count > 0 && !(node is LiteralNode next && next.IgnoreCase == ignoreCase))
            {
                merged.Add(new LiteralNode(codePoints.ToImmutable(), ignoreCase));
                codePoints.Clear();
            }

            if (node is LiteralNode literal)
            {
                codePoints.AddRange(literal.CodePoints);
                ignoreCase = literal.IgnoreCase;
            }
            else
            {
                merged.Add(node);
            }
        }

        if (codePoints.Count > 0)
        {
            merged.Add(new LiteralNode(codePoints.ToImmutable(), ignoreCase));
        }

        return merged.DrainToImmutable();
    }
}
