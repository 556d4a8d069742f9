using System.Collections.Immutable;

namespace LogTail.Language.Patterns.Facts;

/// <summary>Finds text that every match must contain.</summary>
/// <remarks>
/// Sequences of parts that match one of a few texts are multiplied out while they stay few; where that ends, what has been
/// collected is one requirement, and the next begins.
/// </remarks>
internal static class RequiredText
{
    private const int MaxAlternatives = 16;
    private const int MaxCopies = 4;

    /// <param name="Exact">All texts that the node can match, when they are few; else null.</param>
    /// <param name="Required">Requirements besides; none when <paramref name="Exact"/> is there.</param>
    private sealed record Finding(ImmutableArray<string>? Exact, ImmutableArray<ImmutableArray<string>> Required)
    {
        public static readonly Finding Nothing = new(null, []);

        public static Finding Texts(IEnumerable<string> texts)
        {
            ImmutableArray<string> distinct = [.. texts.Distinct(StringComparer.Ordinal).Take(MaxAlternatives + 1)];
            return distinct.Length <= MaxAlternatives ? new Finding(distinct, []) : Nothing;
        }

        /// <summary>All requirements, the exact texts among them.</summary>
        public ImmutableArray<ImmutableArray<string>> All => Exact is { } texts ? Requirement(texts) : Required;
    }

    /// <summary>The requirements in the order of the pattern.</summary>
    public static ImmutableArray<ImmutableArray<string>> Of(RegexNode root) => Find(root).All;

    // A text that contains another of them adds nothing; and with an empty one nothing is required.
    private static ImmutableArray<ImmutableArray<string>> Requirement(ImmutableArray<string> texts)
    {
        ImmutableArray<string> shortest =
        [
            .. texts.Where(text => !texts.Any(other => other != text && text.Contains(other, StringComparison.Ordinal))),
        ];
        return shortest.IsEmpty || shortest.Contains("") ? [] : [shortest];
    }

    private static Finding Find(RegexNode node) => node switch
    {
        EmptyNode or AnchorNode or LookaroundNode => Finding.Texts([""]),
        LiteralNode literal => FindSequence(literal.CodePoints.Select(codePoint => OneOf(SetOf(codePoint, literal.IgnoreCase)))),
        ClassNode set => OneOf(set.Set),
        CaptureNode capture => Find(capture.Body),
        AtomicNode atomic => Find(atomic.Body),
        ConcatNode concat => FindSequence(concat.Parts.Select(Find)),
        AlternationNode alternation => FindBranches([.. alternation.Branches.Select(Find)]),
        RepeatNode repeat => FindRepeat(repeat, Find(repeat.Body)),
        _ => Finding.Nothing,
    };

    private static CodePointSet SetOf(int codePoint, bool ignoreCase) =>
        ignoreCase ? CodePointSet.Only(codePoint).WithOtherCases() : CodePointSet.Only(codePoint);

    private static Finding OneOf(CodePointSet set)
    {
        if (set.IsEmpty || set.Count > MaxCopies)
        {
            return Finding.Nothing;
        }

        var members = set.Ranges.SelectMany(range => Enumerable.Range(range.First, range.Last - range.First + 1));
        var texts = members.Select(member => FixedText.Of(member, ignoreCase: false)).ToArray();
        return Array.TrueForAll(texts, text => text is not null) ? Finding.Texts(texts!) : Finding.Nothing;
    }

    private static Finding FindSequence(IEnumerable<Finding> parts)
    {
        var required = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        var (collected, isWhole) = (ImmutableArray.Create(""), true);
        foreach (var part in parts)
        {
            if (part.Exact is { } texts && collected.Length * texts.Length <= MaxAlternatives)
            {
                collected = [.. collected.SelectMany(left => texts.Select(right => left + right)).Distinct(StringComparer.Ordinal)];
                continue;
            }

            required.AddRange(Requirement(collected));
            required.AddRange(part.Exact is null ? part.Required : []);
            (collected, isWhole) = (part.Exact ?? [""], false);
        }

        if (isWhole)
        {
            return new Finding(collected, []);
        }

        required.AddRange(Requirement(collected));
        return new Finding(null, required.DrainToImmutable());
    }

    // Of each branch the requirement whose shortest text is longest; together they are one requirement.
    private static Finding FindBranches(Finding[] branches)
    {
        if (Array.TrueForAll(branches, branch => branch.Exact is not null))
        {
            return Finding.Texts(branches.SelectMany(branch => branch.Exact!.Value));
        }

        if (Array.Exists(branches, branch => branch.All.IsEmpty))
        {
            return Finding.Nothing;
        }

        var best = branches.Select(branch => branch.All.MaxBy(texts => texts.Min(text => text.Length)));
        ImmutableArray<string> together = [.. best.SelectMany(texts => texts).Distinct(StringComparer.Ordinal)];
        return together.Length <= MaxAlternatives ? new Finding(null, Requirement(together)) : Finding.Nothing;
    }

    private static Finding FindRepeat(RepeatNode repeat, Finding body) => repeat switch
    {
        { Max: 0 } => Finding.Texts([""]),
        { Min: 0, Max: 1 } when body.Exact is { } texts => Finding.Texts([.. texts, ""]),
        { Min: 0 } => Finding.Nothing,
        { Min: <= MaxCopies } when repeat.Min == repeat.Max => FindSequence(Enumerable.Repeat(body, repeat.Min)),
        _ => new Finding(null, body.All),
    };
}
