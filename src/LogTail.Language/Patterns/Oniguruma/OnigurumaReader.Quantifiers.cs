using LogTail.Language.Patterns.Re2;

namespace LogTail.Language.Patterns.Oniguruma;

internal sealed partial class OnigurumaReader
{
    // Oniguruma's own limit.
    private const int MaxCount = 100_000;

    /// <summary>The numbers of <c>{n}</c>, <c>{n,}</c>, <c>{,m}</c>, <c>{n,m}</c>; one too large to be right is <see cref="int.MaxValue"/>.</summary>
    /// <param name="Exact">Whether there was no comma.</param>
    /// <param name="End">Index just past the closing brace.</param>
    private readonly record struct Count(int Min, int? Max, bool Exact, int End);

    private bool ReadQuantifier()
    {
        var start = _next++;
        var (min, max) = _pattern[start] switch
        {
            '*' => (0, (int?)null),
            '+' => (1, null),
            _ => (0, 1),
        };
        var mode = CharAt(_next) switch
        {
            '?' => RepeatMode.Lazy,
            '+' => RepeatMode.Possessive,
            _ => RepeatMode.Greedy,
        };
        _next += mode == RepeatMode.Greedy ? 0 : 1;
        return Repeat(start, min, max, mode);
    }

    // After a count, `+` is not possessive but a quantifier of its own, and `?` after {n} means: or nothing at all.
    private bool ReadCount(Count count)
    {
        var start = _next;
        _next = count.End;
        if (count.Min > MaxCount || count.Max > MaxCount)
        {
            return Refuse($"A repeat count is at most {MaxCount}.", start, count.End - start);
        }

        if (count.Max < count.Min && _isPlainOniguruma)
        {
            return Repeat(start, count.Max.Value, count.Min, RepeatMode.Possessive);
        }

        if (count.Max < count.Min)
        {
            return Refuse("The second repeat count is smaller than the first.", start, count.End - start);
        }

        var lazy = !count.Exact && CharAt(_next) == '?';
        _next += lazy ? 1 : 0;
        return Repeat(start, count.Min, count.Max, lazy ? RepeatMode.Lazy : RepeatMode.Greedy);
    }

    // A quantifier may follow another: it repeats what the first one made.
    private bool Repeat(int start, int min, int? max, RepeatMode mode)
    {
        if (Group.Parts.Count == 0)
        {
            return Refuse($"There is nothing before `{_pattern[start.._next]}` to repeat.", start, _next - start,
                $@"Write `\{_pattern[start]}` for the character itself.");
        }

        var body = Group.Parts[^1];
        if (body.Height + 1 >= RegexTree.MaxHeight)
        {
            return Refuse($"The pattern is nested more than {RegexTree.MaxHeight} deep.", start, _next - start);
        }

        Group.Parts[^1] = new Part(new RepeatNode(body.Node, min, max, mode), body.Height + 1, body.Copies);
        return true;
    }

    // Null when the brace does not begin a repeat count: then it is literal text, as in {} or {,} or {x}.
    private Count? CountAhead()
    {
        var i = _next + 1;
        var min = NumberAt(ref i);
        var exact = CharAt(i) != ',';
        int? max = min;
        if (!exact)
        {
            i++;
            max = NumberAt(ref i);
        }

        return CharAt(i) == '}' && (min ?? max) is not null ? new Count(min ?? 0, max, exact, i + 1) : null;
    }

    private int? NumberAt(ref int i)
    {
        var start = i;
        while (char.IsAsciiDigit(CharAt(i)))
        {
            i++;
        }

        if (i == start)
        {
            return null;
        }

        return int.TryParse(_pattern.AsSpan(start, i - start), out var number) ? number : int.MaxValue;
    }
}
