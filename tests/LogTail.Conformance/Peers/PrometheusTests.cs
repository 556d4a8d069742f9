using LogTail.Conformance.Support;

namespace LogTail.Conformance.Peers;

/// <summary>The real Prometheus on the other side of a scrape.</summary>
public sealed class PrometheusTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static readonly string SampleLogs = Path.Combine(Repository.SampleLogs, "*.log");

    [PeerFact("prometheus")]
    public async Task Scrapes_us_and_knows_the_right_number()
    {
        using var folder = new TemporaryFolder();
        await using var daemon = await LogTailDaemon.Start("--programs", Repository.Programs, "--logs", SampleLogs, "--from", "start");
        await using var prometheus = PrometheusServer.Start(
            folder,
            $"""
            global:
              scrape_interval: 500ms
              scrape_timeout: 500ms
            scrape_configs:
              - job_name: logtail
                static_configs:
                  - targets: ["127.0.0.1:{daemon.Port}"]
            """);

        // What is right is known without us: every line of that sample is one request.
        var requests = File.ReadLines(Path.Combine(Repository.SampleLogs, "nginx_access.log")).Count();
        await prometheus.Becomes("up{job=\"logtail\"}", 1, Deadline);
        await prometheus.Becomes("sum(nginx_http_requests_total)", requests, Deadline);
        await prometheus.Becomes("log_lines_total", Directory.EnumerateFiles(Repository.SampleLogs, "*.log").Sum(log => File.ReadLines(log).Count()), Deadline);
    }

    [PeerFact("promtool")]
    public async Task Promtool_has_nothing_to_say_about_a_scrape()
    {
        using var folder = new TemporaryFolder();
        await using var daemon = await LogTailDaemon.Start("--programs", Repository.Programs, "--logs", SampleLogs, "--from", "start");
        var scrape = await daemon.ScrapeUntil(seen => seen.Sum("nginx_http_requests_total") > 0);

        var result = await CheckMetrics(folder, scrape.Text);

        Assert.Equal(new CommandResult(0, "", ""), result);
    }

    [PeerFact("promtool")]
    public async Task Promtool_has_nothing_to_say_about_one_pass()
    {
        using var folder = new TemporaryFolder();
        var result = await CheckMetrics(folder, await LogTailCommand.RunOnce("prometheus", Repository.Programs, SampleLogs));
        Assert.Equal(new CommandResult(0, "", ""), result);
    }

    [PeerFact("promtool")]
    public async Task Promtool_accepts_the_example_configuration()
    {
        var configuration = Path.Combine(Repository.Root, "examples", "prometheus.yml");
        var result = await ChildProcess.Run(Peer.Require("promtool"), ["check", "config", configuration], Deadline);
        Assert.Equal(0, result.ExitCode);
    }

    [PeerFact("promtool")]
    public async Task Promtool_accepts_the_example_alerts_and_they_fire_when_they_should()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Repository.Root, "examples", "alerts.yml"), folder.File("alerts.yml"));
        var cases = folder.Write(
            "alerts-test.yml",
            """
            rule_files: [alerts.yml]
            evaluation_interval: 1m
            tests:
              - interval: 1m
                input_series:
                  - series: 'logtail_lag_bytes{instance="behind"}'
                    values: '20000000+1000000x20'
                  - series: 'logtail_lag_bytes{instance="fine"}'
                    values: '20000000-1000000x20'
                  - series: 'logtail_lost_bytes_total{instance="behind"}'
                    values: '0x9 500x11'
                  - series: 'logtail_lost_files_total{instance="behind"}'
                    values: '0x20'
                  - series: 'logtail_checkpoint_age_seconds{instance="behind"}'
                    values: '0+60x20'
                  - series: 'logtail_checkpoint_age_seconds{instance="fine"}'
                    values: '0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1'
                alert_rule_test:
                  - eval_time: 18m
                    alertname: LogTailFallingBehind
                    exp_alerts: [{ exp_labels: { instance: behind, severity: warning } }]
                  - eval_time: 15m
                    alertname: LogTailLosesLines
                    exp_alerts: [{ exp_labels: { instance: behind, severity: critical } }]
                  - eval_time: 18m
                    alertname: LogTailStateNotWritten
                    exp_alerts: [{ exp_labels: { instance: behind, severity: critical } }]
            """);

        (await ChildProcess.Run(Peer.Require("promtool"), ["check", "rules", folder.File("alerts.yml")], Deadline)).Successful();
        (await ChildProcess.Run(Peer.Require("promtool"), ["test", "rules", cases], Deadline)).Successful();
    }

    // promtool reads standard input, which our child processes do not have.
    private static Task<CommandResult> CheckMetrics(TemporaryFolder folder, string exposition)
    {
        var file = folder.Write("metrics.prom", exposition);
        return ChildProcess.Run("/bin/sh", ["-c", "exec promtool check metrics < \"$0\"", file], Deadline);
    }
}
