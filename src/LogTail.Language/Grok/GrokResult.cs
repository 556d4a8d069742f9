using System.Diagnostics.CodeAnalysis;

namespace LogTail.Language.Grok;

/// <summary>What became of a grok expression: exactly one of the two is there.</summary>
/// <param name="Pattern">The pattern, or null when it was refused.</param>
/// <param name="Problem">The first problem, or null when there is none.</param>
public sealed record GrokResult(GrokPattern? Pattern, GrokProblem? Problem)
{
    /// <summary>Whether there is a pattern.</summary>
    [MemberNotNullWhen(true, nameof(Pattern))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Pattern is not null;
}
