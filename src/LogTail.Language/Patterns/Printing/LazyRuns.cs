namespace LogTail.Language.Patterns.Printing;

/// <summary>
/// Lets <c>.*?</c> run from stop to stop where a character is known to follow it, as the quote in <c>"(.*?)"</c>. .NET does so itself when
/// that character stands right behind the loop; behind the bracket of a capture, or at the end of an alternative, it would open and
/// close the capture for every character that it takes.
/// </summary>
/// <remarks>
/// Before a quote, <c>.*?</c> becomes <c>(?&gt;[^"]*)(?:"(?&gt;[^"]*))*?</c>: the same ends in the same order, without those that fail at once.
/// </remarks>
internal static class LazyRuns
{
    /// <summary>The tree with such loops rewritten.</summary>
    public static RegexNode Rewrite(RegexNode node) => Rewrite(node, next: null);

    /// <param name="next">The character that must follow the node; null when there is no such one.</param>
    private static RegexNode Rewrite(RegexNode node, int? next) => node switch
    {
        RepeatNode { Min: 0, Max: null, Mode: RepeatMode.Lazy, Body: AnyNode any } when next is { } stop => UpTo(stop, any),

        // What looks behind is matched backwards: what follows a loop is there before it.
        LookaroundNode { Ahead: false } => node,
        RepeatNode { Max: not 1 } or AtomicNode or LookaroundNode => node.WithChildren(child => Rewrite(child, next: null)),
        ConcatNode concat => Sequence(concat, next),
        _ => node.WithChildren(child => Rewrite(child, next)),
    };

    private static RegexNode Sequence(ConcatNode concat, int? next)
    {
        var parts = new RegexNode[concat.Parts.Length];
        for (var i = parts.Length - 1; i >= 0; i--)
        {
            parts[i] = Rewrite(concat.Parts[i], next);
            next = FirstOf(concat.Parts[i], next);
        }

        return RegexNodeChildren.Sequence(parts);
    }

    private static RegexNode UpTo(int stop, AnyNode any)
    {
        var excluded = CodePointSet.Only(stop);
        var others = new ClassNode((any.MatchesLineFeed ? excluded : excluded.Union(CodePointSet.Only('\n'))).Complement());
        var run = new RepeatNode(others, 0, null, RepeatMode.Possessive);
        var further = RegexNodeChildren.Sequence([new LiteralNode([stop], IgnoreCase: false), run]);
        return RegexNodeChildren.Sequence([run, new RepeatNode(further, 0, null, RepeatMode.Lazy)]);
    }

    // The character that a node, or what follows it when it takes none, must begin with. ASCII, so that a unit is a code point.
    private static int? FirstOf(RegexNode node, int? next) => node switch
    {
        LiteralNode { CodePoints: [var first and < 0x80 and not '\n', ..] } literal when !literal.IgnoreCase || !char.IsAsciiLetter((char)first) => first,
        LiteralNode or ClassNode or AnyNode or BackreferenceNode => null,
        EmptyNode or AnchorNode or LookaroundNode => next,
        CaptureNode capture => FirstOf(capture.Body, next),
        AtomicNode atomic => FirstOf(atomic.Body, next),
        ConcatNode concat => concat.Parts.Reverse().Aggregate(next, (behind, part) => FirstOf(part, behind)),
        AlternationNode alternation => Common(alternation.Branches.Select(branch => FirstOf(branch, next))),
        RepeatNode { Min: 0 } repeat => Common([FirstOf(repeat.Body, null), next]),
        RepeatNode repeat => FirstOf(repeat.Body, next is { } after && repeat.Body.MayBeEmpty() ? after : null),
        _ => null,
    };

    private static int? Common(IEnumerable<int?> characters) =>
        characters.Distinct().ToArray() is [var only] ? only : null;
}
