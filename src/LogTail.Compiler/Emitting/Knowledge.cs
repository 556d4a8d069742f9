using System.Collections.Immutable;

namespace LogTail.Compiler.Emitting;

/// <summary>What is certain at one place of the emitted code, whichever way it was reached. Immutable.</summary>
/// <param name="Matched">Patterns that have matched this line: their captures are readable without asking.</param>
/// <param name="Numbers">Locals that hold captures already read as numbers, by pattern and group.</param>
/// <param name="Labels">What the label buffer holds: the C# of its values; null when that is not certain.</param>
internal sealed record Knowledge(
    ImmutableHashSet<int> Matched, ImmutableDictionary<(int Pattern, int Group), string> Numbers, string? Labels)
{
    /// <summary>At the start of a line.</summary>
    public static Knowledge None { get; } = new([], ImmutableDictionary<(int, int), string>.Empty, null);

    public Knowledge WithMatched(ImmutableHashSet<int> patterns) => this with { Matched = Matched.Union(patterns) };
}
