using System.Collections.Immutable;

namespace LogTail.Tests.Language.Grok;

/// <summary>A line for a stock pattern; <c>Stock/grok-patterns.cases</c> explains the format of the files.</summary>
/// <param name="Expression">What is matched with the line.</param>
/// <param name="Expected">What the pattern matches of the line; null when it must not match.</param>
/// <param name="Fields">Name with type, and text, by set.</param>
internal sealed record StockCase(
    string Expression, string Line, string? Expected, ImmutableArray<(string Legacy, string Ecs, string Text)> Fields);
