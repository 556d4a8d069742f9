using System.Collections.Immutable;

namespace LogTail.Language.Patterns;

/// <summary>A parsed regular expression of any dialect. Immutable.</summary>
/// <param name="Root">The syntax tree, group 0 not included.</param>
/// <param name="Groups">The capturing groups; element i has number i + 1.</param>
public sealed record RegexTree(RegexNode Root, ImmutableArray<CaptureGroup> Groups);

/// <summary>A capturing group.</summary>
/// <param name="Number">Counted by opening brackets from left to right, from 1, named ones too.</param>
/// <param name="Name">Null for a group without a name.</param>
public sealed record CaptureGroup(int Number, string? Name);
