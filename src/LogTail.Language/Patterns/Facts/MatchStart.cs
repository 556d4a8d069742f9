namespace LogTail.Language.Patterns.Facts;

/// <summary>The text with which every match of a node begins.</summary>
/// <param name="Text">As much of it as is certain.</param>
/// <param name="IsWhole">Whether a match is this text and nothing more, so that what follows may be added.</param>
internal readonly record struct MatchStart(string Text, bool IsWhole)
{
    private static readonly MatchStart Unknown = new("", false);

    public static MatchStart Of(RegexNode node) => node switch
    {
        EmptyNode or AnchorNode or LookaroundNode => new MatchStart("", true),
        LiteralNode literal => OfLiteral(literal),
        CaptureNode capture => Of(capture.Body),
        AtomicNode atomic => Of(atomic.Body),
        ConcatNode concat => OfSequence(concat),
        AlternationNode alternation => alternation.Branches.Select(Of).Aggregate(Common),
        RepeatNode { Min: > 0 } repeat => Of(repeat.Body) with { IsWhole = repeat is { Min: 1, Max: 1 } },
        _ => Unknown,
    };

    private static MatchStart OfLiteral(LiteralNode literal)
    {
        var text = "";
        foreach (var codePoint in literal.CodePoints)
        {
            if (FixedText.Of(codePoint, literal.IgnoreCase) is not { } next)
            {
                return new MatchStart(text, false);
            }

            text += next;
        }

        return new MatchStart(text, true);
    }

    private static MatchStart OfSequence(ConcatNode concat)
    {
        var start = new MatchStart("", true);
        for (var i = 0; i < concat.Parts.Length && start.IsWhole; i++)
        {
            var next = Of(concat.Parts[i]);
            start = new MatchStart(start.Text + next.Text, next.IsWhole);
        }

        return start;
    }

    private static MatchStart Common(MatchStart left, MatchStart right)
    {
        var length = left.Text.AsSpan().CommonPrefixLength(right.Text);
        return new MatchStart(left.Text[..length], left == right && left.IsWhole);
    }
}
