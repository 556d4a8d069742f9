namespace LogTail.Runtime.Sieving;

/// <summary>Finds the texts of all clues in one pass. One owner.</summary>
internal sealed class ClueTexts
{
    // What vectors find faster than jumps do.
    private const int Few = 12;

    // Windows that are tried, the longest first: it has the longest jumps, and texts that are shorter must be searched by themselves.
    private const int LongestWindow = 8;
    private const int ShortestWindow = 4;

    private readonly ITextSearch[] _searches;

    // Of each search: the next place where it found something; the end of the text when there is none.
    private readonly int[] _next;

    /// <param name="clues">What to look for.</param>
    public ClueTexts(IEnumerable<SoughtClue> clues)
    {
        _searches = [.. Searches([.. clues
            .SelectMany(clue => clue.Texts, (clue, text) => (Clue: clue, Text: text))
            .GroupBy(pair => pair.Text, pair => pair.Clue, (text, wanting) => new ClueText(text, [.. wanting]), StringComparer.Ordinal)])];
        _next = new int[_searches.Length];
    }

    /// <summary>Notes what each line has.</summary>
    /// <param name="text">What the ranges point into.</param>
    /// <param name="lines">Ascending.</param>
    public void Find(ReadOnlySpan<char> text, ReadOnlySpan<Range> lines)
    {
        var line = 0;
        for (var i = 0; i < _searches.Length; i++)
        {
            _next[i] = _searches[i].Next(text, 0);
        }

        while (true)
        {
            var first = First();
            var place = _next[first];
            while (place >= lines[line].End.Value)
            {
                line++;
                if (line == lines.Length)
                {
                    return;
                }
            }

            if (place >= lines[line].Start.Value)
            {
                _searches[first].Note(text, place, lines[line], line);
            }

            _next[first] = _searches[first].Next(text, place + 1);
        }
    }

    private static IEnumerable<ITextSearch> Searches(List<ClueText> texts)
    {
        var window = texts.Count <= Few ? int.MaxValue : WindowOf(texts);
        if (texts.FindAll(text => text.Text.Length < window) is { Count: > 0 } few)
        {
            yield return new FewTexts(few);
        }

        if (texts.FindAll(text => text.Text.Length >= window) is { Count: > 0 } many)
        {
            yield return new ManyTexts(many, window);
        }
    }

    // The longest for which few texts are too short.
    private static int WindowOf(List<ClueText> texts)
    {
        var window = LongestWindow;
        while (window > ShortestWindow && texts.Count(text => text.Text.Length < window) > Few)
        {
            window--;
        }

        return window;
    }

    private int First()
    {
        var first = 0;
        for (var i = 1; i < _next.Length; i++)
        {
            first = _next[i] < _next[first] ? i : first;
        }

        return first;
    }
}
