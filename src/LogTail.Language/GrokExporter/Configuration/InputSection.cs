using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LogTail.Language.Diagnostics;

namespace LogTail.Language.GrokExporter.Configuration;

/// <summary>Reads <c>input</c> (spec/grok.md §6.3).</summary>
internal static partial class InputSection
{
    private static readonly ImmutableArray<string> FileKeys =
        ["path", "paths", "readall", "fail_on_missing_logfile", "poll_interval", "poll_interval_seconds", "max_lines_in_buffer"];

    private static readonly ImmutableArray<string> KeysRefusedForStandardInput = ["path", "paths", "poll_interval", "poll_interval_seconds"];

    private static readonly ImmutableArray<string> WebhookKeys =
        ["webhook_path", "webhook_format", "webhook_json_selector", "webhook_text_bulk_separator"];

    private static readonly ImmutableArray<string> KafkaKeys =
    [
        "kafka_brokers", "kafka_topics", "kafka_version", "kafka_partition_assignor", "kafka_consumer_group_name", "kafka_consume_from_oldest",
    ];

    public static ExporterInput Read(ConfigurationSection input, int version, IConfigurationFiles files)
    {
        var type = input.Text("type")?.Value ?? "";
        switch (type)
        {
            case "" or "stdin":
                RefuseKeysOfFiles(input);
                WarnOfOthers(input, "stdin", WebhookKeys, KafkaKeys);
                return new StandardInput();
            case "file":
                var file = ReadFile(input, version, files);
                WarnOfOthers(input, "file", WebhookKeys, KafkaKeys);
                return file;
            case "webhook":
                var webhook = ReadWebhook(input, version);
                WarnOfOthers(input, "webhook", FileKeys, KafkaKeys);
                return webhook;
            case "kafka" when version >= 3:
                var kafka = ReadKafka(input);
                WarnOfOthers(input, "kafka", FileKeys, WebhookKeys);
                return kafka;
            default:
                input.Error(
                    DiagnosticCode.InvalidSetting,
                    input.SpanOf("type"),
                    $"unsupported 'input.type': {type}",
                    type == "kafka" ? "Version 3 has it: set global.config_version to 3." : "Use file, stdin, webhook or kafka.");
                return new StandardInput();
        }
    }

    private static FileInput ReadFile(ConfigurationSection input, int version, IConfigurationFiles files)
    {
        var path = input.Text("path");
        var paths = input.Texts("paths");
        if (path is { Value.Length: > 0 } && !paths.IsEmpty)
        {
            input.Error(DiagnosticCode.KeyNotAllowed, input.KeySpanOf("paths"), "Use either 'input.path' or 'input.paths', not both.", "Move the path into the list.");
        }

        paths = [.. paths.Prepend(path).OfType<ConfigurationText>().Where(one => one.Value.Length > 0)];
        if (paths.IsEmpty && !input.Has("path") && !input.Has("paths"))
        {
            input.Error(DiagnosticCode.MissingKey, input.Span, "'input.path' is required for input type \"file\".", "Add `path: /var/log/the.log`, or a list of `paths`.");
        }
        else if (paths.IsEmpty)
        {
            input.Error(DiagnosticCode.MissingKey, input.SpanOf(input.Has("path") ? "path" : "paths"), "'input.path' must not be empty.", "Name a file, or a glob such as /var/log/*.log.");
        }

        foreach (var one in paths)
        {
            CheckPath(input, one, files);
        }

        return new FileInput(
            paths,
            input.Bool("readall") ?? false,
            input.GoBool("fail_on_missing_logfile") ?? true,
            PollIntervalOf(input, version),
            NotNegative(input, "max_lines_in_buffer"));
    }

    private static void CheckPath(ConfigurationSection input, ConfigurationText path, IConfigurationFiles files)
    {
        var directory = GoGlob.Split(path.Value).Directory;
        if (GoGlob.Problem(path.Value) is { } problem)
        {
            input.Error(DiagnosticCode.InvalidSetting, path.Span, problem, "Wildcards are * ? [a-z] [^a-z]; a backslash makes one a plain character.");
        }
        else if (!files.DirectoryExists(directory))
        {
            input.Error(DiagnosticCode.NoSuchDirectory, path.Span, $"\"{directory}\": no such directory", "Make the directory, or correct the path; relative ones begin in the working directory.");
        }
    }

    private static TimeSpan PollIntervalOf(ConfigurationSection input, int version) =>
        version == 2 ? TimeSpan.FromSeconds(NotNegative(input, "poll_interval_seconds")) : input.Duration("poll_interval") ?? TimeSpan.Zero;

    private static int NotNegative(ConfigurationSection input, string key)
    {
        var value = input.Integer(key) ?? 0;
        if (value < 0)
        {
            input.Error(DiagnosticCode.InvalidSetting, input.SpanOf(key), $"'{input.PathOf(key)}' must not be negative.", "0 switches it off.");
        }

        return Math.Max(0, value);
    }

    private static void RefuseKeysOfFiles(ConfigurationSection input)
    {
        foreach (var key in KeysRefusedForStandardInput.Where(input.Has))
        {
            Refuse(input, key);
        }

        if (input.Bool("readall") == true)
        {
            Refuse(input, "readall");
        }

        // Tolerated: it says nothing about standard input.
        input.GoBool("fail_on_missing_logfile");
    }

    private static void Refuse(ConfigurationSection input, string key)
    {
        input.Text(key);
        input.Error(
            DiagnosticCode.KeyNotAllowed, input.KeySpanOf(key), $"Invalid input configuration: cannot use 'input.{key}' when 'input.type' is stdin.", "Set `type: file`, or delete the key.");
    }

    private static WebhookInput ReadWebhook(ConfigurationSection input, int version)
    {
        var path = NonEmpty(input.Text("webhook_path"), WebhookInput.DefaultPath);
        if (!path.StartsWith('/'))
        {
            input.Error(DiagnosticCode.InvalidSetting, input.SpanOf("webhook_path"), "'input.webhook_path' must start with \"/\".", $"Write /{path}.");
        }

        var format = NonEmpty(input.Text("webhook_format"), WebhookInput.FormatNames[0]);
        var number = WebhookInput.FormatNames.IndexOf(format);
        if (number < 0 || (number == (int)WebhookFormat.JsonLines && version < 3))
        {
            input.Error(
                DiagnosticCode.InvalidSetting,
                input.SpanOf("webhook_format"),
                $"unsupported 'input.webhook_format': {format}",
                number < 0 ? $"Use one of {string.Join(", ", WebhookInput.FormatNames)}." : "Version 3 has it: set global.config_version to 3.");
        }

        var selector = NonEmpty(input.Text("webhook_json_selector"), WebhookInput.DefaultJsonSelector);
        if (!selector.StartsWith('.'))
        {
            input.Error(DiagnosticCode.InvalidSetting, input.SpanOf("webhook_json_selector"), "'input.webhook_json_selector' must start with \".\".", $"Write .{selector}.");
        }

        var separator = NonEmpty(input.Text("webhook_text_bulk_separator"), WebhookInput.DefaultTextBulkSeparator);
        return new WebhookInput(path, (WebhookFormat)Math.Max(0, number), selector, separator);
    }

    private static KafkaInput ReadKafka(ConfigurationSection input)
    {
        var assignor = NonEmpty(input.Text("kafka_partition_assignor"), KafkaInput.DefaultPartitionAssignor);
        if (assignor is not ("range" or "roundrobin" or "sticky"))
        {
            input.Error(
                DiagnosticCode.InvalidSetting, input.SpanOf("kafka_partition_assignor"), $"unsupported 'input.kafka_partition_assignor': {assignor}", "Use range, roundrobin or sticky.");
        }

        var protocol = NonEmpty(input.Text("kafka_version"), KafkaInput.DefaultVersion);
        if (!ThreeNumbers().IsMatch(protocol))
        {
            input.Error(DiagnosticCode.InvalidSetting, input.SpanOf("kafka_version"), $"invalid 'input.kafka_version': {protocol}", "It has three numbers: 2.1.0");
        }

        return new KafkaInput(
            Required(input, "kafka_brokers", "- localhost:9092"),
            Required(input, "kafka_topics", "- logs"),
            protocol,
            assignor,
            NonEmpty(input.Text("kafka_consumer_group_name"), KafkaInput.DefaultConsumerGroup),
            input.Bool("kafka_consume_from_oldest") ?? false);
    }

    private static ImmutableArray<string> Required(ConfigurationSection input, string key, string example)
    {
        ImmutableArray<string> values = [.. input.Texts(key).Select(text => text.Value).Where(text => text.Length > 0)];
        if (values.IsEmpty)
        {
            input.Error(DiagnosticCode.MissingKey, input.SpanOf(key), $"'input.{key}' must not be empty.", $"Add a list:\n  {key}:\n    {example}");
        }

        return values;
    }

    private static string NonEmpty(ConfigurationText? text, string otherwise) => text is { Value.Length: > 0 } ? text.Value : otherwise;

    private static void WarnOfOthers(ConfigurationSection input, string type, params ReadOnlySpan<ImmutableArray<string>> foreign)
    {
        var others = new List<(string, string)>();
        foreach (var keys in foreign)
        {
            others.AddRange(keys.Select(key => (key, $"'input.type' is {type}")));
        }

        input.WarnOfOthers([.. others]);
    }

    [GeneratedRegex(@"^[0-9]+\.[0-9]+\.[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex ThreeNumbers();
}
