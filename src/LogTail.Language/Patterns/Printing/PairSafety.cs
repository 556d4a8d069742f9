using LogTail.Language.Patterns.Parts;

namespace LogTail.Language.Patterns.Printing;

/// <summary>Finds out where a loop over UTF-16 units may stand for a loop over code points. One per pattern.</summary>
/// <remarks>
/// A set that holds every code point above U+FFFF, such as <c>[^"]</c>, may be looped over unit by unit, surrogates included: a pair is
/// then two members. From a place between code points such a loop reaches every place that the loop over code points reaches, in the same
/// order, and besides the places inside pairs. These do no harm when what follows the loop fails there, and what begins with a literal, a
/// class without surrogates or an anchor does; nor when a greedy loop is never backtracked into. Elsewhere the printer adds a guard. Counted
/// loops and sets with some of those code points are printed exactly, an alternative per kind of pair.
/// The same goes for a loop over alternatives when such a set is one of them and the others fail inside a pair, as in
/// <c>(?:[^"\\]|\\.)*</c>.
/// A search may begin inside a pair only if it failed at the unit before: a unit loop in front would have matched there with one unit more,
/// and everything else fails.
/// </remarks>
internal sealed class PairSafety
{
    // Loops are asked about more than once on every level, so without a memory deep nesting would take exponential time.
    private readonly Dictionary<RegexNode, InsidePair>[] _known =
        [new(ReferenceEqualityComparer.Instance), new(ReferenceEqualityComparer.Instance), new(ReferenceEqualityComparer.Instance)];

    /// <summary>Whether a loop may run over units (with a guard where <see cref="Enter"/> of the rest demands it).</summary>
    public bool IsUnitLoop(RepeatNode repeat) => repeat is { Min: <= 1, Max: null } && repeat.Body switch
    {
        AlternationNode alternation => alternation.Branches.Any(IsUnitSet)
            && alternation.Branches.All(branch => IsUnitSet(branch) || Enter(branch, InsidePair.Unknown) == InsidePair.Fails),
        var body => IsUnitSet(body),
    };

    /// <summary>Whether a node matches one code point of a set that holds every one above U+FFFF.</summary>
    public static bool IsUnitSet(RegexNode node) => SetOf(node) is { } set && LineText.HasAllPairs(set);

    /// <summary>The set of a node that matches one code point; null for others.</summary>
    public static CodePointSet? SetOf(RegexNode node) => node switch
    {
        ClassNode set => set.Set,
        AnyNode { MatchesLineFeed: true } => CodePointSet.All,
        AnyNode => CodePointSet.Only('\n').Complement(),
        LiteralNode { CodePoints: [var only] } literal => literal.IgnoreCase ? CodePointSet.Only(only).WithOtherCases() : CodePointSet.Only(only),
        _ => null,
    };

    /// <summary>What a node, and then the rest, does inside a pair.</summary>
    /// <param name="after">What the rest does.</param>
    public InsidePair Enter(RegexNode node, InsidePair after)
    {
        if (!_known[(int)after].TryGetValue(node, out var inside))
        {
            inside = Find(node, after);
            _known[(int)after].Add(node, inside);
        }

        return inside;
    }

    /// <summary>What follows the body of a loop: the body again, or what follows the loop.</summary>
    public InsidePair AfterBody(RepeatNode repeat, InsidePair after)
    {
        if (repeat.Max == 1)
        {
            return after;
        }

        return after == InsidePair.NeverFails && repeat.Min <= 1 ? InsidePair.NeverFails
            : after == InsidePair.Fails && Enter(repeat.Body, InsidePair.Unknown) == InsidePair.Fails ? InsidePair.Fails
            : InsidePair.Unknown;
    }

    private InsidePair Find(RegexNode node, InsidePair after) => node switch
    {
        EmptyNode => after,
        LiteralNode or ClassNode or AnyNode or AnchorNode => InsidePair.Fails,
        CaptureNode capture => Enter(capture.Body, after),
        PartNode part => Enter(part.Body, after),
        ConcatNode concat => concat.Parts.Reverse().Aggregate(after, (rest, part) => Enter(part, rest)),
        AlternationNode alternation => EnterBranches([.. alternation.Branches.Select(branch => Enter(branch, after))]),
        RepeatNode repeat => EnterLoop(repeat, after),
        _ => InsidePair.Unknown,
    };

    private static InsidePair EnterBranches(InsidePair[] branches) =>
        Array.TrueForAll(branches, branch => branch == InsidePair.Fails) ? InsidePair.Fails
        : Array.Exists(branches, branch => branch == InsidePair.NeverFails) ? InsidePair.NeverFails
        : InsidePair.Unknown;

    private InsidePair EnterLoop(RepeatNode repeat, InsidePair after)
    {
        if (repeat.Min == 0 && after == InsidePair.NeverFails)
        {
            return InsidePair.NeverFails;
        }

        var takesNothingThere = !IsUnitLoop(repeat) && Enter(repeat.Body, InsidePair.Unknown) == InsidePair.Fails;
        return !takesNothingThere ? InsidePair.Unknown
            : repeat.Min > 0 ? InsidePair.Fails
            : after;
    }
}
