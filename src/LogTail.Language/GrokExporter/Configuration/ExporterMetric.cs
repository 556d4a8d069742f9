using System.Collections.Immutable;

namespace LogTail.Language.GrokExporter.Configuration;

/// <summary>Types of metrics; in lower case the words of the configuration.</summary>
public enum ExporterMetricType
{
    Counter,
    Gauge,
    Histogram,
    Summary,
}

/// <summary>An entry of <c>metrics</c> (spec/grok.md §6.6), defaults of its import applied.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Name">A valid name for Prometheus.</param>
/// <param name="Help">Not empty.</param>
/// <param name="Match">Grok expression; not empty.</param>
/// <param name="Value">Template of the number; null for counters that count 1.</param>
/// <param name="Labels">Sorted by name.</param>
/// <param name="DeleteMatch">Grok expression; null for none.</param>
/// <param name="DeleteLabels">Sorted by name; empty to delete every series.</param>
/// <param name="Paths">Globs of the only files whose lines it wants, absolute; empty for all lines.</param>
/// <param name="Retention">After how long without an update a series is removed; null for never.</param>
/// <param name="Cumulative">For gauges: values are added.</param>
/// <param name="Buckets">For histograms: upper bounds, ascending, without infinity.</param>
/// <param name="Quantiles">For summaries; ascending, empty for sum and count alone.</param>
/// <param name="MaxAge">For summaries: over how long quantiles are taken.</param>
public sealed record ExporterMetric(
    ExporterMetricType Type,
    ConfigurationText Name,
    ConfigurationText Help,
    ConfigurationText Match,
    ConfigurationText? Value,
    ImmutableArray<ExporterLabel> Labels,
    ConfigurationText? DeleteMatch,
    ImmutableArray<ExporterLabel> DeleteLabels,
    ImmutableArray<ConfigurationText> Paths,
    TimeSpan? Retention,
    bool Cumulative,
    ImmutableArray<double> Buckets,
    ImmutableArray<ExporterQuantile> Quantiles,
    TimeSpan MaxAge)
{
    /// <summary>Upper bounds of histograms that name none: those of Prometheus' clients.</summary>
    public static readonly ImmutableArray<double> DefaultBuckets = [.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10];

    /// <summary>The window of summaries that name none.</summary>
    public static readonly TimeSpan DefaultMaxAge = TimeSpan.FromMinutes(10);
}

/// <summary>A label with the template of its value.</summary>
public sealed record ExporterLabel(ConfigurationText Name, ConfigurationText Template);

/// <summary>A quantile of a summary, both from 0 to 1.</summary>
/// <param name="Quantile">The rank.</param>
/// <param name="Error">By how much the rank may be off.</param>
public sealed record ExporterQuantile(double Quantile, double Error);

/// <summary>What an import says about the metrics of its files that they do not say themselves; null and empty where it is silent.</summary>
public sealed record ExporterMetricDefaults(
    ImmutableArray<ConfigurationText> Paths,
    TimeSpan? Retention,
    ImmutableArray<double> Buckets,
    ImmutableArray<ExporterQuantile> Quantiles,
    TimeSpan? MaxAge,
    ImmutableArray<ExporterLabel> Labels);
