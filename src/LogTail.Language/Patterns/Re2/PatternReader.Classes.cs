namespace LogTail.Language.Patterns.Re2;

internal sealed partial class PatternReader
{
    private bool ReadClass()
    {
        var start = _next++;
        var negated = !AtEnd && _pattern[_next] == '^';
        if (negated)
        {
            _next++;
        }

        // A bracket in the first place is a member.
        var ranges = new List<CodePointRange>();
        for (var first = true; first || AtEnd || _pattern[_next] != ']'; first = false)
        {
            if (AtEnd)
            {
                return Refuse("This character class is not closed.", start, 1, @"Add the missing `]`, or write `\[` for the character itself.");
            }

            if (!ReadClassMember(ranges, start))
            {
                return false;
            }
        }

        _next++;
        AddSet(Selected(CodePointSet.Of(ranges), negated));
        return true;
    }

    private bool ReadClassMember(List<CodePointRange> ranges, int classStart)
    {
        if (StartsWith("[:") && _pattern.IndexOf(":]", _next + 2, StringComparison.Ordinal) is >= 0 and var end)
        {
            return ReadPosixSet(ranges, end + 2);
        }

        if (_pattern[_next] == '\\' && TryReadSetEscape(out var set))
        {
            ranges.AddRange(set!.Ranges);
            return true;
        }

        return _error is null && ReadClassRange(ranges, classStart);
    }

    private bool ReadPosixSet(List<CodePointRange> ranges, int end)
    {
        var text = _pattern[_next..end];
        var negated = text.StartsWith("[:^", StringComparison.Ordinal);
        if (NamedSets.Posix(text[(negated ? 3 : 2)..^2]) is not { } set)
        {
            return Refuse($"There is no class `{text}`.", _next, text.Length,
                $"The names are {string.Join(", ", NamedSets.PosixNames)}, each also with `^` in front.");
        }

        ranges.AddRange(Selected(set, negated).Ranges);
        _next = end;
        return true;
    }

    private bool ReadClassRange(List<CodePointRange> ranges, int classStart)
    {
        var start = _next;
        if (!TryReadClassCharacter(classStart, out var first))
        {
            return false;
        }

        var last = first;

        // A hyphen before the closing bracket is a member.
        if (_next + 1 < _pattern.Length && _pattern[_next] == '-' && _pattern[_next + 1] != ']')
        {
            _next++;
            if (!TryReadClassCharacter(classStart, out last))
            {
                return false;
            }
        }

        if (last < first)
        {
            return Refuse($"The range `{_pattern[start.._next]}` runs backwards.", start, _next - start, @"Write `\-` for a hyphen.");
        }

        ranges.Add(new CodePointRange(first, last));
        return true;
    }

    private bool TryReadClassCharacter(int classStart, out int codePoint)
    {
        codePoint = 0;
        if (AtEnd)
        {
            return Refuse("This character class is not closed.", classStart, 1);
        }

        if (_pattern[_next] == '\\')
        {
            return TryReadCharacterEscape(out codePoint);
        }

        codePoint = NextRune();
        return true;
    }
}
