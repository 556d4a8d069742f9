using System.Diagnostics.CodeAnalysis;

namespace LogTail.Language.Patterns;

/// <summary>What became of a pattern text: exactly one of the two is there.</summary>
/// <param name="Tree">The tree, or null when the pattern was refused.</param>
/// <param name="Error">The first error, or null when there is none.</param>
public sealed record PatternParseResult(RegexTree? Tree, PatternError? Error)
{
    /// <summary>Whether there is a tree.</summary>
    [MemberNotNullWhen(true, nameof(Tree))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Succeeded => Tree is not null;
}
