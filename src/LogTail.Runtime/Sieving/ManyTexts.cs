namespace LogTail.Runtime.Sieving;

/// <summary>
/// The search of Wu and Manber (A Fast Algorithm for Multi-Pattern Searching, 1994): looks at pairs of chars, and a table says for each pair
/// how far it may jump without passing by the end of a window. Hundreds of texts cost little more than ten.
/// </summary>
internal sealed class ManyTexts : ITextSearch
{
    private const int Slots = 4096;

    // What logs are full of, the most frequent first. A window had better not end in it.
    private const string Frequent = " e0t1aoinsr2:l-/d.3c5m46789pu\"gf,hbv=yk_;";

    private readonly byte[] _jumps = new byte[Slots];
    private readonly Candidate[]?[] _candidates = new Candidate[]?[Slots];
    private readonly int _window;

    /// <param name="texts">Each at least as long as the window.</param>
    /// <param name="window">Chars of each text that are looked for, two or more: the longest jump is one less.</param>
    public ManyTexts(IReadOnlyCollection<ClueText> texts, int window)
    {
        _window = window;
        Array.Fill(_jumps, (byte)(window - 1));
        foreach (var slot in texts.Select(Place).GroupBy(one => SlotOf(one.Text.Text, one.End)))
        {
            _candidates[slot.Key] = [.. slot];
        }
    }

    /// <inheritdoc/>
    /// <remarks>The place is the last char of a window.</remarks>
    public int Next(ReadOnlySpan<char> text, int from)
    {
        for (var place = Math.Max(from, _window - 1); place < text.Length;)
        {
            var slot = SlotOf(text, place);
            var jump = _jumps[slot];
            if (jump == 0)
            {
                if (IsAny(_candidates[slot], text, place))
                {
                    return place;
                }

                jump = 1;
            }

            place += jump;
        }

        return text.Length;
    }

    /// <inheritdoc/>
    public void Note(ReadOnlySpan<char> text, int place, Range range, int line)
    {
        foreach (var one in _candidates[SlotOf(text, place)] ?? [])
        {
            one.Text.NoteIfAt(text, place - one.End, range, line);
        }
    }

    private static bool IsAny(Candidate[]? candidates, ReadOnlySpan<char> text, int place)
    {
        foreach (var one in candidates ?? [])
        {
            var start = place - one.End;
            if (start >= 0 && text[start..].StartsWith(one.Text.Text, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    // Of a pair: the char and the one before it.
    private static int SlotOf(ReadOnlySpan<char> text, int place) => (text[place - 1] ^ (text[place] << 5)) & (Slots - 1);

    private static int Rarity(char c) => Frequent.IndexOf(c, StringComparison.Ordinal) is >= 0 and var rank ? rank : Frequent.Length;

    // Chooses the window that ends in the rarest pair, and lets no jump pass by it.
    private Candidate Place(ClueText text)
    {
        var end = Enumerable.Range(_window - 1, text.Text.Length - _window + 1).MaxBy(end => Rarity(text.Text[end - 1]) + Rarity(text.Text[end]));
        for (var pair = end - _window + 2; pair <= end; pair++)
        {
            ref var jump = ref _jumps[SlotOf(text.Text, pair)];
            jump = (byte)Math.Min(jump, end - pair);
        }

        return new Candidate(text, end);
    }

    private readonly record struct Candidate(ClueText Text, int End);
}
