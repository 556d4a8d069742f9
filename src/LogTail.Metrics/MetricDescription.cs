using System.Collections.Immutable;

namespace LogTail.Metrics;

/// <summary>Everything about a metric family but its series; made once, when a program is loaded.</summary>
/// <param name="Name">The exported name: the declared one, or what <c>as</c> says. Not yet made fit for an output format.</param>
/// <param name="Program">File name of the program that declares it (<c>foo.mtail</c>): the value of the <c>prog</c> label.</param>
/// <param name="Kind">What the family is.</param>
/// <param name="Type">What its series store; a histogram's is always <see cref="MetricValueType.Buckets"/>, a summary's <see cref="MetricValueType.Quantiles"/>.</param>
/// <param name="Hidden">True: kept, but in no output meant for a monitoring system.</param>
/// <param name="Keys">Label names in the order of the declaration; empty for a scalar. Duplicates are possible, the last wins on export.</param>
/// <param name="Bounds">A histogram's declared bounds, strictly increasing, without +Inf; empty otherwise.</param>
/// <param name="Limit">The most series it may have; 0 for no limit.</param>
/// <param name="Source">Where it is declared: <c>file:line:column</c> or <c>file:line:column-endcolumn</c>, as mtail writes it.</param>
public sealed record MetricDescription(
    string Name,
    string Program,
    MetricKind Kind,
    MetricValueType Type,
    bool Hidden,
    ImmutableArray<string> Keys,
    ImmutableArray<double> Bounds,
    long Limit,
    string Source)
{
    /// <summary>A summary's window unless the declaration says another.</summary>
    public static readonly TimeSpan DefaultMaxAge = TimeSpan.FromMinutes(10);

    /// <summary>What the user says about it; null for a program's, of which the output says where it is declared.</summary>
    public string? Help { get; init; }

    /// <summary>What a summary tells, in rising order of the quantiles, each once; empty otherwise, and for one that only counts and sums.</summary>
    public ImmutableArray<QuantileTarget> Quantiles { get; init; } = [];

    /// <summary>For how long an observation has a rank among those of a summary.</summary>
    public TimeSpan MaxAge { get; init; } = DefaultMaxAge;

    /// <summary>It takes observations: it can be assigned, but neither read nor added to.</summary>
    public bool IsObserved => Type is MetricValueType.Buckets or MetricValueType.Quantiles;
}
