using LogTail.Language.Patterns.Parts;

namespace LogTail.Language.Patterns;

/// <summary>Walking a regex syntax tree without naming every kind of node.</summary>
internal static class RegexNodeChildren
{
    /// <summary>The nodes directly below, from left to right.</summary>
    public static IEnumerable<RegexNode> Children(this RegexNode node) => node switch
    {
        ConcatNode concat => concat.Parts,
        AlternationNode alternation => alternation.Branches,
        RepeatNode repeat => [repeat.Body],
        CaptureNode capture => [capture.Body],
        LookaroundNode lookaround => [lookaround.Body],
        AtomicNode atomic => [atomic.Body],
        PartNode part => [part.Body],
        _ => [],
    };

    /// <summary>The same node with each child replaced; sequences in sequences are spliced in.</summary>
    public static RegexNode WithChildren(this RegexNode node, Func<RegexNode, RegexNode> replace) => node switch
    {
        ConcatNode concat => Sequence(concat.Parts.Select(replace)),
        AlternationNode alternation => new AlternationNode([.. alternation.Branches.Select(replace)]),
        RepeatNode repeat => repeat with { Body = replace(repeat.Body) },
        CaptureNode capture => capture with { Body = replace(capture.Body) },
        LookaroundNode lookaround => lookaround with { Body = replace(lookaround.Body) },
        AtomicNode atomic => atomic with { Body = replace(atomic.Body) },
        _ => node,
    };

    /// <summary>One after the other, without empty parts and without sequences in the sequence.</summary>
    public static RegexNode Sequence(IEnumerable<RegexNode> parts)
    {
        RegexNode[] flat = [.. parts.SelectMany(part => part is ConcatNode inner ? inner.Parts.AsEnumerable() : [part]).Where(part => part is not EmptyNode)];
        return flat switch
        {
            [] => new EmptyNode(),
            [var only] => only,
            _ => new ConcatNode([.. flat]),
        };
    }

    /// <summary>Whether a node can match without taking a character. Conditions and what cannot be told count as yes.</summary>
    public static bool MayBeEmpty(this RegexNode node) => node switch
    {
        LiteralNode or ClassNode or AnyNode => false,
        ConcatNode concat => concat.Parts.All(MayBeEmpty),
        AlternationNode alternation => alternation.Branches.Any(MayBeEmpty),
        RepeatNode repeat => repeat.Min == 0 || MayBeEmpty(repeat.Body),
        CaptureNode capture => MayBeEmpty(capture.Body),
        AtomicNode atomic => MayBeEmpty(atomic.Body),
        PartNode part => MayBeEmpty(part.Body),
        _ => true,
    };

    /// <summary>Whether two nodes are the same pattern with the same groups. Records with arrays are not equal by themselves.</summary>
    public static bool IsSameAs(this RegexNode node, RegexNode other) => (node, other) switch
    {
        (LiteralNode left, LiteralNode right) => left.IgnoreCase == right.IgnoreCase && left.CodePoints.SequenceEqual(right.CodePoints),
        (ConcatNode, ConcatNode) or (AlternationNode, AlternationNode) => HaveSameChildren(node, other),
        (RepeatNode left, RepeatNode right) => (left.Min, left.Max, left.Mode) == (right.Min, right.Max, right.Mode) && HaveSameChildren(node, other),
        (CaptureNode left, CaptureNode right) => left.Number == right.Number && HaveSameChildren(node, other),
        (ClassNode, ClassNode) or (AnyNode, AnyNode) or (AnchorNode, AnchorNode) or (EmptyNode, EmptyNode) => node == other,
        _ => false,
    };

    private static bool HaveSameChildren(RegexNode left, RegexNode right)
    {
        RegexNode[] lefts = [.. left.Children()];
        RegexNode[] rights = [.. right.Children()];
        return lefts.Length == rights.Length && lefts.Zip(rights).All(pair => pair.First.IsSameAs(pair.Second));
    }

    /// <summary>The number of nodes, this one included.</summary>
    public static int Size(this RegexNode node) => 1 + node.Children().Sum(Size);

    /// <summary>Whether there is a capturing group.</summary>
    public static bool Captures(this RegexNode node) => node is CaptureNode || node.Children().Any(Captures);
}
