using System.Collections.Immutable;
using LogTail.Language.Patterns;

namespace LogTail.Language.Checking.Traps;

/// <summary>What the text of a capture group looks like, where its type says too little.</summary>
internal static class CaptureShape
{
    private static readonly CodePointSet Digits = CodePointSet.Chars("0123456789");
    private static readonly CodePointSet SignsAndDigits = CodePointSet.Chars("+-0123456789");

    /// <summary>A single digit: its type is text, by a whim of mtail's rules (spec/mtail-language.md §7.3).</summary>
    public static bool IsOneDigit(RegexTree tree, int group) => BodyOf(tree, group) switch
    {
        ClassNode { Set: var set } => set.IsSubsetOf(SignsAndDigits) && set.Overlaps(Digits),
        AlternationNode { Branches: var branches } => branches.All(IsOneDigitBranch),
        RepeatNode { Body: ClassNode { Set: var set }, Min: 1, Max: 1 } => set.IsSubsetOf(Digits),
        _ => false,
    };

    /// <summary>A number, or a dash in its place: <c>(-|\d+)</c>.</summary>
    public static bool IsNumberOrDash(RegexTree tree, int group)
    {
        if (BodyOf(tree, group) is not AlternationNode alternation)
        {
            return false;
        }

        var numbers = alternation.Branches.RemoveAll(IsDash);
        return numbers.Length < alternation.Branches.Length && numbers.Length > 0 && numbers.All(branch => IsNumber(branch, tree.Groups));
    }

    /// <summary>
    /// Digits whose number is fixed, and of which the first may be a zero: a day, a time, a code with leading zeros. Three digits do not
    /// count: they are hardly ever anything but the status of a response.
    /// </summary>
    public static bool MayHaveLeadingZeros(RegexTree tree, int group) =>
        BodyOf(tree, group) is { } body && BeginsWithZero(body) && FixedDigits(body) is { } count && count != 3 && count > 1;

    private static bool IsOneDigitBranch(RegexNode branch) => branch switch
    {
        ClassNode { Set: var set } => set.IsSubsetOf(SignsAndDigits),
        LiteralNode { CodePoints: [var only] } => SignsAndDigits.Contains(only),
        _ => false,
    };

    private static bool IsDash(RegexNode branch) => branch is LiteralNode { CodePoints: ['-'] };

    // Typed by itself, as the only group of a pattern.
    private static bool IsNumber(RegexNode branch, ImmutableArray<CaptureGroup> groups)
    {
        var alone = new RegexTree(new CaptureNode(groups.Length + 1, branch), groups.Add(new CaptureGroup(groups.Length + 1, null)));
        return CaptureTyping.TypeOf(alone, groups.Length + 1) != CaptureType.String;
    }

    private static bool BeginsWithZero(RegexNode node) => node switch
    {
        LiteralNode { CodePoints: var points } => points[0] == '0',
        ClassNode { Set: var set } => set.Contains('0'),
        RepeatNode { Min: > 0, Body: var body } => BeginsWithZero(body),
        ConcatNode { Parts: var parts } => BeginsWithZero(parts[0]),
        CaptureNode { Body: var body } => BeginsWithZero(body),
        _ => false,
    };

    /// <summary>How many digits the node matches, or null when that varies or there may be something else.</summary>
    private static int? FixedDigits(RegexNode node) => node switch
    {
        LiteralNode { CodePoints: var points } => points.All(Digits.Contains) ? points.Length : null,
        ClassNode { Set: var set } => set.IsSubsetOf(Digits) ? 1 : null,
        RepeatNode { Min: var min, Max: var max, Body: var body } when min == max => FixedDigits(body) * min,
        ConcatNode { Parts: var parts } => parts.Aggregate((int?)0, (sum, part) => sum + FixedDigits(part)),
        CaptureNode { Body: var body } => FixedDigits(body),
        _ => null,
    };

    private static RegexNode? BodyOf(RegexTree tree, int group) => BodyOf(tree.Root, group);

    private static RegexNode? BodyOf(RegexNode node, int group) => node switch
    {
        CaptureNode capture when capture.Number == group => capture.Body,
        CaptureNode capture => BodyOf(capture.Body, group),
        RepeatNode repeat => BodyOf(repeat.Body, group),
        ConcatNode concat => concat.Parts.Select(part => BodyOf(part, group)).FirstOrDefault(body => body is not null),
        AlternationNode alternation => alternation.Branches.Select(branch => BodyOf(branch, group)).FirstOrDefault(body => body is not null),
        _ => null,
    };
}
