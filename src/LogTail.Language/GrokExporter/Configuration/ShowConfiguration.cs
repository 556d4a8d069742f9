using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using LogTail.Language.GrokExporter.Configuration.Yaml;

namespace LogTail.Language.GrokExporter.Configuration;

/// <summary>Prints a configuration as YAML of version 3 without what is default anyway: what <c>-showconfig</c> shows (spec/grok.md §6.8).</summary>
public static class ShowConfiguration
{
    /// <summary>The YAML, ended by a line feed. Imports stay imports: imported metrics are not printed.</summary>
    public static string Print(ExporterConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var yaml = new YamlLines();
        yaml.Open("global", 0);
        yaml.Entry(1, "config_version", "3");
        if (configuration.RetentionCheckInterval != ExporterConfiguration.DefaultRetentionCheckInterval)
        {
            yaml.Entry(1, "retention_check_interval", GoText(configuration.RetentionCheckInterval));
        }

        PrintInput(yaml, configuration.Input);
        PrintImports(yaml, configuration.Imports);
        if (!configuration.GrokPatterns.IsEmpty)
        {
            yaml.Open("grok_patterns", 0);
            yaml.Items(0, configuration.GrokPatterns.Select(pattern => pattern.Value));
        }

        PrintMetrics(yaml, [.. configuration.Metrics.Where(metric => ReferenceEquals(metric.Name.File, configuration.Text))]);
        PrintServer(yaml, configuration.Server);
        return yaml.ToString();
    }

    private static void PrintInput(YamlLines yaml, ExporterInput input)
    {
        yaml.Open("input", 0);
        switch (input)
        {
            case StandardInput:
                yaml.Entry(1, "type", "stdin");
                break;
            case FileInput file:
                yaml.Entry(1, "type", "file");
                PrintPaths(yaml, 1, file.Paths);
                yaml.Flag(1, "readall", file.ReadAll, true);
                yaml.Flag(1, "fail_on_missing_logfile", file.FailOnMissingLogfile, false);
                yaml.Optional(1, "poll_interval", file.PollInterval == TimeSpan.Zero ? null : GoText(file.PollInterval));
                yaml.Optional(1, "max_lines_in_buffer", file.MaxLinesInBuffer == 0 ? null : file.MaxLinesInBuffer.ToString(CultureInfo.InvariantCulture));
                break;
            case WebhookInput webhook:
                yaml.Entry(1, "type", "webhook");
                yaml.Text(1, "webhook_path", webhook.Path, WebhookInput.DefaultPath);
                yaml.Text(1, "webhook_format", WebhookInput.FormatNames[(int)webhook.Format], WebhookInput.FormatNames[0]);
                yaml.Text(1, "webhook_json_selector", webhook.JsonSelector, WebhookInput.DefaultJsonSelector);
                yaml.Text(1, "webhook_text_bulk_separator", webhook.TextBulkSeparator, WebhookInput.DefaultTextBulkSeparator);
                break;
            case KafkaInput kafka:
                yaml.Entry(1, "type", "kafka");
                yaml.Open("kafka_brokers", 1);
                yaml.Items(1, kafka.Brokers);
                yaml.Open("kafka_topics", 1);
                yaml.Items(1, kafka.Topics);
                yaml.Text(1, "kafka_version", kafka.Version, KafkaInput.DefaultVersion);
                yaml.Text(1, "kafka_partition_assignor", kafka.PartitionAssignor, KafkaInput.DefaultPartitionAssignor);
                yaml.Text(1, "kafka_consumer_group_name", kafka.ConsumerGroup, KafkaInput.DefaultConsumerGroup);
                yaml.Flag(1, "kafka_consume_from_oldest", kafka.ConsumeFromOldest, true);
                break;
        }
    }

    private static void PrintImports(YamlLines yaml, ImmutableArray<ExporterImport> imports)
    {
        if (imports.IsEmpty)
        {
            return;
        }

        yaml.Open("imports", 0);
        foreach (var import in imports)
        {
            yaml.Item(0, "type", import.IsMetrics ? "metrics" : "grok_patterns");
            yaml.Text(1, import.IsDirectory ? "dir" : "file", import.Path.Value, "");
            if (import.Defaults is not { } defaults)
            {
                continue;
            }

            yaml.Open("defaults", 1);
            PrintPaths(yaml, 2, defaults.Paths);
            yaml.Optional(2, "retention", defaults.Retention is { } retention ? GoText(retention) : null);
            yaml.Numbers(2, "buckets", defaults.Buckets);
            PrintQuantiles(yaml, 2, defaults.Quantiles);
            yaml.Optional(2, "max_age", defaults.MaxAge is { } age ? GoText(age) : null);
            PrintLabels(yaml, 2, "labels", defaults.Labels);
        }
    }

    private static void PrintMetrics(YamlLines yaml, ImmutableArray<ExporterMetric> metrics)
    {
        if (metrics.IsEmpty)
        {
            return;
        }

        yaml.Open("metrics", 0);
        foreach (var metric in metrics)
        {
            yaml.Item(0, "type", metric.Type.ToString().ToLowerInvariant());
            yaml.Text(1, "name", metric.Name.Value, "");
            yaml.Text(1, "help", metric.Help.Value, "");
            PrintPaths(yaml, 1, metric.Paths);
            yaml.Text(1, "match", metric.Match.Value, "");
            yaml.Optional(1, "retention", metric.Retention is { } retention ? GoText(retention) : null);
            yaml.Text(1, "value", metric.Value?.Value ?? "", "");
            yaml.Flag(1, "cumulative", metric.Cumulative, true);
            if (!metric.Buckets.SequenceEqual(ExporterMetric.DefaultBuckets))
            {
                yaml.Numbers(1, "buckets", metric.Buckets);
            }

            PrintQuantiles(yaml, 1, metric.Quantiles);
            yaml.Optional(1, "max_age", metric.MaxAge == ExporterMetric.DefaultMaxAge ? null : GoText(metric.MaxAge));
            PrintLabels(yaml, 1, "labels", metric.Labels);
            yaml.Text(1, "delete_match", metric.DeleteMatch?.Value ?? "", "");
            PrintLabels(yaml, 1, "delete_labels", metric.DeleteLabels);
        }
    }

    private static void PrintServer(YamlLines yaml, ExporterServer server)
    {
        var usual = ExporterServer.Default;
        if (server == usual)
        {
            return;
        }

        yaml.Open("server", 0);
        yaml.Text(1, "protocol", server.IsHttps ? "https" : "http", "http");
        yaml.Text(1, "host", server.Host, "");
        yaml.Optional(1, "port", server.Port == usual.Port ? null : server.Port.ToString(CultureInfo.InvariantCulture));
        yaml.Text(1, "path", server.Path, usual.Path);
        yaml.Text(1, "cert", server.Cert?.Value ?? "", "");
        yaml.Text(1, "key", server.Key?.Value ?? "", "");
        yaml.Text(1, "client_ca", server.ClientCa?.Value ?? "", "");
        var usualAuthentication = server.ClientCa is null ? ClientAuthentication.NoClientCert : ClientAuthentication.RequireAndVerifyClientCert;
        yaml.Optional(1, "client_auth", server.ClientAuth == usualAuthentication ? null : server.ClientAuth.ToString());
    }

    private static void PrintPaths(YamlLines yaml, int level, ImmutableArray<ConfigurationText> paths)
    {
        if (paths is [var only])
        {
            yaml.Text(level, "path", only.Value, "");
        }
        else if (!paths.IsEmpty)
        {
            yaml.Open("paths", level);
            yaml.Items(level, paths.Select(path => path.Value));
        }
    }

    private static void PrintQuantiles(YamlLines yaml, int level, ImmutableArray<ExporterQuantile> quantiles)
    {
        if (!quantiles.IsEmpty)
        {
            yaml.Entry(level, "quantiles", "{" + string.Join(", ", quantiles.Select(one => $"{YamlLines.Number(one.Quantile)}: {YamlLines.Number(one.Error)}")) + "}");
        }
    }

    private static void PrintLabels(YamlLines yaml, int level, string key, ImmutableArray<ExporterLabel> labels)
    {
        if (labels.IsEmpty)
        {
            return;
        }

        yaml.Open(key, level);
        foreach (var label in labels)
        {
            yaml.Entry(level + 1, YamlLines.Quote(label.Name.Value), YamlLines.Quote(label.Template.Value));
        }
    }

    // As Go writes a duration: 1h0m0s, 1.5s, 250ms.
    private static string GoText(TimeSpan duration)
    {
        if (duration < TimeSpan.FromSeconds(1))
        {
            return duration.Ticks switch
            {
                0 => "0s",
                >= TimeSpan.TicksPerMillisecond => Part(duration.TotalMilliseconds, "ms"),
                >= TimeSpan.TicksPerMicrosecond => Part(duration.TotalMicroseconds, "µs"),
                _ => Part(duration.TotalNanoseconds, "ns"),
            };
        }

        var text = new StringBuilder();
        if (duration.TotalHours >= 1)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(long)duration.TotalHours}h");
        }

        if (duration.TotalMinutes >= 1)
        {
            text.Append(CultureInfo.InvariantCulture, $"{duration.Minutes}m");
        }

        return text.Append(Part((duration.Ticks % TimeSpan.TicksPerMinute) / (double)TimeSpan.TicksPerSecond, "s")).ToString();
    }

    private static string Part(double number, string unit) => number.ToString("0.#######", CultureInfo.InvariantCulture) + unit;
}
