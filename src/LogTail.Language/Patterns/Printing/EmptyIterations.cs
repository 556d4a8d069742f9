namespace LogTail.Language.Patterns.Printing;

/// <summary>
/// Writes loops whose body can match nothing in a form on which all engines agree.
/// </summary>
/// <remarks>
/// Go leaves a loop that comes back to where it is: the first iteration may be empty (and is then the last), a later one may not.
/// .NET lets any iteration be empty and then stops. <c>(a?)*</c> on "a" captures "a" in Go and "" in .NET. So the body is split,
/// by preference, into ways that take a character and ways that take none, and only the first stay inside a loop:
/// <c>(a?)*</c> becomes <c>(?:(a)+|())</c>. Counted repeats have no such rule in Go, they are copies: these are written out.
/// Not covered: inside such a loop, something that would rather take nothing than something, as in <c>(a*?)+</c> or
/// <c>((?:|a){2})+</c>. Go does not pass a second time, at the same place, through what the iteration before passed through, so it may
/// take one iteration where .NET takes several. Nor are loops with very many ways. <see cref="CanResolve"/> tells.
/// </remarks>
internal static class EmptyIterations
{
    // Beyond these the loop is left as it is: right but for what groups inside hold after an empty iteration.
    private const int MaxWays = 64;
    private const int MaxNodes = 2000;

    private readonly record struct Way(bool IsEmpty, RegexNode Node);

    /// <summary>The tree with its loops rewritten.</summary>
    /// <param name="asInDotNet">Whether iterations that match nothing mean the same as in .NET (<see cref="RegexTree.MayIterateOverNothing"/>).</param>
    public static RegexNode Resolve(RegexNode node, bool asInDotNet) => node.WithChildren(child => Resolve(child, asInDotNet)) switch
    {
        RepeatNode repeat => Merged(asInDotNet ? repeat : ResolveLoop(repeat)),
        var other => other,
    };

    /// <summary>Whether all loops of a tree that means them as Go does can be rewritten.</summary>
    public static bool CanResolve(RegexNode node) =>
        !HasLoop(node, loop => loop.Max is null && RatherTakesNothing(loop.Body)) && !HasLoop(Resolve(node, asInDotNet: false), _ => true);

    /// <summary>Whether there is a loop that may find something else in Go than in .NET.</summary>
    public static bool DependOnDialect(RegexNode node) => HasLoop(node, loop => loop.Body.Captures() || RatherTakesNothing(loop.Body));

    // Among the loops over what may be empty. One that has been rewritten is none of them.
    private static bool HasLoop(RegexNode node, Func<RepeatNode, bool> isMeant) =>
        (node is RepeatNode { Mode: not RepeatMode.Possessive, Max: null or > 1 } loop && loop.Body.MayBeEmpty() && isMeant(loop))
        || node.Children().Any(child => HasLoop(child, isMeant));

    private static bool RatherTakesNothing(RegexNode node) =>
        node is RepeatNode { Mode: RepeatMode.Lazy }
        || (node is AlternationNode alternation && alternation.Branches[..^1].Any(branch => branch.MayBeEmpty()))
        || node.Children().Any(RatherTakesNothing);

    private static RegexNode ResolveLoop(RepeatNode loop)
    {
        if (loop.Mode == RepeatMode.Possessive || !loop.Body.MayBeEmpty() || loop.Max == 0)
        {
            return loop;
        }

        var ways = WaysOf(loop.Body);
        if (ways.Count > MaxWays || ways.Sum(way => way.Node.Size()) > MaxNodes)
        {
            return loop;
        }

        if (EmptyOnlyAtLast(ways) && (loop.Mode == RepeatMode.Greedy || loop.Min == 0))
        {
            // An empty copy adds nothing and comes last, so any number from 0 is what the counts allow.
            var taking = ways[..^1];
            return taking.Count == 0 ? new EmptyNode() : new RepeatNode(OneOf(taking), 0, loop.Max, loop.Mode);
        }

        return loop.Max is { } max ? Copies(loop, max) : Unbounded(loop, ways);
    }

    private static bool EmptyOnlyAtLast(List<Way> ways) =>
        ways[^1].Node is EmptyNode && ways.FindIndex(way => way.IsEmpty) == ways.Count - 1;

    // To take nothing a second time, after the rest failed with that, leads nowhere.
    private static List<Way> WithoutRepeatedNothing(List<Way> ways) =>
        [.. ways.Where((way, i) => !(way.Node is EmptyNode && ways.FindIndex(earlier => earlier.Node is EmptyNode) < i))];

    // x{2,4} is xx(?:x(?:x|)|).
    private static RegexNode Copies(RepeatNode loop, int max)
    {
        if (loop.Body.Size() * max > MaxNodes)
        {
            return loop;
        }

        RegexNode optional = new EmptyNode();
        for (var i = loop.Min; i < max; i++)
        {
            optional = Optional(RegexNodeChildren.Sequence([loop.Body, optional]), loop.Mode);
        }

        return RegexNodeChildren.Sequence([.. Enumerable.Repeat(loop.Body, loop.Min), optional]);
    }

    private static RegexNode Unbounded(RepeatNode loop, List<Way> ways)
    {
        var once = AtLeastOnce(ways, loop.Mode);
        return loop.Min switch
        {
            0 => Optional(once, loop.Mode),
            _ when loop.Body.Size() * loop.Min > MaxNodes => loop,
            _ => RegexNodeChildren.Sequence([.. Enumerable.Repeat(loop.Body, loop.Min - 1), once]),
        };
    }

    // An empty first iteration ends the loop; after another one only those follow that take something.
    private static RegexNode AtLeastOnce(List<Way> ways, RepeatMode mode)
    {
        var taking = ways.FindAll(way => !way.IsEmpty);
        var branches = new List<RegexNode>();
        for (var i = 0; i < ways.Count; i++)
        {
            var run = ways[i..].TakeWhile(way => !way.IsEmpty).ToList();
            if (run.Count == 0)
            {
                branches.Add(ways[i].Node);
                continue;
            }

            branches.Add(run.Count == taking.Count
                ? Merged(new RepeatNode(OneOf(taking), 1, null, mode))
                : RegexNodeChildren.Sequence([OneOf(run), Merged(new RepeatNode(OneOf(taking), 0, null, mode))]));
            i += run.Count - 1;
        }

        return OneOf(branches);
    }

    // The ways of matching a node in order of preference, each either always or never empty.
    private static List<Way> WaysOf(RegexNode node) => node switch
    {
        _ when !node.MayBeEmpty() => [new Way(false, node)],
        CaptureNode capture => [.. WaysOf(capture.Body).Select(way => way with { Node = capture with { Body = way.Node } })],
        AlternationNode alternation => WithoutRepeatedNothing([.. alternation.Branches.SelectMany(WaysOf)]),
        ConcatNode concat => WaysOfSequence(concat.Parts),
        RepeatNode { Mode: not RepeatMode.Possessive } repeat when !repeat.Body.MayBeEmpty() => WaysOfLoop(repeat),
        EmptyNode or AnchorNode or LookaroundNode => [new Way(true, node)],
        _ => Unsplittable(node),
    };

    private static List<Way> WaysOfLoop(RepeatNode repeat)
    {
        var none = new Way(true, new EmptyNode());
        if (repeat.Max == 0)
        {
            return [none];
        }

        var some = new Way(false, repeat.Max == 1 ? repeat.Body : repeat with { Min = 1 });
        return repeat.Mode == RepeatMode.Lazy ? [none, some] : [some, none];
    }

    private static List<Way> WaysOfSequence(IReadOnlyList<RegexNode> parts)
    {
        var ways = new List<Way> { new(true, new EmptyNode()) };
        for (var i = 0; i < parts.Count && ways.Count <= MaxWays; i++)
        {
            var next = WaysOf(parts[i]);
            ways = WithoutRepeatedNothing([.. ways.SelectMany(way => way.IsEmpty
                ? next.Select(then => new Way(then.IsEmpty, RegexNodeChildren.Sequence([way.Node, then.Node])))
                : [way with { Node = RegexNodeChildren.Sequence([way.Node, parts[i]]) }])]);
        }

        return ways;
    }

    // More ways than are allowed, so that the loop around is left alone.
    private static List<Way> Unsplittable(RegexNode node) => [.. Enumerable.Repeat(new Way(false, node), MaxWays + 1)];

    private static AlternationNode Optional(RegexNode node, RepeatMode mode) =>
        new(mode == RepeatMode.Lazy ? [new EmptyNode(), node] : [node, new EmptyNode()]);

    private static RegexNode OneOf(List<Way> ways) => OneOf(ways.ConvertAll(way => way.Node));

    private static RegexNode OneOf(List<RegexNode> branches) => branches is [var only] ? only : new AlternationNode([.. branches]);

    // (?:x+)*, (?:x*)? and their like are x*: the same lengths in the same order, without the exponential number of ways.
    private static RegexNode Merged(RegexNode node) =>
        node is RepeatNode { Mode: RepeatMode.Greedy, Min: <= 1, Max: null or 1 } outer
        && outer.Body is RepeatNode { Mode: RepeatMode.Greedy, Min: <= 1, Max: null } inner
            ? inner with { Min = Math.Min(outer.Min, inner.Min) }
            : node;
}
