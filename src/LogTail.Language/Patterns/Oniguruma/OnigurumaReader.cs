using System.Collections.Immutable;
using System.Text;
using LogTail.Language.Patterns.Re2;

namespace LogTail.Language.Patterns.Oniguruma;

/// <summary>
/// Reads one pattern from left to right. Open groups are kept on a stack of its own, so nesting costs no call depth.
/// Every <c>Read…</c> and <c>Try…</c> method returns false once <see cref="_error"/> is set.
/// </summary>
internal sealed partial class OnigurumaReader
{
    private readonly string _pattern;
    private readonly bool _plainGroupsCapture;
    private readonly bool _isPlainOniguruma;
    private readonly Stack<OpenBracket> _outer = new();
    private readonly ImmutableArray<CaptureGroup>.Builder _groups = ImmutableArray.CreateBuilder<CaptureGroup>();
    private readonly List<int> _groupOffsets = [];

    // The innermost open group; the whole pattern is one, without brackets.
    private OpenBracket _open;
    private PatternFlags _flags;

    // Index of the first unit not yet read.
    private int _next;
    private PatternError? _error;

    // Whether \k, \g, a number or a conditional was read, so that the tree has stand-ins.
    private bool _hasReferences;

    public OnigurumaReader(string pattern, OnigurumaOptions options, bool plainGroupsCapture)
    {
        _pattern = pattern;
        _plainGroupsCapture = plainGroupsCapture;
        _isPlainOniguruma = options.IsPlainOniguruma;
        _flags = options.DotMatchesLineFeed ? PatternFlags.DotMatchesLineFeed : PatternFlags.None;
        _open = new OpenBracket(new OpenGroup(0, null, _flags), BracketKind.Plain);
    }

    public bool HasNamedGroups { get; private set; }

    public bool HasPlainGroups { get; private set; }

    public IReadOnlyList<int> GroupOffsets => _groupOffsets;

    private OpenGroup Group => _open.Group;

    private bool AtEnd => _next >= _pattern.Length;

    public PatternParseResult Read()
    {
        var read = CheckText();
        while (read && !AtEnd)
        {
            read = ReadPart();
        }

        read = read && CloseImplicitGroups();
        if (read && _outer.Count > 0)
        {
            read = Refuse("This group is not closed.", Group.Start, 1, @"Add the missing `)`, or write `\(` for the character itself.");
        }

        if (!read)
        {
            return new PatternParseResult(null, _error);
        }

        var tree = new RegexTree(Group.Close().Node, _groups.ToImmutable()) { MayIterateOverNothing = true };
        return _hasReferences ? new ReferenceResolver(tree, HasNamedGroups).Resolve() : new PatternParseResult(tree, null);
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
        switch (_pattern[_next])
        {
            case '(':
                return ReadGroupOpening();
            case ')':
                return ReadGroupClosing();
            case '|':
                _next++;
                _open.EndBranch();
                return true;
            case '*' or '+' or '?':
                return ReadQuantifier();
            case '{' when CountAhead() is { } count:
                return ReadCount(count);
            case '[':
                return ReadClass();
            case '\\':
                return ReadEscape();
            case '.':
                return Take(1, new AnyNode(Has(PatternFlags.DotMatchesLineFeed)));
            case '^':
                return Take(1, new AnchorNode(AnchorKind.LineBegin));
            case '$':
                return Take(1, new AnchorNode(AnchorKind.LineEnd));
            case ' ' or '\t' or '\n' or '\r' or '\f' or '\v' when Has(PatternFlags.Extended):
                _next++;
                return true;
            case '#' when Has(PatternFlags.Extended):
                var lineEnd = _pattern.IndexOf('\n', _next);
                _next = lineEnd < 0 ? _pattern.Length : lineEnd + 1;
                return true;
            default:
                AddLiteral(NextRune());
                return true;
        }
    }

    private bool Has(PatternFlags flag) => (_flags & flag) != 0;

    private bool Take(int length, RegexNode node)
    {
        _next += length;
        Group.Parts.Add(new Part(node));
        return true;
    }

    private int NextRune()
    {
        var rune = Rune.GetRuneAt(_pattern, _next);
        _next += rune.Utf16SequenceLength;
        return rune.Value;
    }

    private void AddLiteral(int codePoint) =>
        Group.Parts.Add(new Part(new LiteralNode([codePoint], Has(PatternFlags.IgnoreCase))));

    // A set of one is the same as the character, and literals are what prefilters and capture types look for.
    private void AddSet(CodePointSet set) =>
        Group.Parts.Add(new Part(set.Single is { } only ? new LiteralNode([only], IgnoreCase: false) : new ClassNode(set)));

    private bool Refuse(string message, int offset, int length, string? hint = null)
    {
        _error ??= new PatternError(message, offset, length, hint);
        return false;
    }

    private bool StartsWith(string text) => string.CompareOrdinal(_pattern, _next, text, 0, text.Length) == 0;

    private char CharAt(int index) => index < _pattern.Length ? _pattern[index] : '\0';
}
