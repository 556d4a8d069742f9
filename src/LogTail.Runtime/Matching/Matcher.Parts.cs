namespace LogTail.Runtime.Matching;

// Calls of parts: pieces that several patterns, or several places of one, have in common.
public abstract partial class Matcher
{
    // Counts the searches of the outermost caller; tells a part one text from the next.
    private long _search;

    /// <summary>Where a part ends; put in by the compiler's rewriter.</summary>
    /// <param name="part">The matcher that belongs to this place.</param>
    /// <param name="text">The line.</param>
    /// <param name="start">Where the part begins.</param>
    /// <param name="end">The same to ask for the end that is preferred; an end to ask for the next.</param>
    /// <returns>-1 when there is none.</returns>
    protected int EndOfPart(PartMatcher part, ReadOnlySpan<char> text, int start, int end)
    {
        Matcher callee = part;
        callee._search = _search;
        callee._budget = _budget;
        callee._stepCost = StepCostOf(text.Length, callee._looksAhead);
        var found = end == start ? part.FirstEnd(text, start) : part.NextEnd(text, start, end, _search);
        _budget = callee._budget;
        return found;
    }

    /// <summary>Looks for a match of generated code that can only begin at one place.</summary>
    /// <returns>Where it ends; -1 when there is none.</returns>
    private protected int ScanAt(ReadOnlySpan<char> text, int start)
    {
        ForgetCaptures();
        if (HasLargeScratch)
        {
            ReleaseScratch();
        }

        runtextstart = start;
        runtextpos = start;
        Scan(text);
        return _bounds[1];
    }
}
