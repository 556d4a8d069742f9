using LogTail.Language.Patterns.Printing;

namespace LogTail.Language.Patterns.Facts;

/// <summary>
/// Walks along a pattern for as long as there is one way only in which it can match. A loop of characters is such a part if what
/// follows it can begin with none of these: then it ends where they do. Alternatives, loops of longer things and look-around are not.
/// </summary>
internal sealed class OnePathWalk
{
    // What the loops take after which nothing certain has come yet; null when the way so far has one end.
    private CodePointSet? _open;
    private bool _hasLoop;

    /// <summary>Whether all that was taken so far has one end, and took more than a search for a text would.</summary>
    public bool MayEndHere => _open is null && _hasLoop;

    /// <summary>Takes the next part.</summary>
    /// <returns><see langword="false"/> when it may match in several ways: nothing is certain from here on.</returns>
    public bool Take(RegexNode node) => node switch
    {
        EmptyNode => true,
        AnchorNode anchor => anchor.Kind != AnchorKind.SearchBegin,
        CaptureNode capture => Take(capture.Body),
        ConcatNode concat => concat.Parts.All(Take),
        LiteralNode literal => literal.CodePoints.All(codePoint => TakeOne(SetOf(codePoint, literal.IgnoreCase), codePoint)),
        ClassNode { Set: var set } => IsAscii(set) && TakeOne(set),
        RepeatNode repeat => TakeLoop(repeat),
        _ => false,
    };

    // One unit of the text, whichever of the set it is: a letter's other case may be a letter beyond ASCII, but none beyond U+FFFF.
    private bool TakeOne(CodePointSet set, int codePoint = 0)
    {
        if (codePoint > char.MaxValue || !char.IsAscii((char)codePoint) || !Ends(set))
        {
            return false;
        }

        _open = null;
        return true;
    }

    private bool TakeLoop(RepeatNode repeat)
    {
        if (repeat.Mode == RepeatMode.Possessive || repeat.Max == 0 || OneOf(repeat.Body) is not { IsEmpty: false } set || !Ends(set))
        {
            return false;
        }

        if (repeat.Min == repeat.Max)
        {
            _open = null;
            _hasLoop |= repeat.Min > 1;
            return IsAscii(set);
        }

        _open = repeat.Min == 0 && _open is not null ? _open.Union(set) : set;
        _hasLoop = true;
        return true;
    }

    // Whether the loops before end for certain where one of these begins. A character beyond ASCII may be several units of the text, so
    // one of the two sides must be without.
    private bool Ends(CodePointSet next) => _open is null || (!_open.Overlaps(next) && (IsAscii(_open) || IsAscii(next)));

    private static CodePointSet? OneOf(RegexNode node) => node switch
    {
        ClassNode or AnyNode => PairSafety.SetOf(node),
        LiteralNode { CodePoints: [var only] } literal => SetOf(only, literal.IgnoreCase),
        _ => null,
    };

    private static CodePointSet SetOf(int codePoint, bool ignoreCase)
    {
        var set = CodePointSet.Only(codePoint);
        return ignoreCase ? set.WithOtherCases() : set;
    }

    private static bool IsAscii(CodePointSet set) => set.Ranges.All(range => range.Last < 0x80);
}
