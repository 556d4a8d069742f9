using System.Collections.Immutable;
using LogTail.Language.Text;

namespace LogTail.Language.Checking;

/// <summary>A statement of a checked program.</summary>
/// <param name="Span">Where it stands; for a decorated block, in the definition or in the body it was pasted from.</param>
public abstract record CheckedStatement(TextSpan Span);

/// <summary>
/// A condition with its block. True: the matched flag becomes false, the block runs, the flag becomes true. False: only the else block runs (§9.3).
/// The truth of a condition that is not a Bool is as in §9.2.
/// </summary>
public sealed record ConditionalStatement(
    CheckedExpression Condition, ImmutableArray<CheckedStatement> Body, ImmutableArray<CheckedStatement> Else, TextSpan Span)
    : CheckedStatement(Span);

/// <summary>A condition that is true when the matched flag is false.</summary>
public sealed record OtherwiseStatement(ImmutableArray<CheckedStatement> Body, TextSpan Span) : CheckedStatement(Span);

/// <summary>
/// <c>target = value</c>. The series is found or made before the value is evaluated (§8.2). The stored type is the metric's; the value's
/// <see cref="ValueKind"/> may not fit it, which then is a runtime fault at that point (§11.2). A histogram observes.
/// </summary>
public sealed record AssignStatement(MetricTarget Target, CheckedExpression Value, TextSpan Span) : CheckedStatement(Span);

/// <summary><c>target += value</c>. On Float and String metrics the keys are evaluated twice (§8.2).</summary>
public sealed record AddAssignStatement(MetricTarget Target, CheckedExpression Value, TextSpan Span) : CheckedStatement(Span);

/// <summary>An expression for its effects: <c>c++</c>, <c>strptime(...)</c>, a metric read that makes a series.</summary>
public sealed record ExpressionStatement(CheckedExpression Expression, TextSpan Span) : CheckedStatement(Span);

/// <summary><c>del target</c>, or <c>del target after …</c>: a runtime fault when there is nothing to expire (§11.4).</summary>
/// <param name="After">Null for a plain delete; never zero or negative.</param>
public sealed record DeleteStatement(MetricTarget Target, TimeSpan? After, TextSpan Span) : CheckedStatement(Span)
{
    /// <summary>The numbers of the keys that the target gives, where others may be anything; null where it gives all.</summary>
    public ImmutableArray<int>? GivenKeys { get; init; }
}

/// <summary>Ends the program for this line.</summary>
public sealed record StopStatement(TextSpan Span) : CheckedStatement(Span);
