using LogTail.Language.Patterns.Typing;

namespace LogTail.Language.Patterns;

/// <summary>Types capture groups as mtail does: a rule of thumb about their syntax, which programs depend on.</summary>
public static class CaptureTyping
{
    private static readonly CodePointSet Signs = CodePointSet.Chars("+-");
    private static readonly CodePointSet IntegerCharacters = CodePointSet.Chars("+-0123456789");
    private static readonly CodePointSet FloatCharacters = CodePointSet.Chars("+-0123456789.eE");

    /// <summary>The type of a group's captures.</summary>
    /// <param name="tree">A tree of <see cref="Re2Parser"/>.</param>
    /// <param name="group">A number of <see cref="RegexTree.Groups"/>.</param>
    /// <returns><see cref="CaptureType.String"/> too for a group that is repeated zero times and so can never capture.</returns>
    public static CaptureType TypeOf(RegexTree tree, int group)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return BodyOf(group, SimplifiedForm.Of(tree.Root)) switch
        {
            null => CaptureType.String,
            AlternationNode alternation => alternation.Branches.Select(TypeOfNode).Aggregate(LeastUpperBound),
            var body => TypeOfNode(body),
        };
    }

    private static RegexNode? BodyOf(int group, RegexNode node) => node switch
    {
        CaptureNode capture => capture.Number == group ? capture.Body : BodyOf(group, capture.Body),
        RepeatNode repeat => BodyOf(group, repeat.Body),
        ConcatNode concat => concat.Parts.Select(part => BodyOf(group, part)).FirstOrDefault(body => body is not null),
        AlternationNode alternation => alternation.Branches.Select(branch => BodyOf(group, branch)).FirstOrDefault(body => body is not null),
        _ => null,
    };

    private static CaptureType TypeOfNode(RegexNode node)
    {
        if (MatchesOnly(node, Signs))
        {
            return CaptureType.String;
        }

        if (MatchesOnly(node, IntegerCharacters))
        {
            return node is ClassNode or AlternationNode ? CaptureType.String : CaptureType.Int;
        }

        return MatchesOnly(node, FloatCharacters) && DotsIn(node) <= 1 ? CaptureType.Float : CaptureType.String;
    }

    private static bool MatchesOnly(RegexNode node, CodePointSet characters) => node switch
    {
        LiteralNode literal => literal.CodePoints.All(characters.Contains),
        ClassNode set => set.Set.IsSubsetOf(characters),
        CaptureNode capture => MatchesOnly(capture.Body, characters),
        RepeatNode repeat => MatchesOnly(repeat.Body, characters),
        ConcatNode concat => concat.Parts.All(part => MatchesOnly(part, characters)),
        AlternationNode alternation => alternation.Branches.All(branch => MatchesOnly(branch, characters)),
        _ => false,
    };

    // As if repeat counts were written out: x{2,} is xx+, x{1,3} is x(?:x(?:x)?)?.
    private static long DotsIn(RegexNode node) => node switch
    {
        LiteralNode literal => literal.CodePoints.Count(codePoint => codePoint == '.'),
        ClassNode set => set.Set.Contains('.') ? 1 : 0,
        CaptureNode capture => DotsIn(capture.Body),
        RepeatNode repeat => DotsIn(repeat.Body) * (repeat.Max ?? Math.Max(1, repeat.Min)),
        ConcatNode concat => concat.Parts.Sum(DotsIn),
        AlternationNode alternation => alternation.Branches.Sum(DotsIn),
        _ => 0,
    };

    private static CaptureType LeastUpperBound(CaptureType left, CaptureType right) =>
        left == CaptureType.String || right == CaptureType.String ? CaptureType.String
        : left == right ? left
        : CaptureType.Float;
}
