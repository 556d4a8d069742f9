using LogTail.Language.GrokExporter.Configuration;

namespace LogTail.Tests.Language.GrokExporter.Configuration;

/// <summary>What <c>-showconfig</c> prints (spec/grok.md §6.8).</summary>
public class ShowConfigurationTests
{
    [Fact]
    public void Prints_version_2_as_version_3_without_defaults() => Assert.Equal(
        """
        global:
          config_version: 3
        input:
          type: file
          path: /var/log/a
          poll_interval: 5s
        imports:
        - type: grok_patterns
          dir: p/
        grok_patterns:
        - 'FOO x y'
        metrics:
        - type: histogram
          name: h
          help: 'The h.'
          match: '%{FOO:foo}'
          value: '{{.foo}}'
          buckets: [1, 2.5, 1000]
          labels:
            it: 'it''s'
        server:
          port: 8080

        """,
        ShowConfiguration.Print(Configurations.Good(
            """
            global:
              config_version: 2
              retention_check_interval: 53s
            input:
              type: file
              paths: [/var/log/a]
              readall: false
              poll_interval_seconds: 5
            grok:
              patterns_dir: p/
              additional_patterns: [FOO x y]
            metrics:
            - type: histogram
              name: h
              help: The h.
              match: "%{FOO:foo}"
              value: '{{.foo}}'
              buckets:
              - 1
              - 2.5
              - 1e3
              labels:
                it: it's
            server:
              host: ''
              port: 8080

            """,
            ("p/x", ""))));

    [Fact]
    public void Prints_what_reads_back_as_the_same()
    {
        const string Yaml =
            """
            global:
              config_version: 3
              retention_check_interval: 1m30s
            input:
              type: webhook
              webhook_format: json_bulk
              webhook_text_bulk_separator: "\t\n\u2028"
            metrics:
            - type: summary
              name: s
              help: 'yes'
              match: "a\\nb: 'c' # d"
              retention: 1h
              value: '1'
              quantiles: {0.5: 0.05, 0.99: 0.001}
              max_age: 250ms
              labels:
                a: '{{.b}}'
              delete_match: x
              delete_labels:
                a: '007'
            server:
              protocol: https
              client_ca: ca.pem

            """;
        var printed = ShowConfiguration.Print(Configurations.Good(Yaml));
        Assert.Equal(printed, ShowConfiguration.Print(Configurations.Good(printed)));
        Assert.Equal("a\\nb: 'c' # d", Configurations.Good(printed).Metrics.Single().Match.Value);
    }
}
