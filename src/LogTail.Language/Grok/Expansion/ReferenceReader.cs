namespace LogTail.Language.Grok.Expansion;

/// <summary>
/// Finds references in an expression, by the lexical rules of Logstash (spec/grok.md §1.1) with the predicates of the C grok (§1.4).
/// What is no reference is plain text, never an error.
/// </summary>
internal static class ReferenceReader
{
    // Longer ones first.
    private static readonly (string Sign, GrokOperator Operator)[] Operators =
    [
        ("<=", GrokOperator.LessOrEqual), (">=", GrokOperator.GreaterOrEqual), ("==", GrokOperator.Equal), ("!=", GrokOperator.NotEqual),
        ("=~", GrokOperator.Matches), ("!~", GrokOperator.DoesNotMatch), ("<", GrokOperator.Less), (">", GrokOperator.Greater),
    ];

    /// <summary>The first reference at or after an offset, or null.</summary>
    public static GrokReference? Next(string expression, int start)
    {
        for (var at = expression.IndexOf("%{", start, StringComparison.Ordinal); at >= 0; at = expression.IndexOf("%{", at + 2, StringComparison.Ordinal))
        {
            if (At(expression, at) is { } reference)
            {
                return reference;
            }
        }

        return null;
    }

    /// <summary>The reference that begins at an offset, or null.</summary>
    public static GrokReference? At(string expression, int start)
    {
        if (string.CompareOrdinal(expression, start, "%{", 0, 2) != 0)
        {
            return null;
        }

        var nameEnd = PastWhile(expression, start + 2, IsNameCharacter);
        if (nameEnd == start + 2)
        {
            return null;
        }

        // The type is a part of the field here: only the colon before it tells them apart.
        var fieldEnd = nameEnd < expression.Length && expression[nameEnd] == ':' ? PastWhile(expression, nameEnd + 1, IsFieldCharacter) : nameEnd;
        var parts = fieldEnd > nameEnd ? expression[(nameEnd + 1)..fieldEnd].Split(':') : [""];
        var type = parts.Length < 2 ? GrokFieldType.Text : parts[1] switch
        {
            "int" => GrokFieldType.Int,
            "float" => GrokFieldType.Float,
            _ => GrokFieldType.Text,
        };
        var head = new GrokReference(start, 0, expression[(start + 2)..nameEnd], parts[0], type)
        {
            TypeName = parts.Length < 2 ? "" : parts[1],
            Dropped = parts.Length > 2 ? ":" + string.Join(':', parts[2..]) : parts[0].Length == 0 && fieldEnd > nameEnd ? ":" : "",
        };
        return Completed(expression, head, fieldEnd);
    }

    /// <summary>The length of what begins at an offset as a reference does but is never closed, such as <c>%{IP:x</c>; 0 when none does.</summary>
    public static int LengthOfUnclosedAt(string expression, int start)
    {
        if (string.CompareOrdinal(expression, start, "%{", 0, 2) != 0 || expression.IndexOf('}', start) >= 0)
        {
            return 0;
        }

        var end = PastWhile(expression, start + 2, c => IsNameCharacter(c) || IsFieldCharacter(c));
        return end == start + 2 ? 0 : end - start;
    }

    private static GrokReference? Completed(string expression, GrokReference head, int rest)
    {
        if (PredicateAt(expression, rest, out var predicateEnd) is { } predicate)
        {
            return Closed(expression, head with { Predicate = predicate }, predicateEnd);
        }

        // An equals sign with nothing behind it defines nothing: it is skipped.
        if (rest < expression.Length && expression[rest] == '=' && BalancedEnd(expression, rest + 1) is var end && end > rest + 1)
        {
            return head with { Definition = expression[(rest + 1)..end], DefinitionStart = rest + 1, Length = end + 1 - head.Start };
        }

        return Closed(expression, head, rest);
    }

    // Whatever else stands before the closing brace is skipped.
    private static GrokReference? Closed(string expression, GrokReference head, int rest) =>
        expression.IndexOf('}', rest) is >= 0 and var end ? head with { Length = end + 1 - head.Start, Dropped = head.Dropped + expression[rest..end] } : null;

    // The range A-z is what grok's own expression has: it takes in [ \ ] ^ _ and the back quote.
    private static bool IsNameCharacter(char c) => c is (>= 'A' and <= 'z') or (>= '0' and <= '9');

    private static bool IsFieldCharacter(char c) => IsNameCharacter(c) || c is '@' or ':' or '.' or '-';

    private static int PastWhile(string text, int index, Func<char, bool> belongs)
    {
        while (index < text.Length && belongs(text[index]))
        {
            index++;
        }

        return index;
    }

    // The brace that closes the reference: braces inside of the definition come in pairs or are escaped.
    private static int BalancedEnd(string text, int index)
    {
        for (var depth = 0; index < text.Length; index++)
        {
            switch (text[index])
            {
                case '\\':
                    index++;
                    break;
                case '{':
                    depth++;
                    break;
                case '}' when depth-- == 0:
                    return index;
            }
        }

        return -1;
    }

    private static GrokPredicate? PredicateAt(string text, int index, out int end)
    {
        end = index = PastWhile(text, index, c => c == ' ');
        var asText = index < text.Length && text[index] == '$';
        index += asText ? 1 : 0;
        foreach (var (sign, comparison) in Operators)
        {
            if (string.CompareOrdinal(text, index, sign, 0, sign.Length) == 0)
            {
                return comparison is GrokOperator.Matches or GrokOperator.DoesNotMatch
                    ? ExpressionPredicate(text, index + sign.Length, comparison, out end)
                    : ValuePredicate(text, index + sign.Length, comparison, asText, out end);
            }
        }

        return null;
    }

    // =~ /expression/ with any sign in place of the slashes; without one it is the inline definition `~…`.
    private static GrokPredicate? ExpressionPredicate(string text, int index, GrokOperator comparison, out int end)
    {
        index = PastWhile(text, index, c => c == ' ');
        end = index;
        if (index >= text.Length || char.IsLetterOrDigit(text[index]) || text[index] is '\\' or '}')
        {
            return null;
        }

        var close = index + 1;
        while (close < text.Length && text[close] != text[index])
        {
            close += text[close] == '\\' ? 2 : 1;
        }

        end = close + 1;
        return close < text.Length ? new GrokPredicate(comparison, text[(index + 1)..close], AsText: true) : null;
    }

    // Behind its number the C grok reads nothing (%{NUMBER>5:n} captures no n), and all of a text is the text. `==` could begin an inline definition too;
    // it is a comparison when a number follows or when $ asks for text.
    private static GrokPredicate? ValuePredicate(string text, int index, GrokOperator comparison, bool asText, out int end)
    {
        var close = text.IndexOf('}', index);
        if (close < 0)
        {
            end = index;
            return null;
        }

        if (asText)
        {
            end = close;
            return new GrokPredicate(comparison, text[index..close].Trim(), AsText: true);
        }

        var start = PastWhile(text, index, char.IsWhiteSpace);
        end = NumberEnd(text, start);
        var rest = text.AsSpan(end, close - end).Trim();
        var isNumber = end > start && (comparison != GrokOperator.Equal || rest.IsEmpty || rest[0] == ':');
        return isNumber ? new GrokPredicate(comparison, text[start..end], AsText: false) : null;
    }

    // Where -1.5e3 ends; the start when there is no number.
    private static int NumberEnd(string text, int start)
    {
        var whole = start < text.Length && text[start] is '-' or '+' ? start + 1 : start;
        var end = PastWhile(text, whole, char.IsAsciiDigit);
        var digits = end - whole;
        if (end < text.Length && text[end] == '.')
        {
            var fraction = PastWhile(text, end + 1, char.IsAsciiDigit);
            digits += fraction - end - 1;
            end = fraction;
        }

        if (digits == 0)
        {
            return start;
        }

        var exponent = end < text.Length && text[end] is 'e' or 'E' ? end + 1 : end;
        exponent += exponent > end && exponent < text.Length && text[exponent] is '-' or '+' ? 1 : 0;
        var exponentEnd = PastWhile(text, exponent, char.IsAsciiDigit);
        return exponent > end && exponentEnd > exponent ? exponentEnd : end;
    }
}
