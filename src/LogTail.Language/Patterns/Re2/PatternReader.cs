using System.Collections.Immutable;
using System.Text;

namespace LogTail.Language.Patterns.Re2;

/// <summary>
/// Reads one pattern from left to right. Open groups are kept on a stack of its own, so nesting costs no call depth.
/// Every <c>Read…</c> and <c>Try…</c> method returns false once <see cref="_error"/> is set.
/// </summary>
internal sealed partial class PatternReader
{
    private readonly string _pattern;
    private readonly IEmbeddedPatterns? _embedded;
    private readonly Stack<OpenGroup> _outer = new();
    private readonly ImmutableArray<CaptureGroup>.Builder _groups = ImmutableArray.CreateBuilder<CaptureGroup>();
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    // The innermost open group; the whole pattern is one, without brackets.
    private OpenGroup _group = new(0, null, PatternFlags.None);
    private PatternFlags _flags = PatternFlags.None;

    // Index of the first unit not yet read.
    private int _next;

    // Where the quantifier begins that was read last, if nothing came after it; else -1. Go refuses a second one there.
    private int _quantifierStart = -1;
    private PatternError? _error;

    // Whether there is a piece of another dialect. Those iterate over nothing, and so does then the whole.
    private bool _hasEmbedded;

    public PatternReader(string pattern, IEmbeddedPatterns? embedded)
    {
        _pattern = pattern;
        _embedded = embedded;
    }

    private bool AtEnd => _next >= _pattern.Length;

    public PatternParseResult Read()
    {
        var read = CheckText();
        while (read && !AtEnd)
        {
            read = ReadPart();
        }

        if (read && _outer.Count > 0)
        {
            read = Refuse("This group is not closed.", _group.Start, 1, @"Add the missing `)`, or write `\(` for the character itself.");
        }

        if (!read)
        {
            return new PatternParseResult(null, _error);
        }

        var whole = _group.Close();
        return new PatternParseResult(new RegexTree(whole.Node, _groups.ToImmutable()) { MayIterateOverNothing = _hasEmbedded }, null);
    }

    private bool CheckText()
    {
        for (var rest = _pattern.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var consumed) != System.Buffers.OperationStatus.Done)
            {
                return Refuse("The pattern is not valid Unicode text here.", _pattern.Length - rest.Length, consumed);
            }

            rest = rest[consumed..];
        }

        return true;
    }

    private bool ReadPart()
    {
        var quantifierBefore = _quantifierStart;
        _quantifierStart = -1;
        switch (_pattern[_next])
        {
            case '(':
                return ReadGroupOpening();
            case ')':
                return ReadGroupClosing();
            case '|':
                _next++;
                _group.EndBranch();
                return true;
            case '*' or '+' or '?':
                return ReadQuantifier(quantifierBefore);
            case '{' when CountAhead() is { } count:
                return ReadCount(count, quantifierBefore);
            case '[':
                return ReadClass();
            case '\\':
                return ReadEscape();
            case '.':
                return Take(1, new AnyNode(Has(PatternFlags.DotMatchesLineFeed)));
            case '^':
                return Take(1, new AnchorNode(Has(PatternFlags.MultiLine) ? AnchorKind.LineBegin : AnchorKind.TextBegin));
            case '$':
                return Take(1, new AnchorNode(Has(PatternFlags.MultiLine) ? AnchorKind.LineEnd : AnchorKind.TextEnd));
            case '%' when _embedded?.At(_pattern, _next, _groups.Count + 1, Has(PatternFlags.IgnoreCase)) is { } embedded:
                return ReadEmbedded(embedded);
            default:
                AddLiteral(NextRune());
                return true;
        }
    }

    private bool Has(PatternFlags flag) => (_flags & flag) != 0;

    private bool Take(int length, RegexNode node)
    {
        _next += length;
        _group.Parts.Add(new Part(node));
        return true;
    }

    private int NextRune()
    {
        var rune = Rune.GetRuneAt(_pattern, _next);
        _next += rune.Utf16SequenceLength;
        return rune.Value;
    }

    private void AddLiteral(int codePoint) =>
        _group.Parts.Add(new Part(new LiteralNode([codePoint], Has(PatternFlags.IgnoreCase))));

    // A set of one is the same as the character, and literals are what prefilters and capture types look for.
    private void AddSet(CodePointSet set) =>
        _group.Parts.Add(new Part(set.Single is { } only ? new LiteralNode([only], IgnoreCase: false) : new ClassNode(set)));

    private bool Refuse(string message, int offset, int length, string? hint = null)
    {
        _error ??= new PatternError(message, offset, length, hint);
        return false;
    }

    private bool StartsWith(string text) => string.CompareOrdinal(_pattern, _next, text, 0, text.Length) == 0;
}
