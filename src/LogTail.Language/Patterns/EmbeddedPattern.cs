using System.Collections.Immutable;

namespace LogTail.Language.Patterns;

/// <summary>What stands for a piece of a pattern's text that is not of the pattern's own dialect.</summary>
/// <param name="Length">UTF-16 units of the piece.</param>
/// <param name="Node">Its meaning; <see langword="null"/> when it has none, and then there is an <paramref name="Error"/>.</param>
/// <param name="Groups">The capturing groups in it, numbered from the number that was asked for.</param>
/// <param name="Error">What is wrong with it, at offsets of the whole pattern.</param>
internal sealed record EmbeddedPattern(int Length, RegexNode? Node, ImmutableArray<CaptureGroup> Groups, PatternError? Error);
