namespace LogTail.Runtime.Sieving;

/// <summary>Finds the texts of clues. Immutable.</summary>
internal interface ITextSearch
{
    /// <summary>The first place, from one on, that may belong to one of the texts.</summary>
    /// <returns>The length of <paramref name="text"/> when there is none.</returns>
    int Next(ReadOnlySpan<char> text, int from);

    /// <summary>Notes the clues whose texts stand at a place.</summary>
    /// <param name="text">What was searched.</param>
    /// <param name="place">What <see cref="Next"/> returned.</param>
    /// <param name="range">The line that the place is in; a text that goes beyond it does not count.</param>
    /// <param name="line">Its number.</param>
    void Note(ReadOnlySpan<char> text, int place, Range range, int line);
}
