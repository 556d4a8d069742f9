using LogTail.Conformance.Support;

namespace LogTail.Conformance.GrokExporter;

/// <summary>A real Prometheus that scrapes a configuration.</summary>
public sealed class ScrapedTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PeerFact("prometheus")]
    public async Task Prometheus_scrapes_and_knows_the_right_number()
    {
        await using var exporter = await ExporterProcess.Start(
            _folder,
            """
            global:
              config_version: 3
            input:
              type: webhook
              webhook_format: text_bulk
              webhook_text_bulk_separator: ";"
            metrics:
              - type: counter
                name: words
                help: Words.
                match: '^(?<word>[a-z]+)$'
                labels:
                  word: '{{.word}}'
            server:
              host: 127.0.0.1
              port: PORT
              path: /exporter
            """);
        await exporter.Post("one;two;two;3");
        await using var prometheus = PrometheusServer.Start(
            _folder,
            $"""
            scrape_configs:
              - job_name: grok
                scrape_interval: 500ms
                scrape_timeout: 500ms
                metrics_path: /exporter
                static_configs:
                  - targets: ["127.0.0.1:{exporter.Port}"]
            """);
        await prometheus.Becomes("words{word=\"two\"} == 2 and on() grok_exporter_lines_total{status=\"ignored\"} == 1", 2, ExporterProcess.Deadline);
    }
}
