using LogTail.Language.Patterns.Re2;

namespace LogTail.Language.Patterns.Oniguruma;

internal sealed partial class OnigurumaReader
{
    /// <summary>A bracket that is not closed yet.</summary>
    /// <param name="start">Where it begins.</param>
    private sealed class OpenClass(int start, bool negated)
    {
        // What stands left of the last &&; null when there is none.
        private CodePointSet? _left;

        public int Start => start;

        /// <summary>The members after the last <c>&amp;&amp;</c>.</summary>
        public List<CodePointRange> Ranges { get; } = [];

        /// <summary>Whether nothing has been read yet: then <c>]</c> is a member.</summary>
        public bool IsFresh { get; set; } = true;

        public bool Negated => negated;

        public void Intersect()
        {
            _left = Members();
            Ranges.Clear();
        }

        public CodePointSet Members()
        {
            var right = CodePointSet.Of(Ranges);
            return _left is null ? right : _left.Intersect(right);
        }
    }

    // Classes nest; a stack of our own keeps hostile text from costing call depth.
    private bool ReadClass()
    {
        var outer = new Stack<OpenClass>();
        var open = OpenBracket();
        while (true)
        {
            if (AtEnd)
            {
                return Refuse("This character class is not closed.", open.Start, 1, @"Add the missing `]`, or write `\[` for the character itself.");
            }

            var fresh = open.IsFresh;
            open.IsFresh = false;
            if (_pattern[_next] == ']' && !(fresh && _pattern.IndexOf(']', _next + 1) >= 0))
            {
                _next++;
                var members = Selected(open.Members(), open.Negated);
                if (fresh)
                {
                    return Refuse("This character class is empty.", open.Start, _next - open.Start);
                }

                if (outer.Count == 0)
                {
                    AddSet(members);
                    return true;
                }

                open = outer.Pop();
                open.Ranges.AddRange(members.Ranges);
            }
            else if (StartsWith("&&"))
            {
                _next += 2;
                open.Intersect();
            }
            else if (_pattern[_next] == '[' && !IsPosixSet(out _))
            {
                outer.Push(open);
                open = OpenBracket();
            }
            else if (!ReadClassMember(open))
            {
                return false;
            }
        }
    }

    private OpenClass OpenBracket()
    {
        var start = _next++;
        var negated = CharAt(_next) == '^';
        _next += negated ? 1 : 0;
        return new OpenClass(start, negated);
    }

    private bool IsPosixSet(out int end)
    {
        end = _next + 2;
        if (CharAt(_next + 1) != ':')
        {
            return false;
        }

        end += CharAt(end) == '^' ? 1 : 0;
        while (char.IsAsciiLetter(CharAt(end)))
        {
            end++;
        }

        return CharAt(end) == ':' && CharAt(end + 1) == ']';
    }

    private bool ReadClassMember(OpenClass open)
    {
        if (_pattern[_next] == '[' && IsPosixSet(out var end))
        {
            return ReadPosixSet(open.Ranges, end + 2);
        }

        if (_pattern[_next] == '\\' && TryReadSetEscape(out var set))
        {
            open.Ranges.AddRange(set!.Ranges);
            return true;
        }

        return _error is null && ReadClassRange(open);
    }

    private bool ReadPosixSet(List<CodePointRange> ranges, int end)
    {
        var text = _pattern[_next..end];
        var negated = text[2] == '^';
        var name = text[(negated ? 3 : 2)..^2];
        var posix = _isPlainOniguruma && name == "punct" ? OnigurumaSets.Punctuation : OnigurumaSets.Posix(name, Has(PatternFlags.AsciiClasses));
        if (posix is not { } set)
        {
            return Refuse($"There is no class `{text}`.", _next, text.Length,
                $"The names are {string.Join(", ", OnigurumaSets.PosixNames)}, each also with `^` in front.");
        }

        ranges.AddRange(Selected(set, negated).Ranges);
        _next = end;
        return true;
    }

    private bool ReadClassRange(OpenClass open)
    {
        var start = _next;
        if (!TryReadClassCharacter(open, out var first))
        {
            return false;
        }

        var last = first;
        if (BeginsRange())
        {
            _next++;
            if (!TryReadClassCharacter(open, out last))
            {
                return false;
            }
        }

        if (last < first)
        {
            return Refuse($"The range `{_pattern[start.._next]}` runs backwards.", start, _next - start, @"Write `\-` for a hyphen.");
        }

        open.Ranges.Add(new CodePointRange(first, last));
        return true;
    }

    // A hyphen is a member where no range can be: before the closing bracket, a nested class, a set or an intersection.
    private bool BeginsRange()
    {
        if (CharAt(_next) != '-' || CharAt(_next + 1) is ']' or '[' or '\0')
        {
            return false;
        }

        var after = CharAt(_next + 2);
        return CharAt(_next + 1) switch
        {
            '\\' => after is not ('p' or 'P') && OnigurumaSets.Shorthand(char.ToLowerInvariant(after), false) is null,
            '&' => after != '&',
            _ => true,
        };
    }

    private bool TryReadClassCharacter(OpenClass open, out int codePoint)
    {
        codePoint = 0;
        if (AtEnd)
        {
            return Refuse("This character class is not closed.", open.Start, 1);
        }

        if (_pattern[_next] != '\\')
        {
            codePoint = NextRune();
            return true;
        }

        if (CharAt(_next + 1) == 'b')
        {
            codePoint = '\b';
            _next += 2;
            return true;
        }

        return TryReadCharacterEscape(out codePoint);
    }
}
