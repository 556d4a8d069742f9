namespace LogTail.Language.Grok.Expansion;

/// <summary>A group that stands where a reference stood.</summary>
/// <param name="Offset">Its opening bracket in the expanded text.</param>
/// <param name="Reference">The reference; it names a field, has a predicate, or both.</param>
/// <param name="Frame">Where the reference stands.</param>
internal sealed record ExpandedGroup(int Offset, GrokReference Reference, ExpansionFrame Frame);
