using System.Globalization;
using System.Text.RegularExpressions;
using LogTail.Conformance.Support;

namespace LogTail.Conformance.Processes;

/// <summary>What mtail counts about itself, under its names (spec/mtail-language.md §21).</summary>
public sealed partial class MtailSelfMetricTests
{
    private const string Program = """
        counter lines
        gauge g
        /x/ {
          lines++
        }
        /bad (\S+)/ {
          g = int($1)
        }

        """;

    [PeerFact(Mtail.Name)]
    public async Task Has_the_names_types_and_labels_that_mtail_has()
    {
        using var folder = new TemporaryFolder();
        folder.Folder("programs");
        folder.Write("programs/p.mtail", Program);
        var log = folder.Write("a.log", "");
        await using var daemon = await LogTailDaemon.StartAsMtail("-progs", folder.File("programs"), "-logs", log);
        await File.AppendAllTextAsync(log, "x\nbad y\n");
        var ours = await daemon.ScrapeUntil(scrape => scrape["mtail_lines_total"] == 2 && scrape.Sum("mtail_prog_runtime_errors_total") == 1);

        var port = Loopback.FreePort();
        await using var mtail = ChildProcess.Start(
            Peer.Require(Mtail.Name),
            ["-port", port.ToString(CultureInfo.InvariantCulture), "-address", "127.0.0.1", "-log_dir", folder.Path, "-progs", folder.File("programs"), "-logs", log]);
        var theirs = await ScrapeMtail(port, log);

        // All that have data: a family without samples is not on the page.
        Assert.Subset(Shapes(ours.Text), Shapes(theirs.Text));
        Assert.Equal(1, ours.Sum("mtail_build_info"));
        Assert.Equal(2, ours[$$"""mtail_log_lines_total{logfile="{{log}}"}"""]);
        Assert.Equal(1, ours["""mtail_prog_loads_total{prog="p.mtail"}"""]);
        Assert.Equal(1, ours["""mtail_prog_runtime_errors_total{prog="p.mtail"}"""]);
        Assert.Equal(2, ours["""mtail_vm_line_processing_duration_seconds_count{prog="p.mtail"}"""]);
        Assert.True(ours["""mtail_vm_line_processing_duration_seconds_bucket{prog="p.mtail",le="+Inf"}"""] == 2, ours.Text);
    }

    private static async Task<Exposition> ScrapeMtail(int port, string log)
    {
        using var http = new HttpClient();
        var scrape = Exposition.Parse("");
        await Eventually.Becomes(
            async () =>
            {
                try
                {
                    scrape = Exposition.Parse(await http.GetStringAsync($"http://127.0.0.1:{port}/metrics"));
                }
                catch (HttpRequestException)
                {
                    return false;
                }

                // It follows from the end, and nobody knows when it has begun to.
                if (scrape.Sum("mtail_prog_runtime_errors_total") == 0)
                {
                    await File.AppendAllTextAsync(log, "x\nbad y\n");
                    return false;
                }

                return true;
            },
            LogTailDaemon.Deadline,
            () => scrape.Text);
        return scrape;
    }

    // Name and label names of each sample, and the types.
    private static HashSet<string> Shapes(string text) =>
    [
        .. text.Split('\n')
            .Where(line => line.StartsWith("mtail_", StringComparison.Ordinal) || line.StartsWith("# TYPE mtail_", StringComparison.Ordinal))
            .Where(line => !line.StartsWith("mtail_build_info", StringComparison.Ordinal))
            .Select(line => line[0] == '#' ? line : Value().Replace(line, "")),
    ];

    // The value of the sample, and those of labels but for bounds.
    [GeneratedRegex("""(?<!le=)"[^"]*"| \S+$""")]
    private static partial Regex Value();
}
