using System.Diagnostics;
using LogTail.Language.Patterns.Printing;

namespace LogTail.Language.Patterns.Linear;

/// <summary>Lays a tree out as a linear program. Used once.</summary>
/// <remarks>
/// Which of several empty iterations wins depends on this layout, so loops are laid out as Go's <c>regexp</c> does it: counted ones are copies,
/// <c>x*</c> over a body that may be empty is <c>(?:x+)?</c>, and the same loop twice is one. All the groups of the pattern count for the
/// last, those that are not read too; but they leave no instructions.
/// </remarks>
/// <param name="code">Where the program goes.</param>
/// <param name="readGroups">Numbers of the groups to capture.</param>
internal sealed class LinearCompiler(LinearCode code, IReadOnlyCollection<int> readGroups)
{
    // x{1000} fits eight times. More would take the engine tens of microseconds a character.
    private const int MaxInstructions = 8192;

    // Copies of what leaves no instructions are not for nothing either.
    private const int MaxNodes = 4 * MaxInstructions;

    // Copies share them.
    private readonly Dictionary<CodePointSet, List<CodePointSet[]>> _waysOfSets = [];

    private int _nodes;
    private bool _isBeyond;

    /// <summary>Writes the program.</summary>
    /// <returns><see langword="false"/> when there is something that it cannot have, or too much.</returns>
    public bool TryCompile(RegexNode root)
    {
        Write(root);
        code.Match();
        return !_isBeyond;
    }

    private void Write(RegexNode node)
    {
        _isBeyond |= ++_nodes > MaxNodes || code.Here >= MaxInstructions;
        if (_isBeyond)
        {
            return;
        }

        switch (node)
        {
            case EmptyNode:
                break;
            case LiteralNode literal:
                WriteLiteral(literal);
                break;
            case ClassNode or AnyNode:
                WriteSet(PairSafety.SetOf(node)!);
                break;
            case AnchorNode anchor:
                code.Assert(LetterOf(anchor.Kind));
                break;
            case ConcatNode concat:
                concat.Parts.ToList().ForEach(Write);
                break;
            case AlternationNode alternation:
                WriteBranches(alternation.Branches, Write);
                break;
            case CaptureNode capture:
                WriteCapture(capture);
                break;
            case RepeatNode repeat:
                WriteRepeat(repeat);
                break;
            case LookaroundNode or AtomicNode or BackreferenceNode:
                _isBeyond = true;
                break;
            default:
                throw new UnreachableException(node.GetType().Name);
        }
    }

    private void WriteLiteral(LiteralNode literal)
    {
        foreach (var codePoint in literal.CodePoints)
        {
            var set = CodePointSet.Only(codePoint);
            WriteSet(literal.IgnoreCase ? set.WithOtherCases() : set);
        }
    }

    private void WriteSet(CodePointSet set)
    {
        if (!_waysOfSets.TryGetValue(set, out var ways))
        {
            ways = WaysOf(set);
            _waysOfSets.Add(set, ways);
        }

        WriteBranches(ways, way => Array.ForEach(way, code.Take));
    }

    // What one code point of a set may be in the text.
    private static List<CodePointSet[]> WaysOf(CodePointSet set)
    {
        List<CodePointSet[]> ways = [.. LineText.EscapedSequences(set)];
        var members = LineText.CodePoints(set);
        if (!members.IsEmpty || ways.Count == 0)
        {
            ways.Insert(0, [members]);
        }

        return ways;
    }

    private void WriteBranches<T>(IReadOnlyList<T> branches, Action<T> write)
    {
        var ends = new List<int>();
        for (var i = 0; i < branches.Count - 1; i++)
        {
            var other = code.ForkAhead(preferThere: false);
            write(branches[i]);
            ends.Add(code.JumpAhead());
            code.Land(other);
        }

        write(branches[^1]);
        ends.ForEach(code.Land);
    }

    private void WriteCapture(CaptureNode capture)
    {
        if (!readGroups.Contains(capture.Number))
        {
            Write(capture.Body);
            return;
        }

        code.Open(capture.Number);
        Write(capture.Body);
        code.Close(capture.Number);
    }

    private void WriteRepeat(RepeatNode repeat)
    {
        _isBeyond |= repeat.Mode == RepeatMode.Possessive;
        var (body, isLazy) = (Simplified(repeat.Body), repeat.Mode == RepeatMode.Lazy);
        if (body is EmptyNode || repeat.Max == 0)
        {
            return;
        }

        var copies = repeat is { Max: null, Min: > 0 } ? repeat.Min - 1 : repeat.Min;
        for (var i = 0; i < copies && !_isBeyond; i++)
        {
            Write(body);
        }

        if (repeat.Max is { } max)
        {
            WriteOptional(body, max - repeat.Min, isLazy);
        }
        else if (IsSameLoop(repeat with { Min = Math.Min(repeat.Min, 1) }, body))
        {
            Write(body);
        }
        else if (repeat.Min == 0)
        {
            WriteStar(body, isLazy);
        }
        else
        {
            WritePlus(body, isLazy);
        }
    }

    private static RegexNode Simplified(RegexNode node) => node switch
    {
        RepeatNode { Max: 0 } => new EmptyNode(),
        RepeatNode { Min: 1, Max: 1 } once => Simplified(once.Body),
        RepeatNode repeat when Simplified(repeat.Body) is EmptyNode => new EmptyNode(),
        _ => node,
    };

    // (?:x*)* is x*, and so with + and ?.
    private static bool IsSameLoop(RepeatNode loop, RegexNode body) =>
        body is RepeatNode inner && (inner.Min, inner.Max, inner.Mode) == (loop.Min, loop.Max, loop.Mode);

    // x{0,3} is (?:x(?:x(?:x)?)?)?.
    private void WriteOptional(RegexNode body, int times, bool isLazy)
    {
        var ends = new List<int>();
        for (var i = 0; i < times && !_isBeyond; i++)
        {
            var isInnermost = i == times - 1;
            if (!(isInnermost && IsSameLoop(new RepeatNode(body, 0, 1, isLazy ? RepeatMode.Lazy : RepeatMode.Greedy), body)))
            {
                ends.Add(code.ForkAhead(preferThere: isLazy));
            }

            Write(body);
        }

        ends.ForEach(code.Land);
    }

    private void WriteStar(RegexNode body, bool isLazy)
    {
        var end = code.ForkAhead(preferThere: isLazy);
        if (body.MayBeEmpty())
        {
            WritePlus(body, isLazy);
        }
        else
        {
            Write(body);
            code.Jump(end);
        }

        code.Land(end);
    }

    private void WritePlus(RegexNode body, bool isLazy)
    {
        var begin = code.Here;
        Write(body);
        code.Fork(begin, preferThere: !isLazy);
    }

    // As in .NET, but for the Unicode word boundary, which RE2 and .NET have no second letter for.
    private static char LetterOf(AnchorKind kind) => kind switch
    {
        AnchorKind.TextBegin => 'A',
        AnchorKind.TextEnd => 'z',
        AnchorKind.TextEndOrFinalLineFeed => 'Z',
        AnchorKind.LineBegin => '^',
        AnchorKind.LineEnd => '$',
        AnchorKind.SearchBegin => 'G',
        AnchorKind.WordBoundary => 'b',
        AnchorKind.NotWordBoundary => 'B',
        AnchorKind.UnicodeWordBoundary => 'y',
        AnchorKind.NotUnicodeWordBoundary => 'Y',
        _ => throw new UnreachableException(kind.ToString()),
    };
}
