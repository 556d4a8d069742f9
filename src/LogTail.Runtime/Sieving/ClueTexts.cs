using System.Collections.Immutable;
using System.Diagnostics;

namespace LogTail.Runtime.Sieving;

/// <summary>Finds the texts of all clues in one pass, in the way that has lately been the fastest. One owner.</summary>
internal sealed class ClueTexts
{
    // So many texts are best left to vectors, and more than so many never.
    private const int Few = 12;
    private const int MostForVectors = 80;

    private const int LongestWindow = 16;
    private const int ShortestWindow = 4;

    // Shorter batches tell nothing about speed.
    private const int LeastToMeasure = 4096;

    // Batches after which the other way is measured again: logs change, and what was interrupted seems slow.
    private const int Round = 32;

    private readonly ImmutableArray<TextPass> _ways;

    // Ticks per char when it was measured last; 0 at first, so that each gets its turn.
    private readonly double[] _costs;

    private int _measured;

    /// <param name="clues">What to look for.</param>
    public ClueTexts(IEnumerable<SoughtClue> clues)
    {
        _ways = WaysFor(clues);
        _costs = new double[_ways.Length];
    }

    /// <summary>The ways to look for clues. Each finds the same; which is faster depends on the texts and on the log.</summary>
    /// <param name="clues">At least one.</param>
    public static ImmutableArray<TextPass> WaysFor(IEnumerable<SoughtClue> clues)
    {
        List<ClueText> texts = [.. clues
            .SelectMany(clue => clue.Texts, (clue, text) => (Clue: clue, Text: text))
            .GroupBy(pair => pair.Text, pair => pair.Clue, (text, wanting) => new ClueText(text, [.. wanting]), StringComparer.Ordinal)];
        if (texts.Count <= Few)
        {
            return [new TextPass(new FewTexts(texts))];
        }

        // The longer the window, the longer the jumps, and the more texts that are too short for it.
        ImmutableArray<TextPass> byJumps = [.. new[] { WindowOf(texts, Few), WindowOf(texts, MostForVectors) }.Distinct().Select(window => ByJumps(texts, window))];
        return texts.Count <= MostForVectors ? [new TextPass(new FewTexts(texts)), .. byJumps] : byJumps;
    }

    /// <summary>Notes what each line has.</summary>
    /// <param name="text">What the ranges point into.</param>
    /// <param name="lines">Ascending.</param>
    public void Find(ReadOnlySpan<char> text, ReadOnlySpan<Range> lines)
    {
        if (_ways.Length == 1 || text.Length < LeastToMeasure)
        {
            _ways[Fastest()].Find(text, lines);
            return;
        }

        var way = ++_measured % Round == 0 ? _measured / Round % _ways.Length : Fastest();
        var start = Stopwatch.GetTimestamp();
        _ways[way].Find(text, lines);
        _costs[way] = (double)(Stopwatch.GetTimestamp() - start) / text.Length;
    }

    // The longest that leaves no more texts to vectors.
    private static int WindowOf(List<ClueText> texts, int mostShorter)
    {
        var window = LongestWindow;
        while (window > ShortestWindow && texts.Count(text => text.Text.Length < window) > mostShorter)
        {
            window--;
        }

        return window;
    }

    private static TextPass ByJumps(List<ClueText> texts, int window)
    {
        var shorter = texts.FindAll(text => text.Text.Length < window);
        var others = texts.FindAll(text => text.Text.Length >= window);
        return others.Count == 0 ? new TextPass(new FewTexts(shorter))
            : shorter.Count == 0 ? new TextPass(new ManyTexts(others, window))
            : new TextPass(new FewTexts(shorter), new ManyTexts(others, window));
    }

    private int Fastest() => _costs.AsSpan().IndexOf(_costs.Min());
}
