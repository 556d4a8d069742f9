using System.Collections.Immutable;
using LogTail.Language.Patterns.Parts;
using LogTail.Language.Patterns.Printing;

namespace LogTail.Language.Patterns;

/// <summary>
/// Spells the patterns of a program for .NET as <see cref="DotNetPrinter"/> does, but what is large and stands in several places of them once only: as a part, a
/// pattern of its own, which the others call. A part captures nothing, so what a pattern does behind it hangs on where the part has ended alone; the
/// places where it can end, by preference and each once, are all that a call has to give.
/// </summary>
public static class PartedPrinter
{
    // Nodes. An address has some 250, a month 70, a dotted quad 40.
    private const int LeastWeight = 40;

    /// <summary>Spells patterns.</summary>
    /// <param name="patterns">Of one program; each is to be exact (<see cref="DotNetPrinter.IsExact"/>).</param>
    public static PartedPatterns Print(ImmutableArray<(RegexTree Tree, ImmutableArray<int> ReadGroups)> patterns) => Print(patterns, LeastWeight);

    /// <summary>The same with parts of other sizes.</summary>
    internal static PartedPatterns Print(ImmutableArray<(RegexTree Tree, ImmutableArray<int> ReadGroups)> patterns, int leastWeight)
    {
        var choice = new PartChoice(
            patterns.Select(pattern => DotNetPrinter.Prepare(pattern.Tree, pattern.ReadGroups)),
            patterns.Select(pattern => pattern.Tree.Groups.Select(group => group.Number).DefaultIfEmpty().Max()),
            leastWeight);
        return new PartedPatterns(
            [.. choice.Roots.Select(root => new PartedPattern(new PatternPrinter().Print(root), CallsIn(root), EndGroup: null))],
            [.. choice.Parts.Zip(choice.Groups[choice.Roots.Length..], PrintPart)]);
    }

    private static PartedPattern PrintPart(RegexNode part, int groups) =>
        new(new PatternPrinter().PrintPart(part, groups + 1), CallsIn(part), groups + 1);

    private static ImmutableArray<PartCall> CallsIn(RegexNode root) =>
        [.. WithAllBelow(root).OfType<PartNode>().Select(part => new PartCall(part.Group, part.Part, part.HasOneEnd))];

    private static IEnumerable<RegexNode> WithAllBelow(RegexNode node) =>
        node is PartNode ? [node] : node.Children().SelectMany(WithAllBelow).Prepend(node);
}
