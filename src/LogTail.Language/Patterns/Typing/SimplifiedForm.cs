using System.Collections.Immutable;
using LogTail.Language.Patterns.Unicode;

namespace LogTail.Language.Patterns.Typing;

/// <summary>
/// The form in which mtail sees a pattern when it types captures: what Go's regex parser makes of it, simplified
/// (spec/mtail-language.md §7.3). Means the same as the tree, but merges and factors, so <c>1|2</c> is a class here.
/// </summary>
internal static class SimplifiedForm
{
    /// <summary>The form of a tree of <see cref="Re2Parser"/>. Repeat counts stay nodes, except <c>x{1}</c> and <c>x{0}</c>.</summary>
    public static RegexNode Of(RegexNode node) => WithoutTrivialRepeats(Parsed(node));

    private static RegexNode Parsed(RegexNode node) => node switch
    {
        LiteralNode { IgnoreCase: true } literal => literal with { CodePoints = [.. literal.CodePoints.Select(SmallestInOrbit)] },
        ClassNode set => BranchFactoring.AsLiteral(set),
        CaptureNode capture => capture with { Body = Parsed(capture.Body) },
        RepeatNode repeat => repeat with { Body = Parsed(repeat.Body) },
        ConcatNode concat => Concat(concat.Parts.Select(Parsed)),
        AlternationNode alternation => BranchFactoring.Alternation([.. alternation.Branches.Select(Parsed)]),
        _ => node,
    };

    private static int SmallestInOrbit(int codePoint) => CaseFolding.Orbit(codePoint)[0];

    // Literals merge before inner sequences are spliced in, and never afterwards.
    private static ConcatNode Concat(IEnumerable<RegexNode> parts)
    {
        var merged = ImmutableArray.CreateBuilder<RegexNode>();
        foreach (var part in parts)
        {
            if (part is LiteralNode right && merged.Count > 0 && merged[^1] is LiteralNode left && left.IgnoreCase == right.IgnoreCase)
            {
                merged[^1] = left with { CodePoints = [.. left.CodePoints, .. right.CodePoints] };
            }
            else
            {
                merged.Add(part);
            }
        }

        return new ConcatNode([.. merged.SelectMany(part => part is ConcatNode inner ? inner.Parts.AsEnumerable() : [part])]);
    }

    private static RegexNode WithoutTrivialRepeats(RegexNode node) => node switch
    {
        CaptureNode capture => capture with { Body = WithoutTrivialRepeats(capture.Body) },
        RepeatNode { Max: 0 } => new EmptyNode(),
        RepeatNode { Min: 1, Max: 1 } once => WithoutTrivialRepeats(once.Body),
        RepeatNode repeat => repeat with { Body = WithoutTrivialRepeats(repeat.Body) },
        ConcatNode concat => new ConcatNode([.. concat.Parts.Select(WithoutTrivialRepeats)]),
        AlternationNode alternation => new AlternationNode([.. alternation.Branches.Select(WithoutTrivialRepeats)]),
        _ => node,
    };
}
