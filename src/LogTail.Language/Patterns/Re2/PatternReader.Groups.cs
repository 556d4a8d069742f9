namespace LogTail.Language.Patterns.Re2;

internal sealed partial class PatternReader
{
    private bool ReadGroupOpening()
    {
        if (_outer.Count >= RegexTree.MaxHeight)
        {
            return Refuse($"Groups are nested more than {RegexTree.MaxHeight} deep.", _next, 1);
        }

        if (StartsWith("(?P<") || (StartsWith("(?<") && !StartsWith("(?<=") && !StartsWith("(?<!")))
        {
            return ReadNamedOpening();
        }

        return StartsWith("(?") ? ReadFlags() : Open(_next, 1, CaptureNumber(name: null), _flags);
    }

    private bool Open(int start, int length, int? number, PatternFlags inside)
    {
        _outer.Push(_group);
        _group = new OpenGroup(start, number, _flags);
        _flags = inside;
        _next = start + length;
        return true;
    }

    private int CaptureNumber(string? name)
    {
        _groups.Add(new CaptureGroup(_groups.Count + 1, name));
        return _groups.Count;
    }

    private bool ReadNamedOpening()
    {
        var nameStart = _pattern.IndexOf('<', _next) + 1;
        var nameEnd = _pattern.IndexOf('>', nameStart);
        if (nameEnd < 0)
        {
            return Refuse("The name of this group is not closed.", _next, nameStart - _next, "Write `(?P<name>...)`.");
        }

        var name = _pattern[nameStart..nameEnd];
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            return Refuse(
                $"`{name}` is not a name for a group.", _next, nameEnd + 1 - _next, "Use letters, digits and underscores: `(?P<name>...)`.");
        }

        if (!_names.Add(name))
        {
            return Refuse($"There is already a group named `{name}`.", nameStart, name.Length, "Give each group a name of its own.");
        }

        return Open(_next, nameEnd + 1 - _next, CaptureNumber(name), _flags);
    }

    // (?flags) up to the end of the enclosing group, or (?flags:...) for a group of its own. The flags may be none.
    private bool ReadFlags()
    {
        var start = _next;
        var (flags, negated, named) = (_flags, false, false);
        for (var i = start + 2; i < _pattern.Length; i++)
        {
            switch (_pattern[i])
            {
                case var letter and ('i' or 'm' or 's' or 'U'):
                    flags = negated ? flags & ~Flag(letter) : flags | Flag(letter);
                    named = true;
                    continue;
                case '-' when !negated:
                    (negated, named) = (true, false);
                    continue;
                case ':' when named || !negated:
                    return Open(start, i + 1 - start, number: null, flags);
                case ')' when named || !negated:
                    _flags = flags;
                    _next = i + 1;
                    return true;
                default:
                    return RefuseGroup(start, i);
            }
        }

        return RefuseGroup(start, _pattern.Length - 1);
    }

    private static PatternFlags Flag(char letter) => letter switch
    {
        'i' => PatternFlags.IgnoreCase,
        'm' => PatternFlags.MultiLine,
        's' => PatternFlags.DotMatchesLineFeed,
        _ => PatternFlags.Ungreedy,
    };

    private bool RefuseGroup(int start, int badIndex)
    {
        if (ForeignSyntax.OfGroup(_pattern[start..]) is { } foreign)
        {
            return Refuse($"{foreign.Name}, `{foreign.Opening}`, is not part of RE2.", start, foreign.Opening.Length, foreign.Hint);
        }

        var text = _pattern[start..(badIndex + 1)];
        return Refuse($"`{text}` does not begin a group of RE2.", start, text.Length, ForeignSyntax.GroupHint);
    }

    private bool ReadGroupClosing()
    {
        if (!_outer.TryPop(out var outer))
        {
            return Refuse("This `)` closes no group.", _next, 1, @"Write `\)` for the character itself.");
        }

        var closed = _group.Close();
        if (closed.Height >= RegexTree.MaxHeight)
        {
            return Refuse($"The pattern is nested more than {RegexTree.MaxHeight} deep.", _group.Start, 1);
        }

        _flags = _group.OuterFlags;
        _group = outer;
        _group.Parts.Add(closed);
        _next++;
        return true;
    }
}
