namespace LogTail.Language.Patterns;

/// <summary>A capturing group.</summary>
/// <param name="Number">Counted by opening brackets from left to right, from 1, named ones too.</param>
/// <param name="Name">Null for a group without a name.</param>
public sealed record CaptureGroup(int Number, string? Name);
