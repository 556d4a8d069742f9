using System.Collections.Immutable;

namespace LogTail.Runtime.Sieving;

/// <summary>A clue of one program, with how often it was found lately.</summary>
/// <param name="clue">What is sought.</param>
/// <param name="hits">Of its program.</param>
internal sealed class SoughtClue(LineClue clue, ClueHits hits)
{
    public ImmutableArray<string> Texts => clue.Texts;

    /// <summary>Times it was found since <see cref="Forget"/>.</summary>
    public long Count { get; private set; }

    /// <summary>It was found in a line.</summary>
    public void Found(int line)
    {
        Count++;
        hits.Add(line, clue.Bit);
    }

    public void Forget() => Count = 0;

    /// <summary>Looks for it from now on, or takes every line for one that has it.</summary>
    public void Seek(bool isSought) => hits.Unknown = isSought ? hits.Unknown & ~clue.Bit : hits.Unknown | clue.Bit;
}
