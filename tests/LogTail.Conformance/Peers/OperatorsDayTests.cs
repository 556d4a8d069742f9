using System.Globalization;
using LogTail.Conformance.Support;

namespace LogTail.Conformance.Peers;

/// <summary>
/// A day of whoever replaced mtail: the command line of Debian's own unit on a link named mtail, a reload with everything that can happen to a
/// program, and a real Prometheus that sees neither a gap nor a reset.
/// </summary>
public sealed class OperatorsDayTests
{
    private const string Unit = "/lib/systemd/system/mtail.service";
    private const int HangUp = 1;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    [PeerFact("prometheus", Unit)]
    public async Task Reload_is_seen_by_Prometheus_as_nothing_but_new_metrics()
    {
        using var folder = new TemporaryFolder();
        var programs = folder.Folder("etc");
        folder.Write("etc/good.mtail", "counter good_total by line\n/^(\\w+)$/ {\n  good_total[$1]++\n}\n");
        folder.Write("etc/breaks.mtail", "counter breaks_total\n/./ {\n  breaks_total++\n}\n");
        folder.Write("etc/goes.mtail", "counter goes_total\n/./ {\n  goes_total++\n}\n");
        var log = folder.Write("a.log", "");
        await using var daemon = await StartAsUnit(folder, programs, log);
        await using var prometheus = StartPrometheus(folder, daemon.Port);
        await using var writer = new LineWriter(log);
        await prometheus.Becomes("sum(good_total) > bool 5", 1, Deadline);

        // One good whose declaration has moved, one broken, one removed, one new.
        folder.Write("etc/good.mtail", "# the first line now\ncounter more_total\n\ncounter good_total by line\n/^(\\w+)$/ {\n  good_total[$1]++\n  more_total++\n}\n");
        folder.Write("etc/breaks.mtail", "counter breaks_total\n/./ {\n  breaks_total[$1]++\n");
        File.Delete(folder.File("etc/goes.mtail"));
        folder.Write("etc/new.mtail", "counter new_total\n/./ {\n  new_total++\n}\n");
        daemon.Process.Signal(HangUp);

        await prometheus.Becomes("new_total > bool 5", 1, Deadline);
        await prometheus.Becomes("count(goes_total)", null, Deadline);
        var scrape = await daemon.Scrape();
        Assert.Equal(1, scrape["""mtail_prog_load_errors_total{prog="breaks.mtail"}"""]);
        Assert.Contains("breaks.mtail:", daemon.Process.Errors, StringComparison.Ordinal);

        // All lines, from the first to the last, in spite of the reload.
        var written = await writer.Stop();
        await daemon.ScrapeUntil(seen => seen.Sum("good_total") == written && seen.Sum("breaks_total") == written);
        await prometheus.Becomes("sum(good_total)", written, Deadline);
        await prometheus.Becomes("sum(breaks_total)", written, Deadline);
        await prometheus.Becomes("sum(resets(good_total[1h])) + sum(resets(breaks_total[1h])) + sum(resets(more_total[1h]))", 0, Deadline);
        await prometheus.Becomes("min_over_time(up{job=\"mtail\"}[1h])", 1, Deadline);

        // In every scrape, from the first that had it on.
        await prometheus.Becomes("max(count_over_time(up{job=\"mtail\"}[1h])) - max(count_over_time(breaks_total[1h]))", 0, Deadline);
        await prometheus.Becomes("count(good_total{line=\"even\"})", 1, Deadline);
        Assert.Equal(0, (await daemon.Process.Terminate(Deadline)).ExitCode);
    }

    // What systemd would start: the unit's own words, with its paths and the variables of /etc/default/mtail replaced.
    private static Task<LogTailDaemon> StartAsUnit(TemporaryFolder folder, string programs, string log)
    {
        var link = folder.File("mtail");
        File.CreateSymbolicLink(link, LogTailCommand.Executable);
        var command = File.ReadLines(Unit).Single(line => line.StartsWith("ExecStart=", StringComparison.Ordinal))["ExecStart=".Length..];
        Assert.StartsWith("/bin/sh -c '", command, StringComparison.Ordinal);
        var script = command["/bin/sh -c '".Length..^1]
            .Replace("$$", "$", StringComparison.Ordinal)
            .Replace("/usr/bin/mtail", link, StringComparison.Ordinal)
            .Replace("/etc/mtail", programs, StringComparison.Ordinal);
        var port = Loopback.FreePort();
        return LogTailDaemon.Start(
            port,
            "/bin/sh",
            ["-c", script],
            ("HOST", "127.0.0.1"),
            ("PORT", port.ToString(CultureInfo.InvariantCulture)),
            ("LOGS", $"{log},{folder.File("not-yet")}/*.log"),
            ("EXTRA_ARGS", ""));
    }

    private static PrometheusServer StartPrometheus(TemporaryFolder folder, int target) => PrometheusServer.Start(
        folder,
        $"""
        global:
          scrape_interval: 2s
          scrape_timeout: 2s
        scrape_configs:
          - job_name: mtail
            static_configs:
              - targets: ["127.0.0.1:{target}"]
        """);

    /// <summary>Writes lines to a log without a pause to speak of, until it is stopped.</summary>
    private sealed class LineWriter : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stopping = new();
        private readonly Task<int> _writing;

        public LineWriter(string log) => _writing = Write(log);

        /// <returns>How many lines it wrote.</returns>
        public async Task<int> Stop()
        {
            await _stopping.CancelAsync();
            return await _writing;
        }

        public async ValueTask DisposeAsync()
        {
            await Stop();
            _stopping.Dispose();
        }

        private async Task<int> Write(string log)
        {
            var lines = 0;
            while (!_stopping.IsCancellationRequested)
            {
                await File.AppendAllTextAsync(log, (lines++ % 2 == 0 ? "even" : "odd") + "\n");
                await Task.Delay(20);
            }

            return lines;
        }
    }
}
