namespace LogTail.Language.Grok;

/// <summary>A step on the way from an expression into a definition.</summary>
/// <param name="Name">The pattern that was entered.</param>
/// <param name="Reference">Where the reference to it stands.</param>
public sealed record ReachedPattern(string Name, PatternOrigin Reference);
