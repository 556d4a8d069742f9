using System.Text;
using LogTail.Language.Patterns.Re2;

namespace LogTail.Language.Patterns.Oniguruma;

internal sealed partial class OnigurumaReader
{
    private bool ReadGroupOpening()
    {
        if (_outer.Count >= RegexTree.MaxHeight)
        {
            return Refuse($"Groups are nested more than {RegexTree.MaxHeight} deep.", _next, 1);
        }

        if (CharAt(_next + 1) != '?')
        {
            HasPlainGroups = true;
            return Open(1, BracketKind.Plain, _plainGroupsCapture ? CaptureNumber(name: null) : null, _flags);
        }

        return CharAt(_next + 2) switch
        {
            ':' => Open(3, BracketKind.Plain, null, _flags),
            '>' => Open(3, BracketKind.Atomic, null, _flags),
            '=' => Open(3, BracketKind.Ahead, null, _flags),
            '!' => Open(3, BracketKind.NotAhead, null, _flags),
            '#' => ReadComment(),
            '<' when CharAt(_next + 3) == '=' => Open(4, BracketKind.Behind, null, _flags),
            '<' when CharAt(_next + 3) == '!' => Open(4, BracketKind.NotBehind, null, _flags),
            '<' => ReadNamedOpening(_next + 3, '>'),
            '\'' => ReadNamedOpening(_next + 3, '\''),

            // Neither Ruby nor Oniguruma has it, but the pattern files of Go's grok do.
            'P' when CharAt(_next + 3) == '<' => ReadNamedOpening(_next + 4, '>'),
            '~' => Refuse("The absence operator `(?~` is not available: no automaton of .NET can do it.", _next, 3,
                "Use a negative lookahead, such as `(?:(?!x).)*`."),
            '(' => ReadCondition(),
            _ => ReadFlags(),
        };
    }

    private bool Open(int length, BracketKind kind, int? number, PatternFlags inside, string condition = "")
    {
        _outer.Push(_open);
        _open = new OpenBracket(new OpenGroup(_next, number, _flags), kind) { Condition = condition };
        _flags = inside;
        _next += length;
        return true;
    }

    private int CaptureNumber(string? name)
    {
        _groups.Add(new CaptureGroup(_groups.Count + 1, name));
        _groupOffsets.Add(_next);
        return _groups.Count;
    }

    // Ruby allows nearly anything, grok needs brackets and dots; what no one can allow is a number.
    private bool ReadNamedOpening(int nameStart, char terminator)
    {
        var nameEnd = _pattern.IndexOf(terminator, Math.Min(nameStart, _pattern.Length));
        if (nameEnd < 0)
        {
            return Refuse("The name of this group is not closed.", _next, nameStart - _next, "Write `(?<name>...)`.");
        }

        var name = _pattern[nameStart..nameEnd];
        if (name.Length == 0 || IsNumber(name) || name.Contains(')', StringComparison.Ordinal))
        {
            return Refuse($"`{name}` is not a name for a group.", _next, nameEnd + 1 - _next, "A name begins with a letter: `(?<name>...)`.");
        }

        HasNamedGroups = true;
        return Open(nameEnd + 1 - _next, BracketKind.Plain, CaptureNumber(name), _flags);
    }

    // (?(<name>)…|…), (?('name')…|…) or (?(1)…|…)
    private bool ReadCondition()
    {
        var end = _pattern.IndexOf(')', _next);
        var name = end < 0 ? "" : _pattern[(_next + 3)..end];
        if (name is ['<', .., '>'] or ['\'', .., '\''])
        {
            name = name[1..^1];
        }
        else if (name.Length == 0 || !IsNumber(name))
        {
            return Refuse("This condition names no group.", _next, 3, "Write `(?(<name>)yes|no)`.");
        }

        _hasReferences = true;
        return Open(end + 1 - _next, BracketKind.Conditional, null, _flags, name);
    }

    private static bool IsNumber(string name) => name.TrimStart('-').All(char.IsAsciiDigit);

    private bool ReadComment()
    {
        for (var i = _next + 3; i < _pattern.Length; i++)
        {
            if (_pattern[i] == '\\')
            {
                i++;
            }
            else if (_pattern[i] == ')')
            {
                _next = i + 1;
                return true;
            }
        }

        return Refuse("This comment is not closed.", _next, 3, "Add the missing `)`.");
    }

    // (?flags) up to the end of the enclosing group, its further alternatives included, or (?flags:...) for a group of its own.
    private bool ReadFlags()
    {
        var (flags, negated) = (_flags, false);
        for (var i = _next + 2; i < _pattern.Length; i++)
        {
            var letter = _pattern[i];
            if (letter == '-' && !negated)
            {
                negated = true;
            }
            else if (letter is ':' or ')')
            {
                return Open(i + 1 - _next, letter == ':' ? BracketKind.Plain : BracketKind.Implicit, null, flags);
            }
            else if (Flag(letter) is { } flag)
            {
                flags = negated ? flags & ~flag : flags | flag;
            }
            else if (letter is 'u' or 'd' && !negated)
            {
                flags &= ~PatternFlags.AsciiClasses;
            }
            else
            {
                return RefuseGroup(i);
            }
        }

        return RefuseGroup(_pattern.Length - 1);
    }

    // Oniguruma's m is what others call s; its own s is refused by Ruby, but can only mean the same.
    private static PatternFlags? Flag(char letter) => letter switch
    {
        'i' => PatternFlags.IgnoreCase,
        'm' or 's' => PatternFlags.DotMatchesLineFeed,
        'x' => PatternFlags.Extended,
        'a' => PatternFlags.AsciiClasses,
        _ => null,
    };

    private bool RefuseGroup(int badIndex)
    {
        var rune = Rune.GetRuneAt(_pattern, badIndex);
        var text = _pattern[_next..(badIndex + rune.Utf16SequenceLength)];
        return Refuse($"`{text}` does not begin a group of Oniguruma.", _next, text.Length,
            "Groups are `(...)`, `(?:...)`, `(?<name>...)`, `(?=...)`, `(?!...)`, `(?<=...)`, `(?<!...)`, `(?>...)`, `(?imx-imx:...)`, `(?#...)`.");
    }

    private bool ReadGroupClosing()
    {
        if (!CloseImplicitGroups())
        {
            return false;
        }

        if (_outer.Count == 0)
        {
            return Refuse("This `)` closes no group.", _next, 1, @"Write `\)` for the character itself.");
        }

        _next++;
        return CloseGroup();
    }

    private bool CloseImplicitGroups()
    {
        while (_open.Kind == BracketKind.Implicit)
        {
            if (!CloseGroup())
            {
                return false;
            }
        }

        return true;
    }

    private bool CloseGroup()
    {
        if (_open.Kind == BracketKind.Conditional && _open.Branches > 2)
        {
            return Refuse("A conditional has two alternatives at most.", Group.Start, 3, "Put them into a group: `(?(<name>)yes|(?:no|no))`.");
        }

        var closed = Wrapped(Group.Close());
        if (closed.Height >= RegexTree.MaxHeight)
        {
            return Refuse($"The pattern is nested more than {RegexTree.MaxHeight} deep.", Group.Start, 1);
        }

        _flags = Group.OuterFlags;
        _open = _outer.Pop();
        Group.Parts.Add(closed);
        return true;
    }

    private Part Wrapped(Part body) => _open.Kind switch
    {
        BracketKind.Atomic => body with { Node = new AtomicNode(body.Node), Height = body.Height + 1 },
        BracketKind.Ahead => Looking(body, ahead: true, negated: false),
        BracketKind.NotAhead => Looking(body, ahead: true, negated: true),
        BracketKind.Behind => Looking(body, ahead: false, negated: false),
        BracketKind.NotBehind => Looking(body, ahead: false, negated: true),
        BracketKind.Conditional => body with { Node = Conditional(body.Node), Height = body.Height + 3 },
        _ => body,
    };

    private ConditionalNode Conditional(RegexNode body)
    {
        var (yes, no) = _open.Branches == 2 && body is AlternationNode both ? (both.Branches[0], both.Branches[1]) : (body, new EmptyNode());
        return new ConditionalNode(_open.Condition, Group.Start, _groups.Count, yes, no);
    }

    private static Part Looking(Part body, bool ahead, bool negated) =>
        body with { Node = new LookaroundNode(body.Node, ahead, negated), Height = body.Height + 1 };
}
