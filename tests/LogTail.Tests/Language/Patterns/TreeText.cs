using LogTail.Language.Patterns;

namespace LogTail.Tests.Language.Patterns;

/// <summary>A regex syntax tree as one line of text, for comparing.</summary>
internal static class TreeText
{
    public static string Of(RegexNode node) => node switch
    {
        EmptyNode => "empty",
        LiteralNode literal => $"'{string.Concat(literal.CodePoints.Select(char.ConvertFromUtf32))}'{(literal.IgnoreCase ? "i" : "")}",
        ClassNode set => $"[{set.Set}]",
        AnyNode any => any.MatchesLineFeed ? "any-lf" : "any",
        AnchorNode anchor => anchor.Kind.ToString(),
        ConcatNode concat => $"({string.Join(' ', concat.Parts.Select(Of))})",
        AlternationNode alternation => $"({string.Join(" | ", alternation.Branches.Select(Of))})",
        RepeatNode repeat => Of(repeat.Body) + Quantifier(repeat),
        CaptureNode capture => $"${capture.Number}({Of(capture.Body)})",
        _ => throw new ArgumentException(node.ToString()),
    };

    private static string Quantifier(RepeatNode repeat)
    {
        var count = (repeat.Min, repeat.Max) switch
        {
            (0, null) => "*",
            (1, null) => "+",
            (0, 1) => "?",
            _ => $"{{{repeat.Min},{repeat.Max}}}",
        };
        return count + (repeat.Mode == RepeatMode.Lazy ? "?" : "");
    }
}
