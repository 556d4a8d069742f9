using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using LogTail.Language.Patterns.Parts;

namespace LogTail.Language.Patterns.Printing;

/// <summary>Writes one tree as a .NET pattern. Used once.</summary>
internal sealed partial class PatternPrinter
{
    // Not inside a pair: a unit before that is a first half means that the second half follows.
    private const string Guard = @"(?<![\uD800-\uDBFF])";

    private readonly StringBuilder _text = new();
    private readonly PairSafety _pairs = new();

    public string Print(RegexNode root)
    {
        // A search that starts inside a pair is harmless but for nodes that look around (PairSafety).
        if (_pairs.Enter(root, InsidePair.NeverFails) == InsidePair.Unknown && LooksAround(root))
        {
            _text.Append(Guard);
            WriteGrouped(root, InsidePair.NeverFails);
        }
        else
        {
            WriteBranches(root, InsidePair.NeverFails);
        }

        return _text.ToString();
    }

    /// <summary>Writes a part: it is matched where it is called, anything may follow, and at its end stands a reference to a group that never captures.</summary>
    /// <param name="endGroup">The group.</param>
    public string PrintPart(RegexNode root, int endGroup)
    {
        _text.Append(@"\G");
        WriteGrouped(root, InsidePair.Unknown);
        _text.Append(CultureInfo.InvariantCulture, $@"\k<{endGroup}>(?<{endGroup}>){{0}}");
        return _text.ToString();
    }

    private static bool LooksAround(RegexNode node) =>
        node is LookaroundNode or BackreferenceNode or AnchorNode { Kind: AnchorKind.SearchBegin } || node.Children().Any(LooksAround);

    // Where nothing stands beside it: a bracket on each side, or the ends of the pattern.
    private void WriteBranches(RegexNode node, InsidePair after)
    {
        if (node is not AlternationNode alternation)
        {
            WriteSequence(node, after);
            return;
        }

        for (var i = 0; i < alternation.Branches.Length; i++)
        {
            _text.Append(i > 0 ? "|" : "");
            WriteSequence(alternation.Branches[i], after);
        }
    }

    private void WriteSequence(RegexNode node, InsidePair after)
    {
        ImmutableArray<RegexNode> parts = node is ConcatNode concat ? concat.Parts : [node];
        var afters = new InsidePair[parts.Length];
        for (var i = parts.Length - 1; i >= 0; i--)
        {
            afters[i] = after;
            after = _pairs.Enter(parts[i], after);
        }

        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] is AnchorNode anchor)
            {
                WriteAnchor(anchor.Kind, i > 0 ? parts[i - 1] : null, i + 1 < parts.Length ? parts[i + 1] : null);
            }
            else
            {
                WritePart(parts[i], afters[i]);
            }
        }
    }

    // One part of a sequence.
    private void WritePart(RegexNode node, InsidePair after)
    {
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
            case RepeatNode repeat:
                WriteRepeat(repeat, after);
                break;
            case CaptureNode capture:
                WriteBracketed($"(?<{capture.Number}>", capture.Body, after);
                break;
            case ConcatNode or AlternationNode:
                WriteGrouped(node, after);
                break;
            case AnchorNode anchor:
                WriteAnchor(anchor.Kind, null, null);
                break;
            default:
                WriteBeyondRe2(node);
                break;
        }
    }

    // One element, to which a quantifier can be added.
    private void WriteElement(RegexNode node, InsidePair after)
    {
        if (PairSafety.SetOf(node) is { } set)
        {
            WriteSet(set);
        }
        else if (node is CaptureNode or AtomicNode)
        {
            WritePart(node, after);
        }
        else
        {
            WriteGrouped(node, after);
        }
    }

    private void WriteGrouped(RegexNode node, InsidePair after) => WriteBracketed("(?:", node, after);

    private void WriteBracketed(string opening, RegexNode body, InsidePair after)
    {
        _text.Append(opening);
        WriteBranches(body, after);
        _text.Append(')');
    }

    private void WriteLiteral(LiteralNode literal)
    {
        foreach (var codePoint in literal.CodePoints)
        {
            if (literal.IgnoreCase)
            {
                WriteSet(CodePointSet.Only(codePoint).WithOtherCases());
            }
            else if (LineText.UnitsOf(codePoint) is { } units)
            {
                _text.AppendJoin("", units.Select(UnitClass.Of));
            }
            else
            {
                _text.Append(UnitClass.Never);
            }
        }
    }

    // One code point of the set, as one element.
    private void WriteSet(CodePointSet set)
    {
        var units = LineText.SingleUnits(set);
        var alternatives = LineText.UnitSequences(set).Select(sequence => string.Concat(sequence.Select(UnitClass.Of))).ToList();
        if (alternatives.Count == 0)
        {
            _text.Append(UnitClass.Of(units));
            return;
        }

        if (!units.IsEmpty)
        {
            alternatives.Insert(0, UnitClass.Of(units));
        }

        _text.Append("(?:").AppendJoin('|', alternatives).Append(')');
    }

    // What RE2 does not have.
    private void WriteBeyondRe2(RegexNode node)
    {
        switch (node)
        {
            case LookaroundNode lookaround:
                WriteBracketed((lookaround.Ahead, lookaround.Negated) switch
                {
                    (true, false) => "(?=",
                    (true, true) => "(?!",
                    (false, false) => "(?<=",
                    (false, true) => "(?<!",
                }, lookaround.Body, InsidePair.Unknown);
                break;
            case AtomicNode atomic:
                // As with a possessive loop: what follows can fail, but not so that anything inside is tried again.
                WriteBracketed("(?>", atomic.Body, InsidePair.NeverFails);
                break;
            case PartNode part:
                WriteCall(part);
                break;
            case BackreferenceNode reference:
                _text.Append("(?:").AppendJoin('|', reference.Groups.Select(group => $@"\k<{group}>")).Append(')');
                break;
            default:
                throw new UnreachableException(node.GetType().Name);
        }
    }

    // A place for the compiler to put the call, which the generator makes nothing of but the reference to a group. Where the part may end in several ways,
    // the group says where it has begun, and each further turn of the loop goes on from one end to the next.
    private void WriteCall(PartNode part)
    {
        var group = part.Group.ToString(CultureInfo.InvariantCulture);
        _text.Append(part.HasOneEnd ? $@"(?<{group}>){{0}}\k<{group}>" : $@"(?<{group}>)\k<{group}>+?");
    }
}
