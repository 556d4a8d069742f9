namespace LogTail.Language.Patterns.Parts;

/// <summary>A place where a pattern calls a part. Means what the part means.</summary>
/// <param name="Part">Number of the part.</param>
/// <param name="Group">A group that no other place of the pattern has; it marks the place in the printed text.</param>
/// <param name="Body">The part.</param>
internal sealed record PartNode(int Part, int Group, RegexNode Body) : RegexNode
{
    /// <summary>Whether the part has one end at most, wherever it begins.</summary>
    public bool HasOneEnd { get; } = PartFitness.HasOneEnd(Body);
}
