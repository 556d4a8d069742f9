using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LogTail.Language.Diagnostics;

namespace LogTail.Language.GrokExporter.Configuration;

/// <summary>
/// Reads metrics, of the file and of imports, with all checks that need no template and no expression (spec/grok.md §6.6): also those that the
/// original leaves to its Prometheus library, which panics.
/// </summary>
internal sealed partial class MetricsSection(int version)
{
    private readonly ImmutableArray<ExporterMetric>.Builder _metrics = ImmutableArray.CreateBuilder<ExporterMetric>();
    private readonly Dictionary<string, ExporterMetric> _byName = new(StringComparer.Ordinal);

    // Names that each sample has beside the metric's own.
    private readonly Dictionary<string, string> _sampleNames = new(StringComparer.Ordinal);

    public bool IsEmpty => _metrics.Count == 0;

    public ImmutableArray<ExporterMetric> ToImmutable() => _metrics.ToImmutable();

    public void Read(ImmutableArray<ConfigurationSection> entries, ExporterMetricDefaults? defaults)
    {
        foreach (var entry in entries)
        {
            if (ReadOne(entry, defaults) is { } metric)
            {
                CheckName(entry, metric);
                CheckLabels(entry, metric);
                _metrics.Add(metric);
            }
        }
    }

    private ExporterMetric? ReadOne(ConfigurationSection entry, ExporterMetricDefaults? defaults)
    {
        var name = Required(entry, "name");
        var word = Required(entry, "type");
        var help = Required(entry, "help");
        var match = Required(entry, "match");
        var type = TypeOf(entry, word);
        var value = NonEmpty(entry.Text("value"));
        var labels = WithDefaults(entry.Labels("labels"), defaults);
        var paths = MetricKeys.ReadPaths(entry);
        var retention = entry.Duration("retention");
        var deleteMatch = NonEmpty(entry.Text("delete_match"));
        var deleteLabels = entry.Labels("delete_labels");
        var cumulative = entry.Bool("cumulative") ?? false;
        var buckets = MetricKeys.ReadBuckets(entry);
        var quantiles = MetricKeys.ReadQuantiles(entry);
        var maxAge = version >= 3 ? entry.Duration("max_age") : null;
        entry.WarnOfOthers(("max_age", "version 2 has a fixed window of 10 minutes; set global.config_version to 3"));
        if (type is null || name is null || help is null || match is null)
        {
            return null;
        }

        CheckKeys(entry, type.Value, value, cumulative);
        CheckDeletion(entry, labels, deleteMatch, deleteLabels);
        if (retention is not null && labels.IsEmpty)
        {
            entry.Error(DiagnosticCode.KeyNotAllowed, entry.KeySpanOf("retention"), "'metrics.retention' can only be used for metrics with labels.", "A metric without labels is never removed; delete the key.");
        }

        var isHistogram = type == ExporterMetricType.Histogram;
        var isSummary = type == ExporterMetricType.Summary;
        return new ExporterMetric(
            type.Value,
            name,
            help,
            match,
            value,
            labels,
            deleteMatch,
            deleteLabels,
            paths.IsEmpty ? defaults?.Paths ?? [] : paths,
            retention is null or { Ticks: 0 } ? labels.IsEmpty ? null : Positive(defaults?.Retention) : retention,
            cumulative,
            !isHistogram ? [] : !buckets.IsEmpty ? buckets : defaults is { Buckets.IsEmpty: false } ? defaults.Buckets : ExporterMetric.DefaultBuckets,
            !isSummary ? [] : !quantiles.IsEmpty ? quantiles : defaults?.Quantiles ?? [],
            Positive(maxAge) ?? Positive(defaults?.MaxAge) ?? ExporterMetric.DefaultMaxAge);
    }

    private static TimeSpan? Positive(TimeSpan? duration) => duration is { Ticks: > 0 } ? duration : null;

    private static ConfigurationText? NonEmpty(ConfigurationText? text) => text is { Value.Length: > 0 } ? text : null;

    private static ConfigurationText? Required(ConfigurationSection entry, string key)
    {
        var text = NonEmpty(entry.Text(key));
        if (text is null)
        {
            entry.Error(DiagnosticCode.MissingKey, entry.SpanOf(key), $"Invalid metric configuration: 'metrics.{key}' must not be empty.", $"Add `{key}:` to this metric.");
        }

        return text;
    }

    private static ExporterMetricType? TypeOf(ConfigurationSection entry, ConfigurationText? word)
    {
        switch (word?.Value)
        {
            case null:
                return null;
            case "counter":
                return ExporterMetricType.Counter;
            case "gauge":
                return ExporterMetricType.Gauge;
            case "histogram":
                return ExporterMetricType.Histogram;
            case "summary":
                return ExporterMetricType.Summary;
            default:
                entry.Error(DiagnosticCode.InvalidSetting, word.Span, $"Invalid 'metrics.type': '{word.Value}'.", "Use counter, gauge, histogram or summary.");
                return null;
        }
    }

    // The metric's own labels win over those of the import.
    private static ImmutableArray<ExporterLabel> WithDefaults(ImmutableArray<ExporterLabel> own, ExporterMetricDefaults? defaults) =>
        defaults is null
            ? own
            : [.. own.Concat(defaults.Labels.Where(label => !own.Any(other => other.Name.Value == label.Name.Value))).OrderBy(label => label.Name.Value, StringComparer.Ordinal)];

    private void CheckKeys(ConfigurationSection entry, ExporterMetricType type, ConfigurationText? value, bool cumulative)
    {
        if (type == ExporterMetricType.Counter && value is not null && version == 2)
        {
            Refuse(entry, "value", type, "In version 2 counters count lines; version 3 has values: set global.config_version to 3.");
        }

        if (type != ExporterMetricType.Counter && value is null)
        {
            Required(entry, "value");
        }

        if (cumulative && type != ExporterMetricType.Gauge)
        {
            Refuse(entry, "cumulative", type, "Only gauges can either be set or added to; delete the key.");
        }

        if (entry.Has("buckets") && type != ExporterMetricType.Histogram)
        {
            Refuse(entry, "buckets", type, "Only histograms have buckets.");
        }

        if (entry.Has("quantiles") && type != ExporterMetricType.Summary)
        {
            Refuse(entry, "quantiles", type, "Only summaries have quantiles.");
        }

        if (version >= 3 && entry.Has("max_age") && type != ExporterMetricType.Summary)
        {
            Refuse(entry, "max_age", type, "Only summaries have a window.");
        }
    }

    private static void Refuse(ConfigurationSection entry, string key, ExporterMetricType type, string hint) =>
        entry.Error(DiagnosticCode.KeyNotAllowed, entry.KeySpanOf(key), $"'metrics.{key}' cannot be used for {type.ToString().ToLowerInvariant()} metrics.", hint);

    private static void CheckDeletion(
        ConfigurationSection entry, ImmutableArray<ExporterLabel> labels, ConfigurationText? deleteMatch, ImmutableArray<ExporterLabel> deleteLabels)
    {
        if (deleteMatch is not null && labels.IsEmpty)
        {
            entry.Error(DiagnosticCode.KeyNotAllowed, entry.KeySpanOf("delete_match"), "'metrics.delete_match' can only be used for metrics with labels.", "A metric without labels is never removed; delete the key.");
        }

        if (deleteMatch is null && !deleteLabels.IsEmpty)
        {
            entry.Error(DiagnosticCode.MissingKey, entry.KeySpanOf("delete_labels"), "'metrics.delete_labels' can only be used when 'metrics.delete_match' is present.", "Add the expression of the lines that delete.");
        }

        foreach (var label in deleteLabels)
        {
            if (!labels.Any(own => own.Name.Value == label.Name.Value))
            {
                entry.Error(
                    DiagnosticCode.InvalidLabelName, label.Name.Span, $"'{label.Name.Value}' cannot be used as a delete_label, because the metric does not have a label named '{label.Name.Value}'.", labels.IsEmpty ? "The metric has no labels." : $"Its labels are {string.Join(", ", labels.Select(own => own.Name.Value))}.");
            }
        }
    }

    private void CheckName(ConfigurationSection entry, ExporterMetric metric)
    {
        var name = metric.Name.Value;
        if (!MetricName().IsMatch(name))
        {
            entry.Error(DiagnosticCode.InvalidMetricName, metric.Name.Span, $"'{name}' is not a valid metric name.", "Letters, digits, underscores and colons; no digit first.");
        }
        else if (BuiltInNames.Contains(name))
        {
            entry.Error(DiagnosticCode.InvalidMetricName, metric.Name.Span, $"'{name}' is the name of a built-in metric.", "Choose a name that does not begin with grok_exporter_, go_, process_ or promhttp_.");
        }

        if (!_byName.TryAdd(name, metric))
        {
            entry.Error(DiagnosticCode.MetricDefinedTwice, metric.Name.Span, $"Invalid metric configuration: metric '{name}' defined twice.", $"The other one is at {PlaceOf(_byName[name].Name)}.");
            return;
        }

        CheckSampleNames(entry, metric);
    }

    // A histogram x has samples x_bucket, x_sum and x_count: another metric of one of these names would make the page unreadable.
    private void CheckSampleNames(ConfigurationSection entry, ExporterMetric metric)
    {
        var name = metric.Name.Value;
        IEnumerable<string> samples = metric.Type switch
        {
            ExporterMetricType.Histogram => [name, name + "_bucket", name + "_sum", name + "_count"],
            ExporterMetricType.Summary => [name, name + "_sum", name + "_count"],
            _ => [name],
        };
        foreach (var sample in samples)
        {
            if (!_sampleNames.TryAdd(sample, name))
            {
                entry.Error(DiagnosticCode.MetricDefinedTwice, metric.Name.Span, $"The metrics '{name}' and '{_sampleNames[sample]}' would both export '{sample}'.", "Rename one of them.");
            }
        }
    }

    private static void CheckLabels(ConfigurationSection entry, ExporterMetric metric)
    {
        foreach (var (name, _) in metric.Labels)
        {
            var reserved = metric.Type switch
            {
                ExporterMetricType.Histogram => "le",
                ExporterMetricType.Summary => "quantile",
                _ => "",
            };
            if (!LabelName().IsMatch(name.Value) || name.Value.StartsWith("__", StringComparison.Ordinal))
            {
                Report(name, $"'{name.Value}' is not a valid label name.", "Letters, digits and underscores; no digit first, and not two underscores.");
            }
            else if (name.Value == reserved)
            {
                Report(name, $"'{name.Value}' is not allowed as a label of a {metric.Type.ToString().ToLowerInvariant()}.", "Prometheus itself gives its samples this label; choose another name.");
            }
        }

        void Report(ConfigurationText name, string message, string hint) =>
            entry.Diagnostics.Report(DiagnosticCode.InvalidLabelName, name, message, hint);
    }

    private static string PlaceOf(ConfigurationText text)
    {
        var position = text.File.PositionOf(text.Span.Start);
        return FormattableString.Invariant($"{text.File.Path}:{position.Line}:{position.Column}");
    }

    [GeneratedRegex(@"^[a-zA-Z_:][a-zA-Z0-9_:]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex MetricName();

    [GeneratedRegex(@"^[a-zA-Z_][a-zA-Z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex LabelName();
}
