using LogTail.Language.Patterns.Unicode;

namespace LogTail.Language.Patterns.Re2;

internal sealed partial class PatternReader
{
    private bool ReadEscape()
    {
        switch (_next + 1 < _pattern.Length ? _pattern[_next + 1] : '\0')
        {
            case 'A':
                return Take(2, new AnchorNode(AnchorKind.TextBegin));
            case 'z':
                return Take(2, new AnchorNode(AnchorKind.TextEnd));
            case 'b':
                return Take(2, new AnchorNode(AnchorKind.WordBoundary));
            case 'B':
                return Take(2, new AnchorNode(AnchorKind.NotWordBoundary));
            case 'Q':
                ReadQuotedText();
                return true;
            default:
                if (TryReadSetEscape(out var set))
                {
                    AddSet(set!);
                }
                else if (TryReadCharacterEscape(out var codePoint))
                {
                    AddLiteral(codePoint);
                }
                else
                {
                    return false;
                }

                return true;
        }
    }

    private void ReadQuotedText()
    {
        var start = _next + 2;
        var end = _pattern.IndexOf(@"\E", start, StringComparison.Ordinal);
        _next = start;
        while (_next < (end < 0 ? _pattern.Length : end))
        {
            AddLiteral(NextRune());
        }

        _next = end < 0 ? _pattern.Length : end + 2;
    }

    // \d, \pN, \p{Greek} and their like. False without an error when no such escape is here.
    private bool TryReadSetEscape(out CodePointSet? set)
    {
        set = null;
        var letter = _next + 1 < _pattern.Length ? _pattern[_next + 1] : '\0';
        if (NamedSets.Perl(char.ToLowerInvariant(letter)) is { } perl)
        {
            _next += 2;
            set = Selected(perl, negated: char.IsAsciiLetterUpper(letter));
            return true;
        }

        return letter is 'p' or 'P' && TryReadUnicodeSet(out set);
    }

    private bool TryReadUnicodeSet(out CodePointSet? set)
    {
        set = null;
        var start = _next;
        var negated = _pattern[start + 1] == 'P';
        _next += 2;
        if (AtEnd)
        {
            return Refuse("The name of a Unicode class is missing.", start, 2, @"Write `\pL` or `\p{Greek}`.");
        }

        string name;
        if (_pattern[_next] == '{')
        {
            var end = _pattern.IndexOf('}', _next);
            if (end < 0)
            {
                return Refuse("The name of this Unicode class is not closed.", start, 3, @"Write `\p{Greek}`.");
            }

            name = _pattern[(_next + 1)..end];
            _next = end + 1;
        }
        else
        {
            name = char.ConvertFromUtf32(NextRune());
        }

        if (name.StartsWith('^'))
        {
            negated = !negated;
            name = name[1..];
        }

        if (!UnicodeClasses.TryFind(name, out var found))
        {
            return Refuse($"There is no Unicode class `{name}`.", start, _next - start, ForeignSyntax.UnicodeClassHint(name));
        }

        set = Selected(found, negated);
        return true;
    }

    // Case is folded before a set is negated: (?i)\P{Lu} excludes small letters too.
    private CodePointSet Selected(CodePointSet set, bool negated)
    {
        var folded = Has(PatternFlags.IgnoreCase) ? set.WithOtherCases() : set;
        return negated ? folded.Complement() : folded;
    }

    // An escape that stands for one character, inside or outside brackets.
    private bool TryReadCharacterEscape(out int codePoint)
    {
        codePoint = 0;
        if (_error is not null)
        {
            return false;
        }

        var start = _next++;
        if (AtEnd)
        {
            return Refuse(@"The pattern ends in a lone `\`.", start, 1, @"Write `\\` for the character itself.");
        }

        var c = _pattern[_next];
        if (c == 'x')
        {
            return TryReadHexadecimal(start, out codePoint);
        }

        // A digit other than 0 that stands alone would be a back-reference.
        if (c == '0' || (c is >= '1' and <= '7' && _next + 1 < _pattern.Length && IsOctal(_pattern[_next + 1])))
        {
            for (var digits = 0; digits < 3 && !AtEnd && IsOctal(_pattern[_next]); digits++)
            {
                codePoint = (codePoint * 8) + _pattern[_next++] - '0';
            }

            return true;
        }

        codePoint = NamedSets.ControlCharacter(c) ?? (char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c) ? c : -1);
        if (codePoint >= 0)
        {
            _next++;
            return true;
        }

        var text = _pattern[start..(_next + (char.IsHighSurrogate(c) ? 2 : 1))];
        return Refuse($"`{text}` is not an escape of RE2.", start, text.Length, ForeignSyntax.EscapeHint(c));
    }

    private static bool IsOctal(char c) => c is >= '0' and <= '7';

    // \x41 or \x{10FFFF}; _next is at the x.
    private bool TryReadHexadecimal(int start, out int codePoint)
    {
        codePoint = 0;
        var braced = _next + 1 < _pattern.Length && _pattern[_next + 1] == '{';
        var i = _next + (braced ? 2 : 1);
        var digits = 0;
        for (; i < _pattern.Length && char.IsAsciiHexDigit(_pattern[i]) && (braced || digits < 2); i++, digits++)
        {
            // Stays above the limit once it is there, so that many digits cannot wrap around.
            codePoint = Math.Min((codePoint * 16) + Convert.ToInt32(_pattern[i].ToString(), 16), CodePointSet.MaxCodePoint + 1);
        }

        var closed = braced ? digits > 0 && i < _pattern.Length && _pattern[i++] == '}' : digits == 2;
        if (!closed || codePoint > CodePointSet.MaxCodePoint)
        {
            return Refuse(
                "This hexadecimal escape is not complete or too large.", start, Math.Min(i, _pattern.Length) - start, @"Write `\x41` or `\x{10FFFF}`.");
        }

        _next = i;
        return true;
    }
}
