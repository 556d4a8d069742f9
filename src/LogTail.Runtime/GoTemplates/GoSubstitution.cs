using System.Globalization;
using LogTail.Runtime.Matching;
using LogTail.Runtime.Texts;

namespace LogTail.Runtime.GoTemplates;

/// <summary><c>gsub</c> (spec/grok.md §7.3).</summary>
public static class GoSubstitution
{
    /// <summary>Replaces every match. After a match that moved on, the search goes on at its end, and finds there an empty one again: so <c>$</c> is found twice.</summary>
    /// <returns>Valid until the scratch is cleared, or as long as <paramref name="input"/>, which is returned when nothing is found.</returns>
    public static ReadOnlySpan<char> Replace(TextScratch scratch, Matcher matcher, ReadOnlySpan<ReplacementPiece> replacement, ReadOnlySpan<char> input)
    {
        if (!matcher.IsMatch(input))
        {
            return input;
        }

        var start = scratch.Begin();
        var copied = 0;
        var search = 0;
        do
        {
            var (matchStart, matchEnd) = (matcher.Start(0), matcher.End(0));
            scratch.Append(input[copied..matchStart]);
            foreach (var piece in replacement)
            {
                scratch.Append(piece.Text ?? matcher.Group(input, piece.Group));
            }

            copied = matchEnd;
            search = matchEnd > search ? matchEnd : search < input.Length ? search + LineEscape.CharacterLength(input[search..]) : search + 1;
        }
        while (search <= input.Length && matcher.IsMatch(input, search));
        scratch.Append(input[copied..]);
        return scratch.From(start);
    }

    /// <summary>The same with a replacement that is only known now; one that makes no sense leaves the input as it is.</summary>
    /// <param name="groups">Names of the expression's groups, in their order; empty for those without.</param>
    public static ReadOnlySpan<char> Replace(
        TextScratch scratch, Matcher matcher, ReadOnlySpan<string> groups, ReadOnlySpan<char> replacement, ReadOnlySpan<char> input) =>
        Read(replacement.ToString(), groups) is { } pieces ? Replace(scratch, matcher, pieces, input) : input;

    private static ReplacementPiece[]? Read(string text, ReadOnlySpan<string> groups)
    {
        var pieces = new List<ReplacementPiece>();
        var start = 0;
        for (var i = text.IndexOf('\\', StringComparison.Ordinal); i >= 0; i = text.IndexOf('\\', start))
        {
            pieces.Add(new ReplacementPiece(text[start..i]));
            var digits = i + 1;
            while (digits < text.Length && char.IsAsciiDigit(text[digits]) && digits - i < 7)
            {
                digits++;
            }

            if (digits > i + 1)
            {
                var number = int.Parse(text.AsSpan(i + 1, digits - i - 1), NumberStyles.None, CultureInfo.InvariantCulture);
                pieces.Add(number <= groups.Length ? new ReplacementPiece(null, number) : new ReplacementPiece(""));
                start = digits;
            }
            else if (i + 1 < text.Length && text[i + 1] == '\\')
            {
                pieces.Add(new ReplacementPiece("\\"));
                start = i + 2;
            }
            else if (string.CompareOrdinal(text, i + 1, "k<", 0, 2) == 0 && text.IndexOf('>', i) is > 0 and var close)
            {
                var group = groups.LastIndexOf(text[(i + 3)..close]);
                pieces.Add(group < 0 ? new ReplacementPiece(text[i..(close + 1)]) : new ReplacementPiece(null, group + 1));
                start = close + 1;
            }
            else
            {
                return null;
            }
        }

        pieces.Add(new ReplacementPiece(text[start..]));
        return [.. pieces];
    }
}
