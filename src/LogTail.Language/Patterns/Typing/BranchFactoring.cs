using LogTail.Language.Patterns.Unicode;

namespace LogTail.Language.Patterns.Typing;

/// <summary>
/// Go's treatment of alternatives: neighbours of one character become a class, what several neighbours begin with is taken out in
/// front of them. Only the form changes, never what is matched.
/// </summary>
internal static class BranchFactoring
{
    /// <summary>The node that Go makes of these branches, which are in their parsed form.</summary>
    public static RegexNode Alternation(IReadOnlyList<RegexNode> branches) => Joined(MergedSets(branches)) switch
    {
        ClassNode set => AsLiteral(set),
        var node => node,
    };

    /// <summary>A class of one is a literal; one that is exactly an orbit of two, such as [eE], is a literal that ignores case.</summary>
    public static RegexNode AsLiteral(ClassNode node)
    {
        if (node.Set.Single is { } only)
        {
            return new LiteralNode([only], IgnoreCase: false);
        }

        if (node.Set.Count != 2)
        {
            return node;
        }

        var first = node.Set.Ranges[0].First;
        var orbit = CaseFolding.Orbit(first);
        return orbit.Length == 2 && orbit.All(node.Set.Contains) ? new LiteralNode([first], IgnoreCase: true) : node;
    }

    private static RegexNode Joined(IReadOnlyList<RegexNode> branches)
    {
        if (branches is [var only])
        {
            return only;
        }

        var flat = branches.SelectMany(branch => branch is AlternationNode inner ? inner.Branches.AsEnumerable() : [branch]);
        var factored = WithoutRepeatedEmpties(MergedSets(FactoredSets(FactoredLiterals([.. flat]))));
        return factored is [var single] ? single : new AlternationNode([.. factored]);
    }

    // 200|204|404 becomes 20(?:0|4)|404.
    private static List<RegexNode> FactoredLiterals(List<RegexNode> branches)
    {
        var factored = new List<RegexNode>();
        var start = 0;
        LiteralNode? prefix = null;
        for (var i = 0; i <= branches.Count; i++)
        {
            var leading = i < branches.Count ? Leading(branches[i]) as LiteralNode : null;
            if (leading is not null && prefix?.IgnoreCase == leading.IgnoreCase && CommonLength(prefix, leading) is > 0 and var common)
            {
                prefix = prefix with { CodePoints = prefix.CodePoints[..common] };
                continue;
            }

            AddRun(factored, branches[start..i], prefix, branch => WithoutPrefix(branch, prefix!.CodePoints.Length));
            (start, prefix) = (i, leading);
        }

        return factored;
    }

    // \d5|\d7 becomes \d(?:5|7). Go does this for classes and fixed counts of classes only, to keep its paths apart.
    private static List<RegexNode> FactoredSets(List<RegexNode> branches)
    {
        var factored = new List<RegexNode>();
        var start = 0;
        RegexNode? prefix = null;
        for (var i = 0; i <= branches.Count; i++)
        {
            var leading = i < branches.Count ? Leading(branches[i]) : null;
            if (prefix is not null && leading is not null && IsSetOrFixedCount(prefix) && AreTakenAsSame(prefix, leading))
            {
                continue;
            }

            AddRun(factored, branches[start..i], prefix, WithoutFirst);
            (start, prefix) = (i, leading);
        }

        return factored;
    }

    private static void AddRun(List<RegexNode> factored, List<RegexNode> run, RegexNode? prefix, Func<RegexNode, RegexNode> withoutPrefix)
    {
        if (run.Count < 2)
        {
            factored.AddRange(run);
        }
        else
        {
            factored.Add(new ConcatNode([prefix!, Joined([.. run.Select(withoutPrefix)])]));
        }
    }

    private static RegexNode? Leading(RegexNode branch) => (branch is ConcatNode concat ? concat.Parts[0] : branch) switch
    {
        EmptyNode => null,
        var node => node,
    };

    private static int CommonLength(LiteralNode left, LiteralNode right) =>
        left.CodePoints.AsSpan().CommonPrefixLength(right.CodePoints.AsSpan());

    private static RegexNode WithoutPrefix(RegexNode branch, int length)
    {
        var literal = (LiteralNode)Leading(branch)!;
        return literal.CodePoints.Length == length
            ? WithoutFirst(branch)
            : branch is ConcatNode concat
                ? concat with { Parts = concat.Parts.SetItem(0, literal with { CodePoints = literal.CodePoints[length..] }) }
                : literal with { CodePoints = literal.CodePoints[length..] };
    }

    private static RegexNode WithoutFirst(RegexNode branch) => branch switch
    {
        ConcatNode { Parts: [_, var second] } => second,
        ConcatNode concat => new ConcatNode(concat.Parts[1..]),
        _ => new EmptyNode(),
    };

    private static List<RegexNode> MergedSets(IReadOnlyList<RegexNode> branches)
    {
        var merged = new List<RegexNode>();
        foreach (var branch in branches)
        {
            if (merged.Count > 0 && IsSet(merged[^1]) && IsSet(branch))
            {
                merged[^1] = UnionOf(merged[^1], branch);
            }
            else
            {
                merged.Add(branch);
            }
        }

        return merged;
    }

    private static RegexNode UnionOf(RegexNode left, RegexNode right) =>
        left is LiteralNode { IgnoreCase: var ignoreCase } && right is LiteralNode other && other.IgnoreCase == ignoreCase && AreTakenAsSame(left, right)
            ? left
            : FromSet(SetOf(left).Union(SetOf(right)));

    private static RegexNode FromSet(CodePointSet set) =>
        set.Equals(CodePointSet.All) ? new AnyNode(MatchesLineFeed: true)
        : set.Equals(SetOf(new AnyNode(MatchesLineFeed: false))) ? new AnyNode(MatchesLineFeed: false)
        : new ClassNode(set);

    private static CodePointSet SetOf(RegexNode node) => node switch
    {
        LiteralNode { IgnoreCase: true } literal => CodePointSet.Only(literal.CodePoints[0]).WithOtherCases(),
        LiteralNode literal => CodePointSet.Only(literal.CodePoints[0]),
        AnyNode { MatchesLineFeed: false } => CodePointSet.Only('\n').Complement(),
        AnyNode => CodePointSet.All,
        _ => ((ClassNode)node).Set,
    };

    private static List<RegexNode> WithoutRepeatedEmpties(List<RegexNode> branches) =>
        [.. branches.Where((branch, i) => !(branch is EmptyNode && i + 1 < branches.Count && branches[i + 1] is EmptyNode))];

    private static bool IsSet(RegexNode node) => node is ClassNode or AnyNode or LiteralNode { CodePoints.Length: 1 };

    private static bool IsSetOrFixedCount(RegexNode node) =>
        IsSet(node) || (node is RepeatNode repeat && repeat.Min == repeat.Max && IsSet(repeat.Body));

    // Go overlooks here that one may ignore case and the other not.
    private static bool AreTakenAsSame(RegexNode left, RegexNode right) => (left, right) switch
    {
        (LiteralNode a, LiteralNode b) => a.CodePoints.AsSpan().SequenceEqual(b.CodePoints.AsSpan()),
        (RepeatNode a, RepeatNode b) => (a.Min, a.Max, a.Mode) == (b.Min, b.Max, b.Mode) && AreTakenAsSame(a.Body, b.Body),
        _ => left.Equals(right),
    };
}
