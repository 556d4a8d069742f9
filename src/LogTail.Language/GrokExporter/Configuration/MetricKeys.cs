using System.Collections.Immutable;
using LogTail.Language.Diagnostics;

namespace LogTail.Language.GrokExporter.Configuration;

/// <summary>Reads the keys that metrics share with the defaults of an import, and checks their values.</summary>
internal static class MetricKeys
{
    /// <summary>The globs of <c>path</c> or <c>paths</c>, absolute; empty without either.</summary>
    public static ImmutableArray<ConfigurationText> ReadPaths(ConfigurationSection section)
    {
        var path = section.Text("path");
        var paths = section.Texts("paths");
        if (path is { Value.Length: > 0 } && !paths.IsEmpty)
        {
            section.Error(
                DiagnosticCode.KeyNotAllowed, section.KeySpanOf("paths"), $"Use either '{section.PathOf("path")}' or '{section.PathOf("paths")}', not both.", "Move the path into the list.");
        }

        var all = paths.Prepend(path).OfType<ConfigurationText>().Where(one => one.Value.Length > 0).ToList();
        foreach (var one in all)
        {
            if (GoGlob.Problem(one.Value) is { } problem)
            {
                section.Error(DiagnosticCode.InvalidSetting, one.Span, problem, "Wildcards are * ? [a-z] [^a-z]; a backslash makes one a plain character.");
            }
        }

        return [.. all];
    }

    /// <summary>Upper bounds of a histogram, without a final infinity.</summary>
    public static ImmutableArray<double> ReadBuckets(ConfigurationSection section)
    {
        var bounds = section.Numbers("buckets");
        if (bounds is [.., double.PositiveInfinity])
        {
            bounds = bounds[..^1];
        }

        for (var i = 0; i < bounds.Length; i++)
        {
            // NaN stands for what has been reported already.
            if (double.IsInfinity(bounds[i]) || (i > 0 && bounds[i] <= bounds[i - 1]))
            {
                section.Error(
                    DiagnosticCode.BadBuckets, section.SpanOf("buckets"), $"'{section.PathOf("buckets")}' must be increasing: {bounds[i]} does not follow {bounds[Math.Max(0, i - 1)]}.", "List upper bounds from the smallest to the largest, each once.");
                break;
            }
        }

        return bounds;
    }

    /// <summary>Quantiles with their errors.</summary>
    public static ImmutableArray<ExporterQuantile> ReadQuantiles(ConfigurationSection section)
    {
        var pairs = section.NumberPairs("quantiles");
        foreach (var (quantile, error, span) in pairs)
        {
            if (quantile is < 0 or > 1 || error is < 0 or > 1)
            {
                section.Error(
                    DiagnosticCode.BadQuantiles, span, $"'{section.PathOf("quantiles")}' must be from 0 to 1, and so must their errors.", "The median with an error of 5 percent is 0.5: 0.05.");
            }
        }

        foreach (var twice in pairs.GroupBy(pair => pair.Key).Where(group => group.Count() > 1))
        {
            section.Error(DiagnosticCode.BadQuantiles, twice.Last().Span, $"The quantile {twice.Key} is given twice.", "Delete one of them.");
        }

        return [.. pairs.OrderBy(pair => pair.Key).Select(pair => new ExporterQuantile(pair.Key, pair.Value))];
    }

    /// <summary>The <c>defaults</c> of an import.</summary>
    public static ExporterMetricDefaults ReadDefaults(ConfigurationSection defaults)
    {
        var result = new ExporterMetricDefaults(
            ReadPaths(defaults),
            defaults.Duration("retention"),
            ReadBuckets(defaults),
            ReadQuantiles(defaults),
            defaults.Duration("max_age"),
            defaults.Labels("labels"));
        defaults.WarnOfOthers();
        return result;
    }
}
