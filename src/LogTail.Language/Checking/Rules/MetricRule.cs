using System.Collections.Immutable;

namespace LogTail.Language.Checking.Rules;

/// <summary>
/// What a metric of a grok_exporter configuration does with a line (spec/grok.md §8.1): where <see cref="Pattern"/> matches, value and labels are computed and
/// the series is updated; then, where the pattern of <see cref="Delete"/> matches, series are removed. A failing template ends only this metric's turn.
/// </summary>
/// <param name="Metric">Index into <see cref="CheckedProgram.Metrics"/>.</param>
/// <param name="Place">Where it is defined: <c>file:line:column</c>.</param>
/// <param name="Line">The line of that.</param>
/// <param name="Paths">Globs of the only files whose lines it wants; empty for all lines. Relative ones begin in the working directory.</param>
/// <param name="Pattern">Index into <see cref="CheckedProgram.Patterns"/>.</param>
/// <param name="Update">What happens to the series.</param>
/// <param name="Value">Null for 1.</param>
/// <param name="Labels">One for each key of the metric, in their order.</param>
/// <param name="Retention">After how long without an update a series goes; null for never. One with an empty label value stays.</param>
/// <param name="Delete">Null for none.</param>
public sealed record MetricRule(
    int Metric,
    string Place,
    int Line,
    ImmutableArray<string> Paths,
    int Pattern,
    RuleUpdate Update,
    CheckedTemplate? Value,
    ImmutableArray<CheckedTemplate> Labels,
    TimeSpan? Retention,
    DeletionRule? Delete)
{
    /// <summary>The patterns that search the line.</summary>
    public IEnumerable<int> Patterns => Delete is null ? [Pattern] : [Pattern, Delete.Pattern];
}

/// <summary>What happens to a series.</summary>
public enum RuleUpdate
{
    /// <summary>The value is added; a negative one fails: counters.</summary>
    Count,

    /// <summary>The value is added: cumulative gauges.</summary>
    Add,

    /// <summary>The value is stored: gauges.</summary>
    Set,

    /// <summary>The value is an observation: histograms and summaries.</summary>
    Observe,
}

/// <summary>Removes series. One with an empty label value is never removed.</summary>
/// <param name="Pattern">Index into <see cref="CheckedProgram.Patterns"/>.</param>
/// <param name="Labels">Which labels must have which values; empty for all series of the metric. A value that turns out empty fails.</param>
public sealed record DeletionRule(int Pattern, ImmutableArray<DeletedLabel> Labels);

/// <summary>A label that a series must have to be removed.</summary>
/// <param name="Key">Number of the metric's key.</param>
public sealed record DeletedLabel(int Key, CheckedTemplate Value);
