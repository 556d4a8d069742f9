using System.Collections.Immutable;
using LogTail.Language.Patterns;

namespace LogTail.Language.Grok;

/// <summary>A grok expression that has been expanded and parsed. Immutable.</summary>
/// <param name="Expression">As the user wrote it.</param>
/// <param name="Expanded">The regular expression that it stands for, in Oniguruma syntax.</param>
/// <param name="Tree">Its syntax tree. Groups that are neither a field's nor a condition's may be left out when it is printed.</param>
/// <param name="Fields">By group number.</param>
/// <param name="Conditions">Predicates of the C grok; nearly always empty.</param>
public sealed record GrokPattern(
    string Expression, string Expanded, RegexTree Tree, ImmutableArray<GrokField> Fields, ImmutableArray<GrokCondition> Conditions)
{
    /// <summary>What matches, but hardly as meant: references that are not closed, and what they leave out.</summary>
    public ImmutableArray<GrokProblem> Warnings { get; init; } = [];

    /// <summary>The groups that a match is asked for.</summary>
    public ImmutableArray<int> ReadGroups =>
        [.. Fields.Select(captured => captured.Group).Concat(Conditions.Select(condition => condition.Group)).Distinct().Order()];
}
