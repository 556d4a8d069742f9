using System.Collections.Immutable;

namespace LogTail.Language.Grok.Expansion;

/// <summary>A text that is being expanded: the user's expression or a definition reached from it.</summary>
/// <param name="Name">The pattern's name; null for the expression itself.</param>
/// <param name="Text">The expression or definition.</param>
/// <param name="Origin">Where <paramref name="Text"/> begins.</param>
/// <param name="Outer">The text that refers to this one.</param>
/// <param name="Reference">Where in <paramref name="Outer"/> the reference stands.</param>
internal sealed record ExpansionFrame(string? Name, string Text, PatternOrigin Origin, ExpansionFrame? Outer, int Reference)
{
    /// <summary>How many references lead here.</summary>
    public int Depth { get; } = Outer is null ? 0 : Outer.Depth + 1;

    /// <summary>The frames from the expression to this one.</summary>
    public ImmutableArray<ExpansionFrame> Chain => Outer is null ? [this] : Outer.Chain.Add(this);

    /// <summary>A problem at an offset of this text.</summary>
    public GrokProblem Problem(int offset, int length, string message, string? hint = null) =>
        new(Origin.At(Text, Math.Min(offset, Text.Length)), message, hint)
        {
            Length = length,
            Through = [.. Chain.Where(frame => frame.Outer is not null)
                .Select(frame => new ReachedPattern(frame.Name!, frame.Outer!.Origin.At(frame.Outer.Text, frame.Reference)))],
        };
}
