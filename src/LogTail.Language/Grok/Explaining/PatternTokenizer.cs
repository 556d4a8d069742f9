using System.Collections.Immutable;
using LogTail.Language.Grok.Expansion;

namespace LogTail.Language.Grok.Explaining;

/// <summary>
/// Cuts the text of a pattern, references still in it, into alternatives and those into tokens. Works on patterns that compile; others
/// are cut somehow.
/// </summary>
internal sealed class PatternTokenizer
{
    // What may stand before the inside of a group that can be matched on its own. Atomic groups are taken as plain ones.
    private static readonly string[] PlainOpenings = ["(?:", "(?>"];

    private readonly string _text;
    private int _next;

    private PatternTokenizer(string text) => _text = text;

    public static ImmutableArray<ImmutableArray<PatternToken>> Alternatives(string text)
    {
        var tokenizer = new PatternTokenizer(text);
        var alternatives = ImmutableArray.CreateBuilder<ImmutableArray<PatternToken>>();
        var tokens = new List<PatternToken>();
        while (tokenizer._next < text.Length)
        {
            if (text[tokenizer._next] == '|')
            {
                tokenizer._next++;
                alternatives.Add(JoinedLiterals(tokens));
                tokens = [];
                continue;
            }

            tokens.Add(tokenizer.Take());
        }

        alternatives.Add(JoinedLiterals(tokens));
        return alternatives.DrainToImmutable();
    }

    // Neighbouring characters are one token: a word fails as a word.
    private static ImmutableArray<PatternToken> JoinedLiterals(List<PatternToken> tokens)
    {
        var joined = ImmutableArray.CreateBuilder<PatternToken>();
        foreach (var token in tokens)
        {
            if (token.IsLiteral && joined.Count > 0 && joined[^1].IsLiteral)
            {
                joined[^1] = joined[^1] with { Text = joined[^1].Text + token.Text };
            }
            else
            {
                joined.Add(token);
            }
        }

        return joined.DrainToImmutable();
    }

    private PatternToken Take()
    {
        var start = _next;
        var isReference = ReferenceReader.At(_text, start) is { } reference && (_next = reference.End) > 0;
        var isGroup = !isReference && _text[start] == '(';
        if (!isReference)
        {
            _next = EndOfElement(start);
        }

        var bare = _next;
        SkipQuantifiers();
        var inner = isGroup && bare == _next ? InnerOf(_text[start..bare]) : null;
        var isLiteral = bare == _next && !isReference && !isGroup && _text[start] is not ('[' or '.' or '^' or '$');
        return new PatternToken(_text[start.._next], isLiteral, inner);
    }

    private static string? InnerOf(string group)
    {
        if (group.StartsWith("(?<", StringComparison.Ordinal) && !group.StartsWith("(?<=", StringComparison.Ordinal) && !group.StartsWith("(?<!", StringComparison.Ordinal))
        {
            return group[(group.IndexOf('>', StringComparison.Ordinal) + 1)..^1];
        }

        if (PlainOpenings.FirstOrDefault(opening => group.StartsWith(opening, StringComparison.Ordinal)) is { } plain)
        {
            return group[plain.Length..^1];
        }

        return group.StartsWith("(?", StringComparison.Ordinal) ? null : group[1..^1];
    }

    private int EndOfElement(int start) => _text[start] switch
    {
        '\\' => EndOfEscape(start),
        '[' => EndOfClass(start),
        '(' => EndOfGroup(start),
        _ => start + 1,
    };

    private int EndOfEscape(int start)
    {
        var letter = start + 1 < _text.Length ? _text[start + 1] : '\0';
        var opening = start + 2 < _text.Length ? _text[start + 2] : '\0';
        var terminator = (letter, opening) switch
        {
            ('p' or 'P' or 'x' or 'u' or 'o', '{') => '}',
            ('k' or 'g', '<') => '>',
            ('k' or 'g', '\'') => '\'',
            _ => '\0',
        };
        if (terminator != '\0' && _text.IndexOf(terminator, start + 3) is >= 0 and var close)
        {
            return close + 1;
        }

        var end = start + 2;
        for (var digits = letter switch { 'x' => 2, 'u' => 4, _ => 0 }; digits > 0 && end < _text.Length && char.IsAsciiHexDigit(_text[end]); digits--)
        {
            end++;
        }

        return Math.Min(end, _text.Length);
    }

    private int EndOfClass(int start)
    {
        var depth = 0;
        for (var i = start; i < _text.Length; i++)
        {
            switch (_text[i])
            {
                case '\\':
                    i++;
                    break;
                case '[':
                    depth++;
                    i += i + 1 < _text.Length && _text[i + 1] == '^' ? 1 : 0;
                    i += i + 1 < _text.Length && _text[i + 1] == ']' ? 1 : 0;
                    break;
                case ']' when --depth == 0:
                    return i + 1;
            }
        }

        return _text.Length;
    }

    private int EndOfGroup(int start)
    {
        var depth = 0;
        for (var i = start; i < _text.Length;)
        {
            depth += _text[i] switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            i = _text[i] is '\\' or '[' ? EndOfElement(i) : ReferenceReader.At(_text, i)?.End ?? i + 1;
            if (depth == 0)
            {
                return i;
            }
        }

        return _text.Length;
    }

    private void SkipQuantifiers()
    {
        while (_next < _text.Length)
        {
            if (_text[_next] is '*' or '+' or '?')
            {
                _next++;
            }
            else if (_text[_next] == '{' && _text.IndexOf('}', _next) is > 0 and var close && _text[(_next + 1)..close].All(c => char.IsAsciiDigit(c) || c == ','))
            {
                _next = close + 1;
            }
            else
            {
                return;
            }
        }
    }
}
