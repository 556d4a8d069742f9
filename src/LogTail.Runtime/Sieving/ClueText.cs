using System.Collections.Immutable;

namespace LogTail.Runtime.Sieving;

/// <summary>A text and the clues that want it.</summary>
internal sealed record ClueText(string Text, ImmutableArray<SoughtClue> Clues)
{
    /// <summary>Notes its clues if it stands at a place, whole and within the line.</summary>
    /// <param name="text">What the range points into.</param>
    /// <param name="start">Where it would begin.</param>
    /// <param name="range">The line.</param>
    /// <param name="line">Its number.</param>
    public void NoteIfAt(ReadOnlySpan<char> text, int start, Range range, int line)
    {
        if (start >= range.Start.Value && text[start..range.End.Value].StartsWith(Text, StringComparison.Ordinal))
        {
            foreach (var clue in Clues)
            {
                clue.Found(line);
            }
        }
    }
}
