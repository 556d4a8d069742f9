using System.Collections.Immutable;

namespace LogTail.Language.Grok.Expansion;

/// <summary>An expression whose references have been replaced by what they stand for.</summary>
/// <param name="Text">Oniguruma syntax.</param>
/// <param name="Groups">The groups made for references that capture, by offset.</param>
/// <param name="Pieces">Where the text came from, by offset; together they cover it.</param>
internal sealed record ExpandedPattern(string Text, ImmutableArray<ExpandedGroup> Groups, ImmutableArray<ExpandedPattern.Piece> Pieces)
{
    /// <summary>What is no mistake, but hardly meant; each place once.</summary>
    public ImmutableArray<GrokProblem> Warnings { get; init; } = [];

    /// <summary>A stretch of the text that came from one place.</summary>
    /// <param name="Start">Its offset in the expanded text.</param>
    /// <param name="Frame">The text that it was copied from.</param>
    /// <param name="Offset">Its offset there.</param>
    /// <param name="Copied">False for brackets that were put in: all of them stand for the reference at <paramref name="Offset"/>.</param>
    internal readonly record struct Piece(int Start, ExpansionFrame Frame, int Offset, bool Copied);

    /// <summary>A problem at an offset of the expanded text, told in terms of where that text came from.</summary>
    public GrokProblem Problem(int offset, int length, string message, string? hint)
    {
        var piece = Pieces.Last(piece => piece.Start <= offset);
        var inside = piece.Copied ? offset - piece.Start : 0;
        return piece.Frame.Problem(piece.Offset + inside, length, message, hint);
    }
}
