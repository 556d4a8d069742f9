using LogTail.Language.Patterns.Parts;
using LogTail.Language.Patterns.Printing;

namespace LogTail.Language.Patterns.Facts;

/// <summary>The length of the shortest text that a node can match, conditions left aside.</summary>
internal static class ShortestMatch
{
    /// <returns>UTF-16 units, at most <see cref="int.MaxValue"/>.</returns>
    public static int Of(RegexNode node) => (int)Math.Min(int.MaxValue, LengthOf(node));

    // No overflow: repeat counts are at most 1000 and every level of them is cut back to the range of an int.
    private static long LengthOf(RegexNode node) => Math.Min(int.MaxValue, node switch
    {
        LiteralNode literal => literal.CodePoints.Sum(codePoint => (long)OfSet(SetOf(codePoint, literal.IgnoreCase))),
        ClassNode or AnyNode => OfSet(PairSafety.SetOf(node)!),
        ConcatNode concat => concat.Parts.Sum(LengthOf),
        AlternationNode alternation => alternation.Branches.Min(LengthOf),
        RepeatNode repeat => repeat.Min * LengthOf(repeat.Body),
        CaptureNode capture => LengthOf(capture.Body),
        AtomicNode atomic => LengthOf(atomic.Body),
        PartNode part => LengthOf(part.Body),
        _ => 0,
    });

    private static CodePointSet SetOf(int codePoint, bool ignoreCase) =>
        ignoreCase ? CodePointSet.Only(codePoint).WithOtherCases() : CodePointSet.Only(codePoint);

    private static int OfSet(CodePointSet set) =>
        !LineText.SingleUnits(set).IsEmpty ? 1 : LineText.UnitSequences(set).Select(sequence => sequence.Length).DefaultIfEmpty(1).Min();
}
