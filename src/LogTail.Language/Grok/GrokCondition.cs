using LogTail.Language.Patterns;

namespace LogTail.Language.Grok;

/// <summary>What must hold of a captured text, or the line does not match.</summary>
/// <param name="Group">Number of the capturing group in the tree of the pattern. A group that took no part is not asked.</param>
/// <param name="Expression">The parsed operand of <see cref="GrokOperator.Matches"/> and its opposite, else null.</param>
public sealed record GrokCondition(int Group, GrokPredicate Predicate, RegexTree? Expression);
