using System.Text;
using LogTail.Language.Patterns.Re2;
using LogTail.Language.Patterns.Unicode;

namespace LogTail.Language.Patterns.Oniguruma;

internal sealed partial class OnigurumaReader
{
    private bool ReadEscape()
    {
        switch (CharAt(_next + 1))
        {
            case 'A':
                return Take(2, new AnchorNode(AnchorKind.TextBegin));
            case 'z':
                return Take(2, new AnchorNode(AnchorKind.TextEnd));
            case 'Z':
                return Take(2, new AnchorNode(AnchorKind.TextEndOrFinalLineFeed));
            case 'G':
                return Take(2, new AnchorNode(AnchorKind.SearchBegin));
            case 'b':
                return Take(2, new AnchorNode(Has(PatternFlags.AsciiClasses) ? AnchorKind.WordBoundary : AnchorKind.UnicodeWordBoundary));
            case 'B':
                return Take(2, new AnchorNode(Has(PatternFlags.AsciiClasses) ? AnchorKind.NotWordBoundary : AnchorKind.NotUnicodeWordBoundary));
            case 'R':
                return Take(2, OnigurumaSets.AnyLineEnd);
            case 'X':
                return Take(2, OnigurumaSets.Grapheme);
            case 'N':
                return Take(2, new AnyNode(MatchesLineFeed: false));
            case 'O':
                return Take(2, new AnyNode(MatchesLineFeed: true));
            case 'y' or 'Y' when _isPlainOniguruma:
                return Take(2, OnigurumaSets.GraphemeBoundary(isBoundary: _pattern[_next + 1] == 'y'));
            case 'K':
                return Refuse(@"`\K` is not available.", _next, 2, @"Put what stands before it into a lookbehind: `(?<=...)`.");
            case 'k' when CharAt(_next + 2) is '<' or '\'':
                return ReadBracketedReference(call: false);
            case 'g' when CharAt(_next + 2) is '<' or '\'':
                return ReadBracketedReference(call: true);
            case >= '1' and <= '9' when IsBackreference(out var length):
                _hasReferences = true;
                return Take(length, new NamedReferenceNode(_pattern.Substring(_next + 1, length - 1), _next, length, _groups.Count));
            default:
                return ReadCharacterOrSetEscape();
        }
    }

    private bool ReadCharacterOrSetEscape()
    {
        if (TryReadSetEscape(out var set))
        {
            AddSet(set!);
            return true;
        }

        if (_error is not null || !TryReadCharacterEscape(out var codePoint))
        {
            return false;
        }

        AddLiteral(codePoint);
        return true;
    }

    private bool ReadBracketedReference(bool call)
    {
        var terminator = _pattern[_next + 2] == '<' ? '>' : '\'';
        var end = _pattern.IndexOf(terminator, _next + 3);
        if (end < 0)
        {
            return Refuse("The name of this reference is not closed.", _next, 3, $@"Write `\{_pattern[_next + 1]}<name>`.");
        }

        var name = _pattern[(_next + 3)..end];
        _hasReferences = true;
        RegexNode node = call
            ? new CallNode(name, _next, _groups.Count)
            : new NamedReferenceNode(name, _next, end + 1 - _next, _groups.Count);
        return Take(end + 1 - _next, node);
    }

    // One digit is always a reference. More are one if there are so many groups already; else they are octal, or one digit and text.
    private bool IsBackreference(out int length)
    {
        var end = _next + 1;
        while (char.IsAsciiDigit(CharAt(end)))
        {
            end++;
        }

        length = end - _next;
        if (length == 2 || (int.TryParse(_pattern.AsSpan(_next + 1, length - 1), out var number) && number <= _groups.Count))
        {
            return true;
        }

        length = 2;
        return !IsOctal(_pattern[_next + 1]) || !IsOctal(_pattern[_next + 2]);
    }

    // \d, \h, \p{Greek} and their like. False without an error when no such escape is here.
    private bool TryReadSetEscape(out CodePointSet? set)
    {
        set = null;
        var letter = CharAt(_next + 1);
        if (OnigurumaSets.Shorthand(char.ToLowerInvariant(letter), Has(PatternFlags.AsciiClasses)) is { } shorthand)
        {
            _next += 2;
            set = Selected(shorthand, negated: char.IsAsciiLetterUpper(letter));
            return true;
        }

        return letter is 'p' or 'P' && CharAt(_next + 2) == '{' && TryReadProperty(out set);
    }

    private bool TryReadProperty(out CodePointSet? set)
    {
        set = null;
        var start = _next;
        var end = _pattern.IndexOf('}', start);
        if (end < 0)
        {
            return Refuse("The name of this property is not closed.", start, 3, @"Write `\p{Greek}`.");
        }

        var name = _pattern[(start + 3)..end];
        var negated = _pattern[start + 1] == 'P';
        if (name.StartsWith('^'))
        {
            (negated, name) = (!negated, name[1..]);
        }

        _next = end + 1;
        var isPunctuation = _isPlainOniguruma && name.Equals("punct", StringComparison.OrdinalIgnoreCase);
        if ((isPunctuation ? OnigurumaSets.Punctuation : OnigurumaSets.Property(name)) is not { } found)
        {
            return Refuse($"There is no character property `{name}`.", start, _next - start,
                @"Name a general category, a script, or a POSIX class: `\p{Lu}`, `\p{Greek}`, `\p{Alnum}`.");
        }

        set = Selected(found, negated);
        return true;
    }

    // Case is folded before a set is negated: (?i)[^a] excludes A too.
    private CodePointSet Selected(CodePointSet set, bool negated)
    {
        var folded = Has(PatternFlags.IgnoreCase) ? CaseFolding.Close(set) : set;
        return negated ? folded.Complement() : folded;
    }

    // An escape that stands for one character, inside or outside brackets. Any other letter or sign stands for itself.
    private bool TryReadCharacterEscape(out int codePoint)
    {
        var start = _next++;
        codePoint = 0;
        if (AtEnd)
        {
            return Refuse(@"The pattern ends in a lone `\`.", start, 1, @"Write `\\` for the character itself.");
        }

        var letter = _pattern[_next];
        switch (letter)
        {
            case 'x' or 'u':
                return TryReadHexadecimal(start, out codePoint);
            case 'o' when CharAt(_next + 1) == '{':
                return TryReadBraced(start, 8, out codePoint);
            case 'c' or 'C' or 'M':
                return TryReadControl(start, out codePoint);
            case >= '0' and <= '7':
                for (var digits = 0; digits < 3 && IsOctal(CharAt(_next)); digits++)
                {
                    codePoint = (codePoint * 8) + _pattern[_next++] - '0';
                }

                return codePoint <= 0x7F || TryReadByteSequence(start, (byte)codePoint, out codePoint);
            default:
                codePoint = OnigurumaSets.ControlCharacter(letter) ?? NextRune();
                _next += OnigurumaSets.ControlCharacter(letter) is null ? 0 : 1;
                return true;
        }
    }

    private static bool IsOctal(char c) => c is >= '0' and <= '7';

    // \x41, \xC3\xA9, \x{10FFFF}, \u00E9 or \u{E9}; _next is at the letter.
    private bool TryReadHexadecimal(int start, out int codePoint)
    {
        if (CharAt(_next + 1) == '{')
        {
            return TryReadBraced(start, 16, out codePoint);
        }

        var letter = _pattern[_next++];
        var digits = 0;
        codePoint = 0;
        for (; char.IsAsciiHexDigit(CharAt(_next)) && digits < (letter == 'x' ? 2 : 4); digits++)
        {
            codePoint = (codePoint * 16) + Convert.ToInt32(_pattern[_next++].ToString(), 16);
        }

        if (digits == 0 || (letter == 'u' && (digits < 4 || char.IsSurrogate((char)codePoint))))
        {
            return Refuse("This escape is not complete, or no character.", start, _next - start, @"Write `\x41`, `\u00E9` or `\x{1F600}`.");
        }

        return letter == 'u' || codePoint <= 0x7F || TryReadByteSequence(start, (byte)codePoint, out codePoint);
    }

    private bool TryReadBraced(int start, int radix, out int codePoint)
    {
        var i = _next + 2;
        codePoint = 0;
        for (; char.IsAsciiHexDigit(CharAt(i)) && (radix == 16 || IsOctal(_pattern[i])); i++)
        {
            // Stays above the limit once it is there, so that many digits cannot wrap around.
            codePoint = Math.Min((codePoint * radix) + Convert.ToInt32(_pattern[i].ToString(), 16), CodePointSet.MaxCodePoint + 1);
        }

        if (i == _next + 2 || CharAt(i) != '}' || !Rune.IsValid(codePoint))
        {
            return Refuse("This escape is not complete, or no character.", start, Math.Min(i + 1, _pattern.Length) - start,
                @"Write `\x{1F600}` or `\o{101}`.");
        }

        _next = i + 1;
        return true;
    }

    // Escapes above 0x7F are bytes; those of one character follow each other: \xC3\xA9. _next is past the first.
    private bool TryReadByteSequence(int start, byte first, out int codePoint)
    {
        Span<byte> bytes = stackalloc byte[4];
        bytes[0] = first;
        for (var count = 1; ; count++)
        {
            switch (Rune.DecodeFromUtf8(bytes[..count], out var rune, out _))
            {
                case System.Buffers.OperationStatus.Done:
                    codePoint = rune.Value;
                    return true;
                case System.Buffers.OperationStatus.NeedMoreData when StartsWith(@"\x")
                    && byte.TryParse(_pattern.AsSpan(_next + 2, Math.Min(2, _pattern.Length - _next - 2)),
                        System.Globalization.NumberStyles.AllowHexSpecifier, null, out bytes[count]):
                    _next += 4;
                    continue;
                default:
                    codePoint = 0;
                    return Refuse("These bytes are no character in UTF-8.", start, _next - start, @"Write the code point: `\u00E9`.");
            }
        }
    }

    // \cA, \C-A; \M- sets the eighth bit, which is never a character of its own in UTF-8.
    private bool TryReadControl(int start, out int codePoint)
    {
        codePoint = 0;
        var letter = _pattern[_next];
        if (letter == 'M' || (letter == 'C' && CharAt(_next + 1) != '-'))
        {
            return Refuse($@"`\{letter}` does not stand for a character.", start, 2, @"Write `\cA` or `\C-A`.");
        }

        _next += letter == 'C' ? 2 : 1;
        if (AtEnd || !char.IsAscii(_pattern[_next]))
        {
            return Refuse("The control character is missing.", start, _next - start, @"Write `\cA`.");
        }

        codePoint = _pattern[_next] == '?' ? 0x7F : _pattern[_next] & 0x1F;
        _next++;
        return true;
    }
}
