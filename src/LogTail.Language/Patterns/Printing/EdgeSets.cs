using LogTail.Language.Patterns.Parts;
using LogTail.Language.Patterns.Re2;

namespace LogTail.Language.Patterns.Printing;

/// <summary>What a part of a pattern must begin or end with.</summary>
internal static class EdgeSets
{
    /// <summary>True: what it takes first (or last) is a word character; false: is none; null: it depends, or it may take nothing.</summary>
    public static bool? IsWord(RegexNode? node, bool first)
    {
        var set = node is null ? null : Of(node, first);
        return set is null ? null
            : set.IsSubsetOf(NamedSets.Word) ? true
            : set.Overlaps(NamedSets.Word) ? null
            : false;
    }

    /// <summary>The code points of which the first (or last) that a node takes is one; null when it may take none or it cannot be told.</summary>
    public static CodePointSet? Of(RegexNode node, bool first) => node switch
    {
        LiteralNode literal => OfLiteral(literal, first),
        ClassNode or AnyNode => PairSafety.SetOf(node),
        CaptureNode capture => Of(capture.Body, first),
        PartNode part => Of(part.Body, first),
        RepeatNode { Min: > 0 } repeat => Of(repeat.Body, first),
        ConcatNode concat => Of(first ? concat.Parts[0] : concat.Parts[^1], first),
        AlternationNode alternation => alternation.Branches
            .Select(branch => Of(branch, first))
            .Aggregate((left, right) => left is null || right is null ? null : left.Union(right)),
        _ => null,
    };

    private static CodePointSet OfLiteral(LiteralNode literal, bool first)
    {
        var set = CodePointSet.Only(first ? literal.CodePoints[0] : literal.CodePoints[^1]);
        return literal.IgnoreCase ? set.WithOtherCases() : set;
    }
}
