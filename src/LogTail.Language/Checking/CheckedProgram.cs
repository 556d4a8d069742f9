using System.Collections.Immutable;
using LogTail.Language.Checking.Rules;
using LogTail.Language.Grok;
using LogTail.Language.Patterns;
using LogTail.Language.Text;
using LogTail.Metrics;

namespace LogTail.Language.Checking;

/// <summary>
/// A program that may run: names resolved, decorators pasted in, types inferred, every implicit conversion of mtail
/// written out. Spec: <c>mtail-language.md</c> §4–§12. What is left to the back end is code, not meaning.
/// </summary>
/// <param name="Text">The text it came from.</param>
/// <param name="Metrics">In order of declaration; <see cref="MetricTarget.Metric"/> is an index into it.</param>
/// <param name="Patterns">In order of first use; the pattern numbers of expressions are indices into it.</param>
/// <param name="Begin">What runs once, when the program is loaded.</param>
/// <param name="Body">What runs for every line.</param>
/// <param name="LogFilter">Names of the only line sources it wants; empty for all.</param>
public sealed record CheckedProgram(
    ProgramText Text,
    ImmutableArray<MetricDeclaration> Metrics,
    ImmutableArray<CheckedPattern> Patterns,
    ImmutableArray<CheckedStatement> Begin,
    ImmutableArray<CheckedStatement> Body,
    ImmutableArray<string> LogFilter)
{
    /// <summary>What a configuration has instead of a body, in order; empty for a program.</summary>
    public ImmutableArray<MetricRule> Rules { get; init; } = [];

    /// <summary>File name of the program, the value of its <c>prog</c> label.</summary>
    public string Name => Text.Name;
}

/// <summary>A metric as the program knows it.</summary>
/// <param name="Identifier">Its name in the program, which <c>as</c> does not change.</param>
/// <param name="Description">What the metric store is told.</param>
/// <param name="Span">The name in the declaration.</param>
public sealed record MetricDeclaration(string Identifier, MetricDescription Description, TextSpan Span)
{
    /// <summary>
    /// What a histogram takes as observations, by inference: Int, Float, or String, which fails every time (§11.2). Int for other metrics,
    /// whose description says what they store.
    /// </summary>
    public ValueKind Observes { get; init; } = ValueKind.Int;
}

/// <summary>One regular expression, constants pasted in. Each use in the program has its own, since each has its own captures.</summary>
/// <param name="Text">In the dialect of the program (RE2).</param>
/// <param name="Tree">The same, parsed.</param>
/// <param name="ReadGroups">Numbers of the groups that the program reads, ascending; the others need not capture. 0 is the whole match.</param>
/// <param name="Span">Where it stands.</param>
public sealed record CheckedPattern(string Text, RegexTree Tree, ImmutableArray<int> ReadGroups, TextSpan Span)
{
    /// <summary>What must hold of what is captured, or the match is none.</summary>
    public ImmutableArray<CheckedCondition> Conditions { get; init; } = [];
}

/// <summary>A predicate of the C grok.</summary>
/// <param name="Group">Of the pattern, which reads it.</param>
/// <param name="Predicate">What is asked of its text.</param>
/// <param name="Expression">Index into <see cref="CheckedProgram.Patterns"/> of what is looked for in it; -1 for a comparison.</param>
public readonly record struct CheckedCondition(int Group, GrokPredicate Predicate, int Expression);
