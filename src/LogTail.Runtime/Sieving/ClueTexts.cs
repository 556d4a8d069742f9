using System.Buffers;
using System.Collections.Immutable;

namespace LogTail.Runtime.Sieving;

/// <summary>Finds the texts of many clues in one pass. Immutable.</summary>
internal sealed class ClueTexts
{
    private const int None = -1;
    private const int Buckets = 1024;

    private readonly SearchValues<string> _search;
    private readonly Entry[] _entries;

    // First entry of those whose texts begin with the same two chars, or with others that share the bucket.
    private readonly int[] _heads = new int[Buckets];

    /// <param name="clues">What to look for.</param>
    public ClueTexts(IEnumerable<SoughtClue> clues)
    {
        var byText = clues.SelectMany(clue => clue.Texts, (clue, text) => (Clue: clue, Text: text)).ToLookup(pair => pair.Text, pair => pair.Clue);
        _search = SearchValues.Create([.. byText.Select(group => group.Key)], StringComparison.Ordinal);
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
        for (var place = lines[0].Start.Value; ; place++)
        {
            var distance = text[place..].IndexOfAny(_search);
            if (distance < 0)
            {
                return;
            }

            place += distance;
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
