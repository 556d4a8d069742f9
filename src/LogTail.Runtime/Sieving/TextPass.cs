namespace LogTail.Runtime.Sieving;

/// <summary>One pass over a batch with one search, or several side by side. One owner.</summary>
internal sealed class TextPass
{
    private readonly ITextSearch[] _searches;

    // Of each search: the next place where it found something; the end of the text when there is none.
    private readonly int[] _next;

    /// <param name="searches">At least one.</param>
    public TextPass(params ITextSearch[] searches)
    {
        _searches = searches;
        _next = new int[searches.Length];
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
