using System.Collections.Immutable;
using LogTail.Language.Text;
using LogTail.Metrics;

namespace LogTail.Language.Syntax;

/// <summary>A program as written.</summary>
public sealed record ProgramSyntax(ImmutableArray<StatementSyntax> Statements, TextSpan Span);

/// <summary>A statement as written.</summary>
/// <param name="Span">From its first to its last character, without the newline.</param>
public abstract record StatementSyntax(TextSpan Span);

/// <summary>Statements in braces.</summary>
public sealed record BlockSyntax(ImmutableArray<StatementSyntax> Statements, TextSpan Span);

/// <summary>A condition with its block.</summary>
/// <param name="Else">Null without one; <c>else if</c> is a block with one conditional.</param>
public sealed record ConditionalSyntax(ExpressionSyntax Condition, BlockSyntax Body, BlockSyntax? Else, TextSpan Span) : StatementSyntax(Span);

/// <summary><c>otherwise { … }</c></summary>
public sealed record OtherwiseSyntax(BlockSyntax Body, TextSpan Span) : StatementSyntax(Span);

/// <summary>An expression for its effects.</summary>
public sealed record ExpressionStatementSyntax(ExpressionSyntax Expression, TextSpan Span) : StatementSyntax(Span);

/// <summary>Kinds of assignment.</summary>
public enum AssignmentOperator
{
    Assign,
    Add,
    Subtract,
}

/// <summary>An assignment.</summary>
/// <param name="Target">Only a metric makes sense; the checker says so.</param>
public sealed record AssignmentSyntax(ExpressionSyntax Target, AssignmentOperator Operator, ExpressionSyntax Value, TextSpan Span)
    : StatementSyntax(Span);

/// <summary>A bound of a histogram.</summary>
public sealed record BoundSyntax(double Value, TextSpan Span);

/// <summary>A quantile of a summary with its error.</summary>
public sealed record QuantileSyntax(BoundSyntax Quantile, BoundSyntax Error);

/// <summary>A limit on the number of series.</summary>
public sealed record LimitSyntax(long Value, TextSpan Span);

/// <summary>A declaration of a metric. Where an attribute was repeated, the last one.</summary>
/// <param name="ExportName">What <c>as</c> says, or null.</param>
/// <param name="Bounds">What <c>buckets</c> says; empty without it.</param>
/// <param name="Limit">What <c>limit</c> says, or null.</param>
public sealed record MetricSyntax(
    bool IsHidden,
    MetricKind Kind,
    NameText Name,
    ImmutableArray<NameText> Keys,
    NameText? ExportName,
    ImmutableArray<BoundSyntax> Bounds,
    LimitSyntax? Limit,
    TextSpan Span) : StatementSyntax(Span)
{
    /// <summary>What <c>quantiles</c> says; empty without it.</summary>
    public ImmutableArray<QuantileSyntax> Quantiles { get; init; } = [];

    /// <summary>What <c>max_age</c> says, or null.</summary>
    public DurationSyntax? MaxAge { get; init; }
}

/// <summary><c>const NAME pattern</c></summary>
public sealed record ConstantSyntax(NameText Name, ExpressionSyntax Pattern, TextSpan Span) : StatementSyntax(Span);

/// <summary><c>def name { … }</c></summary>
public sealed record DecoratorSyntax(NameText Name, BlockSyntax Body, TextSpan Span) : StatementSyntax(Span);

/// <summary><c>@name { … }</c></summary>
/// <param name="Name">The name without its <c>@</c>, whose span includes it.</param>
public sealed record DecoratedSyntax(NameText Name, BlockSyntax Body, TextSpan Span) : StatementSyntax(Span);

/// <summary>A length of time.</summary>
public sealed record DurationSyntax(TimeSpan Value, TextSpan Span);

/// <summary><c>del target</c> or <c>del target after …</c></summary>
/// <param name="After">Null for a plain one.</param>
public sealed record DeleteSyntax(ExpressionSyntax Target, DurationSyntax? After, TextSpan Span) : StatementSyntax(Span);

/// <summary><c>next</c>: where a decorator puts the decorated block.</summary>
public sealed record NextSyntax(TextSpan Span) : StatementSyntax(Span);

/// <summary><c>stop</c></summary>
public sealed record StopSyntax(TextSpan Span) : StatementSyntax(Span);

/// <summary><c>begin { … }</c></summary>
public sealed record BeginSyntax(BlockSyntax Body, TextSpan Span) : StatementSyntax(Span);

/// <summary><c>log_filter a, "b"</c></summary>
public sealed record LogFilterSyntax(ImmutableArray<NameText> Sources, TextSpan Span) : StatementSyntax(Span);

/// <summary>
/// Text that could not be read and has been reported. What follows in the program is still checked, but names that stand in
/// broken text are not reported as unknown.
/// </summary>
/// <param name="Body">The block that the broken text announced, or null.</param>
public sealed record BrokenSyntax(BlockSyntax? Body, TextSpan Span) : StatementSyntax(Span);
