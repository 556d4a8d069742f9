using System.Collections.Immutable;

namespace LogTail.Language.GrokExporter.Configuration;

/// <summary>Where the lines of a configuration come from (spec/grok.md §6.3).</summary>
public abstract record ExporterInput;

/// <summary>Files that are followed.</summary>
/// <param name="Paths">Globs as written, relative to the working directory; wildcards only in the last part. Not empty.</param>
/// <param name="ReadAll">True: files that exist at the start are read from their beginning.</param>
/// <param name="FailOnMissingLogfile">True: at the start every glob must match a file.</param>
/// <param name="PollInterval">How often files are looked at; zero to be told by the system.</param>
/// <param name="MaxLinesInBuffer">Lines that may wait; 0 for no limit. LogTail never drops lines, a full buffer slows the reader.</param>
public sealed record FileInput(
    ImmutableArray<ConfigurationText> Paths, bool ReadAll, bool FailOnMissingLogfile, TimeSpan PollInterval, int MaxLinesInBuffer) : ExporterInput;

/// <summary>Standard input.</summary>
public sealed record StandardInput : ExporterInput;

/// <summary>What a body of a webhook is.</summary>
public enum WebhookFormat
{
    /// <summary>One line.</summary>
    TextSingle,

    /// <summary>Lines between separators.</summary>
    TextBulk,

    /// <summary>A JSON object.</summary>
    JsonSingle,

    /// <summary>A JSON array.</summary>
    JsonBulk,

    /// <summary>A JSON object per line; version 3 only.</summary>
    JsonLines,
}

/// <summary>Bodies of HTTP requests to the server.</summary>
/// <param name="Path">Begins with a slash; one that ends in a slash stands for everything below it.</param>
/// <param name="Format">What a body is.</param>
/// <param name="JsonSelector">Where the line is in a JSON value: <c>.message</c>, <c>.a.b</c>, <c>.list[1]</c>.</param>
/// <param name="TextBulkSeparator">What stands between lines; not empty.</param>
public sealed record WebhookInput(string Path, WebhookFormat Format, string JsonSelector, string TextBulkSeparator) : ExporterInput
{
    public const string DefaultPath = "/webhook";
    public const string DefaultJsonSelector = ".message";
    public const string DefaultTextBulkSeparator = "\n\n";

    /// <summary>What the configuration calls the formats, by their number.</summary>
    public static readonly ImmutableArray<string> FormatNames = ["text_single", "text_bulk", "json_single", "json_bulk", "json_lines"];
}

/// <summary>Topics of Kafka; version 3 only. Each message is a line.</summary>
/// <param name="Brokers"><c>host:port</c>; not empty.</param>
/// <param name="Topics">Not empty.</param>
/// <param name="Version">Of the protocol, <c>d.d.d</c>.</param>
/// <param name="PartitionAssignor"><c>range</c>, <c>roundrobin</c> or <c>sticky</c>.</param>
/// <param name="ConsumerGroup">Name of the consumer group.</param>
/// <param name="ConsumeFromOldest">Where a group without offsets begins. The original overwrites it with false.</param>
public sealed record KafkaInput(
    ImmutableArray<string> Brokers, ImmutableArray<string> Topics, string Version, string PartitionAssignor, string ConsumerGroup, bool ConsumeFromOldest)
    : ExporterInput
{
    public const string DefaultVersion = "2.1.0";
    public const string DefaultPartitionAssignor = "range";
    public const string DefaultConsumerGroup = "grok_exporter";
}
