using LogTail.Language.Diagnostics;
using LogTail.Language.GrokExporter.Configuration;

namespace LogTail.Tests.Language.GrokExporter.Configuration;

/// <summary>From YAML to a configuration (spec/grok.md §6).</summary>
public class ExporterConfigurationReaderTests
{
    private const string Head = "global:\n  config_version: 3\n";

    [Fact]
    public void Fills_in_all_defaults()
    {
        var configuration = Configurations.Good(Head + Configurations.Metrics);
        Assert.Equal(3, configuration.Version);
        Assert.Equal(TimeSpan.FromSeconds(53), configuration.RetentionCheckInterval);
        Assert.IsType<StandardInput>(configuration.Input);
        Assert.Equal(new ExporterServer(false, "", 9144, "/metrics", null, null, null, ClientAuthentication.NoClientCert), configuration.Server);
    }

    [Theory]
    [InlineData("global: {config_version: 3}\n")]
    [InlineData("global:\n  # a comment\n  config_version: 3\n")]
    [InlineData("global:\n  retention_check_interval: 1s\n  config_version: 3\n")]
    [InlineData("global:\n  config_version: \"3\"\n")]
    [InlineData("\"global\":\n  \"config_version\": 3 # text\n")]
    public void Finds_the_version_wherever_YAML_allows_it(string head) =>
        Assert.Equal(3, Configurations.Good(head + Configurations.Metrics).Version);

    [Theory]
    [InlineData("yes", true)]
    [InlineData("on", true)]
    [InlineData("True", true)]
    [InlineData("no", false)]
    [InlineData("OFF", false)]
    public void Reads_the_booleans_of_YAML_1_1(string word, bool expected)
    {
        var input = Configurations.Good($"{Head}input:\n  type: file\n  path: /var/log/a\n  readall: {word}\n  fail_on_missing_logfile: {word}\n{Configurations.Metrics}").Input;
        Assert.Equal((expected, expected), (((FileInput)input).ReadAll, ((FileInput)input).FailOnMissingLogfile));
    }

    [Theory]
    [InlineData("'t'", true)]
    [InlineData("\"FALSE\"", false)]
    [InlineData("0", false)]
    [InlineData("1", true)]
    public void Reads_Go_booleans_for_missing_files(string word, bool expected)
    {
        var input = (FileInput)Configurations.Good($"{Head}input:\n  type: file\n  path: /var/log/a\n  fail_on_missing_logfile: {word}\n{Configurations.Metrics}").Input;
        Assert.Equal(expected, input.FailOnMissingLogfile);
    }

    [Fact]
    public void Reads_a_webhook_with_its_separator()
    {
        var configuration = Configurations.Good(
            Head + "input:\n  type: webhook\n  webhook_format: text_bulk\n  webhook_path: /in/\n  webhook_text_bulk_separator: \"\\n--\\n\"\n" + Configurations.Metrics);
        Assert.Equal(new WebhookInput("/in/", WebhookFormat.TextBulk, ".message", "\n--\n"), configuration.Input);
    }

    [Fact]
    public void Reads_kafka_with_its_defaults()
    {
        var kafka = (KafkaInput)Configurations.Good(
            Head + "input:\n  type: kafka\n  kafka_brokers: [localhost:9092]\n  kafka_topics:\n  - logs\n" + Configurations.Metrics).Input;
        Assert.Equal(("localhost:9092", "logs", "2.1.0", "range", "grok_exporter", false), (kafka.Brokers.Single(), kafka.Topics.Single(), kafka.Version, kafka.PartitionAssignor, kafka.ConsumerGroup, kafka.ConsumeFromOldest));
    }

    [Fact]
    public void Imports_metrics_behind_its_own_and_applies_defaults()
    {
        var configuration = Configurations.Good(
            Head
                + """
                  imports:
                  - type: metrics
                    dir: m/
                    defaults:
                      path: /var/log/x.log
                      retention: 2h30m
                      buckets: [1, 2, .inf]
                      labels:
                        team: core
                        host: default

                  """
                + Configurations.Metrics,
            ("m/a.yml", "- type: histogram\n  name: h\n  help: h\n  match: .\n  value: 1\n  labels:\n    host: own\n"),
            ("m/b.yml", "- type: counter\n  name: c\n  help: h\n  match: .\n  paths: [/var/log/y]\n"));
        Assert.Equal(["lines_total", "h", "c"], configuration.Metrics.Select(metric => metric.Name.Value));
        var histogram = configuration.Metrics[1];
        Assert.Equal([1.0, 2.0], histogram.Buckets.ToArray());
        Assert.Equal(TimeSpan.FromMinutes(150), histogram.Retention);
        Assert.Equal(["/var/log/x.log"], histogram.Paths.Select(path => path.Value));
        Assert.Equal(["host=own", "team=core"], histogram.Labels.Select(label => $"{label.Name}={label.Template}"));
        Assert.Equal(["/var/log/y"], configuration.Metrics[2].Paths.Select(path => path.Value));
        Assert.Equal(["host=default", "team=core"], configuration.Metrics[2].Labels.Select(label => $"{label.Name}={label.Template}"));
    }

    [Fact]
    public void Gives_version_2_its_own_keys()
    {
        var configuration = Configurations.Good(
            """
            global:
              config_version: 2
            input:
              type: file
              path: /var/log/a
              poll_interval_seconds: 5
            grok:
              patterns_dir: p/
              additional_patterns:
              - FOO x

            """ + Configurations.Metrics,
            ("p/base", "WORD \\w+\n"));
        Assert.Equal(TimeSpan.FromSeconds(5), ((FileInput)configuration.Input).PollInterval);
        Assert.Equal("FOO x", configuration.GrokPatterns.Single().Value);
        Assert.Equal("p/base", configuration.PatternFiles.Single().Path);
    }

    [Fact]
    public void Takes_scalars_of_any_type_as_label_texts()
    {
        var metric = Configurations.Good(Head + Configurations.Metrics + "  labels:\n    a: 1.50\n    b: true\n    c:\n    d: '{{.x}}'\n").Metrics.Single();
        Assert.Equal(["a=1.50", "b=true", "c=", "d={{.x}}"], metric.Labels.Select(label => $"{label.Name}={label.Template}"));
    }

    [Fact]
    public void Merges_mappings_and_shares_anchors()
    {
        var configuration = Configurations.Good(
            Head
                + """
                  metrics:
                  - &base
                    type: counter
                    name: a
                    help: h
                    match: '%{WORD:w}'
                    labels: &labels
                      w: '{{.w}}'
                  - <<: *base
                    name: b
                  - type: gauge
                    name: c
                    help: h
                    match: .
                    value: 1
                    labels: *labels

                  """);
        Assert.Equal(["a %{WORD:w} w", "b %{WORD:w} w", "c . w"], configuration.Metrics.Select(metric => $"{metric.Name} {metric.Match} {metric.Labels.Single().Name}"));
    }

    [Fact]
    public void Tells_where_a_part_of_a_template_is()
    {
        var configuration = Configurations.Good(Head + Configurations.Metrics + "  labels:\n    a: '{{.x}}'\n    b: \"{{.x}}\\t\"\n");
        var labels = configuration.Metrics.Single().Labels;
        Assert.Equal(".x", configuration.Text.Text.Substring(labels[0].Template.SpanOf(2, 2).Start, 2));
        Assert.Equal(labels[1].Template.Span, labels[1].Template.SpanOf(2, 2));
    }

    [Fact]
    public void Reports_all_errors_at_once()
    {
        var result = Configurations.Read(
            """
            global:
              config_version: 3
            input:
              type: file
            server:
              port: 0
              path: metrics
            metrics:
            - type: histogram
              name: 1a
              help: h
              match: .
              value: '1'
              buckets: [2, 1]
            - type: counter
              name: b
              help: h
              match: .
              retention: 1h
              delete_match: x

            """);
        Assert.Null(result.Configuration);
        Assert.Equal(
            [
                DiagnosticCode.MissingKey, DiagnosticCode.InvalidSetting, DiagnosticCode.InvalidSetting, DiagnosticCode.InvalidMetricName,
                DiagnosticCode.BadBuckets, DiagnosticCode.KeyNotAllowed, DiagnosticCode.KeyNotAllowed,
            ],
            result.Diagnostics.Select(diagnostic => diagnostic.Code));
    }

    [Theory]
    [InlineData("retention: 1d\n  labels: {a: b}", DiagnosticCode.BadDuration)]
    [InlineData("labels: {__a: b}", DiagnosticCode.InvalidLabelName)]
    [InlineData("labels: {a-b: b}", DiagnosticCode.InvalidLabelName)]
    [InlineData("labels: {a: b}\n  delete_labels: {a: b}", DiagnosticCode.MissingKey)]
    [InlineData("labels: {a: b}\n  delete_match: x\n  delete_labels: {c: b}", DiagnosticCode.InvalidLabelName)]
    [InlineData("quantiles: {0.5: 0.1}", DiagnosticCode.KeyNotAllowed)]
    [InlineData("max_age: 1m", DiagnosticCode.KeyNotAllowed)]
    [InlineData("cumulative: true", DiagnosticCode.KeyNotAllowed)]
    [InlineData("paths: /var/log/a", DiagnosticCode.WrongYamlKind)]
    [InlineData("path: /var/*/a", DiagnosticCode.InvalidSetting)]
    [InlineData("path: /var/[a", DiagnosticCode.InvalidSetting)]
    [InlineData("path: a\n  paths: [b]", DiagnosticCode.KeyNotAllowed)]
    [InlineData("labels: [a]", DiagnosticCode.WrongYamlKind)]
    public void Refuses_in_a_counter(string keys, DiagnosticCode code) =>
        Assert.Equal([code], Configurations.Read(Head + Configurations.Metrics + "  " + keys + "\n").Diagnostics.Select(diagnostic => diagnostic.Code));

    [Theory]
    [InlineData("[.nan]", DiagnosticCode.WrongYamlKind)]
    [InlineData("['1']", DiagnosticCode.WrongYamlKind)]
    [InlineData("[1, 1]", DiagnosticCode.BadBuckets)]
    [InlineData("[-.inf, 1]", DiagnosticCode.BadBuckets)]
    public void Refuses_as_bounds_of_a_histogram(string buckets, DiagnosticCode code) => Assert.Equal(
        [code],
        Configurations.Read($"{Head}metrics: [{{type: histogram, name: a, help: h, match: x, value: 1, buckets: {buckets}}}]\n").Diagnostics.Select(diagnostic => diagnostic.Code));

    [Theory]
    [InlineData("input:\n  path: /var/log/a\n", DiagnosticCode.KeyNotAllowed)]
    [InlineData("input:\n  type: file\n  path: /var/log/a\n  paths: [/var/log/b]\n", DiagnosticCode.KeyNotAllowed)]
    [InlineData("input:\n  type: file\n  path: /var/*/a\n", DiagnosticCode.InvalidSetting)]
    [InlineData("input:\n  type: webhook\n  webhook_format: xml\n", DiagnosticCode.InvalidSetting)]
    [InlineData("input:\n  type: webhook\n  webhook_path: in\n", DiagnosticCode.InvalidSetting)]
    [InlineData("input:\n  type: webhook\n  webhook_path: /metrics\n", DiagnosticCode.InvalidSetting)]
    [InlineData("input:\n  type: webhook\nserver:\n  path: /webhook\n", DiagnosticCode.InvalidSetting)]
    [InlineData("input:\n  type: webhook\n  webhook_json_selector: message\n", DiagnosticCode.InvalidSetting)]
    [InlineData("input:\n  type: kafka\n  kafka_brokers: [a]\n", DiagnosticCode.MissingKey)]
    [InlineData("input:\n  type: kafka\n  kafka_brokers: [a]\n  kafka_topics: [b]\n  kafka_version: '2'\n", DiagnosticCode.InvalidSetting)]
    [InlineData("server:\n  cert: a\n", DiagnosticCode.KeyNotAllowed)]
    [InlineData("server:\n  protocol: https\n  cert: a\n", DiagnosticCode.MissingKey)]
    [InlineData("server:\n  protocol: https\n  client_auth: RequestClientCert\n", DiagnosticCode.MissingKey)]
    [InlineData("server:\n  protocol: https\n  client_ca: a\n  client_auth: Sometimes\n", DiagnosticCode.InvalidSetting)]
    [InlineData("server:\n  port: '80'\n", DiagnosticCode.WrongYamlKind)]
    [InlineData("imports:\n- type: patterns\n  dir: x\n", DiagnosticCode.InvalidSetting)]
    [InlineData("imports:\n- type: metrics\n", DiagnosticCode.MissingKey)]
    [InlineData("metrics: {}\n", DiagnosticCode.RepeatedKey)]
    public void Refuses_elsewhere(string keys, DiagnosticCode code) =>
        Assert.Equal(code, Configurations.Read(Head + keys + Configurations.Metrics).Diagnostics[0].Code);

    [Theory]
    [InlineData("0x10", 16)]
    [InlineData("010", 8)]
    [InlineData("1_000", 1000)]
    [InlineData("1e3", 1000)]
    [InlineData("80.5", 80)]
    public void Reads_integers_as_yaml_v2_does(string port, int expected) =>
        Assert.Equal(expected, Configurations.Good(Head + $"server:\n  port: {port}\n" + Configurations.Metrics).Server.Port);

    [Fact]
    public void Names_each_key_that_an_empty_metric_lacks() => Assert.Equal(
        ["name", "type", "help", "match"],
        Configurations.Read(Head + "metrics: [{}]\n").Diagnostics.Select(diagnostic => diagnostic.Message.Split('\'')[1]["metrics.".Length..]));

    [Fact]
    public void Survives_an_alias_bomb()
    {
        var yaml = Head + "a: &a [x]\n" + string.Concat(Enumerable.Range('b', 20).Select(c => $"{(char)c}: &{(char)c} [{string.Join(',', Enumerable.Repeat("*" + (char)(c - 1), 9))}]\n"));
        Assert.NotNull(Configurations.Read(yaml + Configurations.Metrics).Configuration);
    }

    [Fact]
    public void Refuses_what_nests_too_deep() =>
        Assert.Equal(DiagnosticCode.InvalidYaml, Configurations.Read(Head + "a: " + new string('[', 100_000) + "\n").Diagnostics.Single().Code);

    [Theory]
    [InlineData("")]
    [InlineData("\0")]
    [InlineData("- a\n")]
    [InlineData("a: *b\n")]
    [InlineData("a: &a [*a]\n")]
    [InlineData("? [a]\n: b\n")]
    [InlineData("%YAML 9.9\n---\na: b\n")]
    [InlineData("a: !!binary x\n\tb: c\n")]
    [InlineData("<<: 1\n")]
    [InlineData("global: {config_version: 3\nmetrics: []\n")]
    public void Never_throws(string yaml) => Assert.NotEmpty(Configurations.Read(yaml).Diagnostics);
}
