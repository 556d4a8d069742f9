using LogTail.Runtime.Matching;

namespace LogTail.Runtime.Texts;

/// <summary><c>subst</c>: every occurrence replaced, from left to right, the new text taken literally (spec/mtail-language.md §12, §15.4).</summary>
public static class Substitution
{
    /// <summary>Replaces a text. An empty one occurs before every character and at the end.</summary>
    /// <returns>Valid until the scratch is cleared, or as long as <paramref name="value"/>, which is returned when nothing is replaced.</returns>
    public static ReadOnlySpan<char> Substitute(
        this TextScratch scratch, scoped ReadOnlySpan<char> old, scoped ReadOnlySpan<char> replacement, ReadOnlySpan<char> value)
    {
        if (old.IsEmpty)
        {
            return Interleave(scratch, replacement, value);
        }

        if (!value.Contains(old, StringComparison.Ordinal))
        {
            return value;
        }

        var start = scratch.Begin();
        var rest = value;
        for (var at = rest.IndexOf(old); at >= 0; at = rest.IndexOf(old))
        {
            scratch.Append(rest[..at]);
            scratch.Append(replacement);
            rest = rest[(at + old.Length)..];
        }

        scratch.Append(rest);
        return scratch.From(start);
    }

    /// <summary>Replaces every match of a pattern. An empty match directly after another match does not count.</summary>
    /// <returns>As for the other form.</returns>
    public static ReadOnlySpan<char> Substitute(
        this TextScratch scratch, Matcher old, scoped ReadOnlySpan<char> replacement, ReadOnlySpan<char> value)
    {
        if (!old.IsMatch(value))
        {
            return value;
        }

        var start = scratch.Begin();
        var copied = 0;
        var search = 0;
        do
        {
            var (matchStart, matchEnd) = (old.Start(0), old.End(0));
            scratch.Append(value[copied..matchStart]);
            if (matchEnd > copied || matchStart == 0)
            {
                scratch.Append(replacement);
            }

            copied = matchEnd;
            search = NextSearch(value, search, matchEnd);
        }
        while (search <= value.Length && old.IsMatch(value, search));
        scratch.Append(value[copied..]);
        return scratch.From(start);
    }

    // Behind the match, but at least one character on; past the end when there is none left.
    private static int NextSearch(ReadOnlySpan<char> value, int search, int matchEnd)
    {
        var next = search < value.Length ? search + LineEscape.CharacterLength(value[search..]) : search + 1;
        return Math.Max(next, matchEnd);
    }

    private static ReadOnlySpan<char> Interleave(TextScratch scratch, scoped ReadOnlySpan<char> replacement, scoped ReadOnlySpan<char> value)
    {
        var start = scratch.Begin();
        while (!value.IsEmpty)
        {
            var length = LineEscape.CharacterLength(value);
            scratch.Append(replacement);
            scratch.Append(value[..length]);
            value = value[length..];
        }

        scratch.Append(replacement);
        return scratch.From(start);
    }
}
