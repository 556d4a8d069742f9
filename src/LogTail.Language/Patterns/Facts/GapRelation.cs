namespace LogTail.Language.Patterns.Facts;

/// <summary>
/// From which places in a text to which others a node can match, where a place is known only by the kinds of the characters on both
/// of its sides. Anchors depend on nothing else, so whether a pattern can match at all is decided exactly.
/// </summary>
internal sealed class GapRelation
{
    // The kinds of what can stand on one side of a place: the edge of the text, or a character of SetsOfKinds.
    private const int Edge = 0;
    private const int LineFeed = 1;
    private const int Word = 2;
    private const int NonAscii = 3;
    private const int Kinds = 5;
    private const int Gaps = Kinds * Kinds;

    // Kinds of single characters, in the order of their numbers from LineFeed on.
    private static readonly CodePointSet[] SetsOfKinds =
    [
        CodePointSet.Only('\n'),
        Re2.NamedSets.Word,
        CodePointSet.Range(0x80, CodePointSet.MaxCodePoint),
        CodePointSet.Range(0, 0x7F).Except(Re2.NamedSets.Word).Except(CodePointSet.Only('\n')),
    ];

    private static readonly GapRelation Stay = Staying((_, _) => true);

    // Element i has bit j set when gap i leads to gap j. A gap is Kinds * kind before + kind after.
    private readonly uint[] _reached;

    private GapRelation(uint[] reached) => _reached = reached;

    /// <summary>Nothing matches.</summary>
    public bool IsEmpty => Array.TrueForAll(_reached, gaps => gaps == 0);

    /// <summary>Every match begins where the text does.</summary>
    public bool BeginsAtEdgeOnly => Enumerable.Range(0, Gaps).All(gap => _reached[gap] == 0 || Before(gap) == Edge);

    /// <summary>Every match ends where the text does.</summary>
    public bool EndsAtEdgeOnly => Enumerable.Range(0, Gaps).All(gap => Array.TrueForAll(_reached, gaps => !Has(gaps, gap)) || After(gap) == Edge);

    /// <summary>The relation of a node.</summary>
    public static GapRelation Of(RegexNode node) => node switch
    {
        LiteralNode literal => literal.CodePoints
            .Select(codePoint => Taking(literal.IgnoreCase ? CodePointSet.Only(codePoint).WithOtherCases() : CodePointSet.Only(codePoint)))
            .Aggregate(Then),
        ClassNode set => Taking(set.Set),
        AnyNode any => Taking(any.MatchesLineFeed ? CodePointSet.All : CodePointSet.Only('\n').Complement()),
        AnchorNode anchor => Staying((before, after) => Holds(anchor.Kind, before, after)),
        ConcatNode concat => concat.Parts.Select(Of).Aggregate(Then),
        AlternationNode alternation => alternation.Branches.Select(Of).Aggregate(Or),
        RepeatNode repeat => Repeated(Of(repeat.Body), repeat.Min, repeat.Max),
        CaptureNode capture => Of(capture.Body),
        AtomicNode atomic => Of(atomic.Body),
        LookaroundNode { Negated: false, Ahead: true } ahead => StayingWhere(Of(ahead.Body)),
        BackreferenceNode => Repeated(Taking(CodePointSet.All), 0, null),
        _ => Stay,
    };

    private static int Before(int gap) => gap / Kinds;

    private static int After(int gap) => gap % Kinds;

    private static bool Has(uint gaps, int gap) => (gaps >> gap & 1) != 0;

    private static GapRelation Taking(CodePointSet set)
    {
        var reached = new uint[Gaps];
        for (var kind = LineFeed; kind < Kinds; kind++)
        {
            if (!set.Overlaps(SetsOfKinds[kind - 1]))
            {
                continue;
            }

            // Whatever stood before, and whatever comes after.
            for (var before = 0; before < Kinds; before++)
            {
                reached[(before * Kinds) + kind] = ((1u << Kinds) - 1) << (kind * Kinds);
            }
        }

        return new GapRelation(reached);
    }

    private static GapRelation Staying(Func<int, int, bool> holds)
    {
        var reached = new uint[Gaps];
        for (var gap = 0; gap < Gaps; gap++)
        {
            reached[gap] = holds(Before(gap), After(gap)) ? 1u << gap : 0;
        }

        return new GapRelation(reached);
    }

    private static GapRelation StayingWhere(GapRelation body) =>
        new([.. body._reached.Select((gaps, gap) => gaps == 0 ? 0 : 1u << gap)]);

    private static bool Holds(AnchorKind kind, int before, int after) => kind switch
    {
        AnchorKind.TextBegin => before == Edge,
        AnchorKind.TextEnd => after == Edge,
        AnchorKind.TextEndOrFinalLineFeed => after is Edge or LineFeed,
        AnchorKind.LineBegin => before is Edge or LineFeed,
        AnchorKind.LineEnd => after is Edge or LineFeed,
        AnchorKind.WordBoundary => before == Word != (after == Word),
        AnchorKind.NotWordBoundary => before == Word == (after == Word),
        AnchorKind.UnicodeWordBoundary => before == NonAscii || after == NonAscii || before == Word != (after == Word),
        AnchorKind.NotUnicodeWordBoundary => before == NonAscii || after == NonAscii || before == Word == (after == Word),
        _ => true,
    };

    private static GapRelation Then(GapRelation first, GapRelation second)
    {
        var reached = new uint[Gaps];
        for (var from = 0; from < Gaps; from++)
        {
            for (var via = 0; via < Gaps; via++)
            {
                reached[from] |= Has(first._reached[from], via) ? second._reached[via] : 0;
            }
        }

        return new GapRelation(reached);
    }

    private static GapRelation Or(GapRelation first, GapRelation second) =>
        new([.. first._reached.Zip(second._reached, (left, right) => left | right)]);

    private static GapRelation Repeated(GapRelation body, int min, int? max)
    {
        // More than this many optional iterations lead nowhere new.
        var optional = Math.Min(max - min ?? Gaps, Gaps);
        return Then(Power(body, min), Power(Or(Stay, body), optional));
    }

    private static GapRelation Power(GapRelation body, int exponent)
    {
        var power = Stay;
        for (var square = body; exponent > 0; exponent >>= 1)
        {
            power = (exponent & 1) != 0 ? Then(power, square) : power;
            square = Then(square, square);
        }

        return power;
    }
}
