using System.Buffers;
using System.Collections.Immutable;

namespace LogTail.Runtime.Sieving;

/// <summary>Finds the texts of many clues in one pass. Immutable.</summary>
internal sealed class ClueTexts
{
    private const int None = -1;
    private const int Buckets = 1024;

    // The framework searches for so many texts with vectors; for more it walks from char to char.
    private const int MostTexts = 80;

    // Fewer per search when there must be several, sorted: the more alike its texts are, the fewer places it stops at.
    private const int TextsOfEach = 64;
    private const int ShortestBeginning = 4;
    private const int LongestBeginning = 12;

    private readonly SearchValues<string>[] _searches;

    // Of each search: the next place where it found something; the end of the text when there is none.
    private readonly int[] _next;

    private readonly Entry[] _entries;

    // First entry of those whose texts begin with the same two chars, or with others that share the bucket.
    private readonly int[] _heads = new int[Buckets];

    /// <param name="clues">What to look for.</param>
    public ClueTexts(IEnumerable<SoughtClue> clues)
    {
        var byText = clues.SelectMany(clue => clue.Texts, (clue, text) => (Clue: clue, Text: text)).ToLookup(pair => pair.Text, pair => pair.Clue);
        _searches = [.. Sought([.. byText.Select(group => group.Key)]).Select(texts => SearchValues.Create(texts, StringComparison.Ordinal))];
        _next = new int[_searches.Length];
        _entries = new Entry[byText.Count];
        Array.Fill(_heads, None);
        var next = 0;
        foreach (var group in byText)
        {
            ref var head = ref _heads[BucketOf(group.Key)];
            _entries[next] = new Entry(group.Key, [.. group], head);
            head = next;
            next++;
        }
    }

    /// <summary>Notes what each line has.</summary>
    /// <param name="text">What the ranges point into.</param>
    /// <param name="lines">Ascending.</param>
    public void Find(ReadOnlySpan<char> text, ReadOnlySpan<Range> lines)
    {
        var line = 0;
        var end = lines[0].End.Value;
        _next.AsSpan().Fill(-1);
        for (var place = FindNext(text, -1); place < text.Length; place = FindNext(text, place))
        {
            while (place >= end)
            {
                line++;
                if (line == lines.Length)
                {
                    return;
                }

                end = lines[line].End.Value;
            }

            if (place >= lines[line].Start.Value)
            {
                Note(text[place..end], line);
            }
        }
    }

    // The first place after another one; each search goes on where it stopped.
    private int FindNext(ReadOnlySpan<char> text, int place)
    {
        var first = text.Length;
        for (var i = 0; i < _searches.Length; i++)
        {
            if (_next[i] <= place)
            {
                var distance = text[(place + 1)..].IndexOfAny(_searches[i]);
                _next[i] = distance < 0 ? text.Length : place + 1 + distance;
            }

            first = Math.Min(first, _next[i]);
        }

        return first;
    }

    // What is searched for: the texts; or, of many, only beginnings, if they are few enough; or else several groups of them.
    private static IEnumerable<string[]> Sought(string[] texts)
    {
        for (var length = LongestBeginning; length >= ShortestBeginning && texts.Length > MostTexts; length--)
        {
            var beginnings = texts.Select(text => text[..Math.Min(length, text.Length)]).Distinct(StringComparer.Ordinal).ToArray();
            texts = beginnings.Length <= MostTexts ? beginnings : texts;
        }

        return texts.Length <= MostTexts ? [texts] : texts.Order(StringComparer.Ordinal).Chunk(TextsOfEach);
    }

    // All texts at the beginning of what is left of a line; the search says only that there is one.
    private void Note(ReadOnlySpan<char> rest, int line)
    {
        if (rest.Length < 2)
        {
            return;
        }

        for (var i = _heads[BucketOf(rest)]; i != None; i = _entries[i].Next)
        {
            if (rest.StartsWith(_entries[i].Text, StringComparison.Ordinal))
            {
                foreach (var clue in _entries[i].Clues)
                {
                    clue.Found(line);
                }
            }
        }
    }

    private static int BucketOf(ReadOnlySpan<char> text) => ((text[0] * 31) + text[1]) & (Buckets - 1);

    private readonly record struct Entry(string Text, ImmutableArray<SoughtClue> Clues, int Next);
}
