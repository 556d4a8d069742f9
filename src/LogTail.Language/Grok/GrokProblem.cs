using System.Collections.Immutable;
using System.Text;

namespace LogTail.Language.Grok;

/// <summary>Something wrong in a grok pattern.</summary>
/// <param name="Origin">Where: in the expression itself or inside of a definition that it reaches.</param>
/// <param name="Message">A sentence about what is wrong, for the user.</param>
/// <param name="Hint">How to mend it, or null.</param>
public sealed record GrokProblem(PatternOrigin Origin, string Message, string? Hint = null)
{
    /// <summary>The references that lead there, from the one in the user's expression inwards; empty when it is in the expression itself.</summary>
    public ImmutableArray<ReachedPattern> Through { get; init; } = [];

    /// <summary>UTF-16 units of the offending piece; 0 marks a place, such as the end.</summary>
    public int Length { get; init; }

    /// <summary>For people: <c>file:line:column: message</c>, then how it was reached, then the hint.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"{Origin}: {Message}");
        foreach (var reached in Through.Reverse())
        {
            text.Append($"\n  in %{{{reached.Name}}}, used at {reached.Reference}");
        }

        return Hint is null ? text.ToString() : text.Append($"\n  hint: {Hint}").ToString();
    }
}
