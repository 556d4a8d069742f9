using LogTail.Language.Patterns;

namespace LogTail.Language.Grok.Embedding;

/// <summary>
/// What a program may take a field for whose reference names no type: an integer or a number if the field can hold nothing else, as
/// groups of mtail's patterns are typed by what they can match.
/// </summary>
internal static class GrokTyping
{
    private static readonly CodePointSet IntegerCharacters = CodePointSet.Chars("+-0123456789");
    private static readonly CodePointSet FloatCharacters = CodePointSet.Chars("+-0123456789.");
    private static readonly CodePointSet Digits = CodePointSet.Chars("0123456789");

    public static CaptureType TypeOf(RegexTree tree, int group)
    {
        if (BodyOf(group, tree.Root) is not { } body || !MatchesOnly(body, FloatCharacters) || !HasDigit(body))
        {
            return CaptureType.String;
        }

        return MatchesOnly(body, IntegerCharacters) ? CaptureType.Int
            : DotsIn(body) <= 1 ? CaptureType.Float
            : CaptureType.String;
    }

    /// <summary>The type of a field that two groups may hold.</summary>
    public static CaptureType Both(CaptureType one, CaptureType other) =>
        one == other ? one
        : one == CaptureType.String || other == CaptureType.String ? CaptureType.String
        : CaptureType.Float;

    private static RegexNode? BodyOf(int group, RegexNode node) => node is CaptureNode capture && capture.Number == group
        ? capture.Body
        : node.Children().Select(child => BodyOf(group, child)).FirstOrDefault(body => body is not null);

    private static bool MatchesOnly(RegexNode node, CodePointSet characters) => node switch
    {
        EmptyNode or LookaroundNode or AnchorNode => true,
        LiteralNode literal => literal.CodePoints.All(characters.Contains),
        ClassNode set => set.Set.IsSubsetOf(characters),
        AnyNode or BackreferenceNode => false,
        _ => node.Children().All(child => MatchesOnly(child, characters)),
    };

    private static bool HasDigit(RegexNode node) => node switch
    {
        LookaroundNode => false,
        LiteralNode literal => literal.CodePoints.Any(Digits.Contains),
        ClassNode set => Digits.IsSubsetOf(set.Set),
        _ => node.Children().Any(HasDigit),
    };

    // On the way with the most of them: an address has three, a number at most one.
    private static long DotsIn(RegexNode node) => node switch
    {
        LookaroundNode => 0,
        LiteralNode literal => literal.CodePoints.Count(codePoint => codePoint == '.'),
        ClassNode set => set.Set.Contains('.') ? 1 : 0,
        RepeatNode repeat => DotsIn(repeat.Body) * (repeat.Max ?? Math.Max(2, repeat.Min)),
        AlternationNode alternation => alternation.Branches.Max(DotsIn),
        _ => node.Children().Sum(DotsIn),
    };
}
