namespace LogTail.Language.Patterns.Re2;

internal sealed partial class PatternReader
{
    private const int MaxCount = 1000;

    /// <summary>The numbers of <c>{n}</c>, <c>{n,}</c>, <c>{n,m}</c>; one too large to be right is <see cref="int.MaxValue"/>.</summary>
    /// <param name="End">Index just past the closing brace.</param>
    private readonly record struct Count(int Min, int? Max, int End);

    private bool ReadQuantifier(int quantifierBefore)
    {
        var start = _next++;
        return _pattern[start] switch
        {
            '*' => Repeat(start, 0, null, quantifierBefore),
            '+' => Repeat(start, 1, null, quantifierBefore),
            _ => Repeat(start, 0, 1, quantifierBefore),
        };
    }

    private bool ReadCount(Count count, int quantifierBefore)
    {
        var start = _next;
        _next = count.End;
        if (count.Min > MaxCount || count.Max > MaxCount)
        {
            return Refuse($"A repeat count is at most {MaxCount}.", start, count.End - start);
        }

        if (count.Max < count.Min)
        {
            return Refuse("The second repeat count is smaller than the first.", start, count.End - start);
        }

        return Repeat(start, count.Min, count.Max, quantifierBefore, counted: true);
    }

    private bool Repeat(int start, int min, int? max, int quantifierBefore, bool counted = false)
    {
        var lazy = !AtEnd && _pattern[_next] == '?';
        if (lazy)
        {
            _next++;
        }

        if (quantifierBefore >= 0)
        {
            return RefuseSecondQuantifier(quantifierBefore, start);
        }

        if (_group.Parts.Count == 0)
        {
            return Refuse($"There is nothing before `{_pattern[start.._next]}` to repeat.", start, _next - start,
                $@"Write `\{_pattern[start]}` for the character itself.");
        }

        _quantifierStart = start;
        return ReplaceLast(start, min, max, lazy, counted);
    }

    private bool ReplaceLast(int start, int min, int? max, bool lazy, bool counted)
    {
        var body = _group.Parts[^1];
        var copies = counted ? CopiesOf(body, min, max) : body.Copies;
        if (copies > MaxCount && (min >= 2 || max >= 2))
        {
            return Refuse($"Nested repeats make more than {MaxCount} copies.", start, _next - start);
        }

        if (body.Height + 1 >= RegexTree.MaxHeight)
        {
            return Refuse($"The pattern is nested more than {RegexTree.MaxHeight} deep.", start, _next - start);
        }

        var mode = lazy == Has(PatternFlags.Ungreedy) ? RepeatMode.Greedy : RepeatMode.Lazy;
        _group.Parts[^1] = new Part(new RepeatNode(body.Node, min, max, mode), body.Height + 1, copies);
        return true;
    }

    // Go multiplies the upper counts of nested braces, or the lower one where there is no upper; what {0} repeats does not count.
    private static int CopiesOf(Part body, int min, int? max) => max == 0 ? 1 : Math.Max(1, max ?? min) * body.Copies;

    private bool RefuseSecondQuantifier(int first, int second)
    {
        var text = _pattern[first.._next];
        var hint = _pattern[second] == '+'
            ? "RE2 has no possessive quantifiers; it never backtracks, so the plain quantifier is as fast."
            : "Put what the first one repeats into a group: `(?:...)`.";
        return Refuse($"`{text}` is two quantifiers in a row.", first, text.Length, hint);
    }

    // Null when the brace does not begin a repeat count: then it is literal text, as in {,2} or {x} or {01}.
    private Count? CountAhead()
    {
        var i = _next + 1;
        if (NumberAt(ref i) is not { } min)
        {
            return null;
        }

        int? max = min;
        if (i < _pattern.Length && _pattern[i] == ',')
        {
            i++;
            if (i < _pattern.Length && _pattern[i] == '}')
            {
                max = null;
            }
            else if ((max = NumberAt(ref i)) is null)
            {
                return null;
            }
        }

        return i < _pattern.Length && _pattern[i] == '}' ? new Count(min, max, i + 1) : null;
    }

    private int? NumberAt(ref int i)
    {
        var start = i;
        while (i < _pattern.Length && char.IsAsciiDigit(_pattern[i]))
        {
            i++;
        }

        if (i == start || (i - start > 1 && _pattern[start] == '0'))
        {
            return null;
        }

        return int.TryParse(_pattern.AsSpan(start, i - start), out var number) ? number : int.MaxValue;
    }
}
