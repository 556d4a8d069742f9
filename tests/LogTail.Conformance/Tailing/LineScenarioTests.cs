using System.Text;
using LogTail.Conformance.Support;

namespace LogTail.Conformance.Tailing;

/// <summary>Scenarios of spec/follower.md §2 in which a line is long, or comes in pieces, with a crash in between.</summary>
[Trait("Category", "Slow")]
public sealed class LineScenarioTests : Scenario
{
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public async Task S23_a_line_whose_parts_come_seconds_after_each_other_is_one_line()
    {
        await using var daemon = await Start(Log);
        File.AppendAllText(Log, "12");
        await Task.Delay(TimeSpan.FromSeconds(6));
        Assert.Empty(Counted(await daemon.Scrape()));
        File.AppendAllText(Log, "34");
        await Task.Delay(TimeSpan.FromSeconds(1));
        File.AppendAllText(Log, "5\n");
        var scrape = await daemon.ScrapeUntil(scrape => Counted(scrape).Count > 0);
        Assert.Equal([12345], Counted(scrape).Keys);
        Assert.Equal(0, scrape["odd{prog=\"ids.mtail\"}"]);
    }

    [Fact]
    public async Task S25_a_line_of_256_MB_with_a_crash_in_its_middle_is_one_line_that_is_cut()
    {
        var lines = Folder.Write("lines.mtail", "counter lines by length\n/^(?P<text>x*)$/ {\n  lines[len($text)]++\n}\n");
        string[] arguments = ["--programs", Program, lines, "--logs", Log, "--from", "start", "--state", State];
        Write(10);
        await using (var daemon = await LogTailDaemon.Start(arguments))
        {
            await daemon.ScrapeUntil(scrape => Counted(scrape).Count == Written);

            // Of the greatest length, one longer, and the half of one that does not end.
            AppendXs(Megabyte, "\n");
            AppendXs(Megabyte + 1, "\n");
            await daemon.ScrapeUntil(scrape => scrape.Sum("lines") == 2);
            var before = daemon.Process.PeakResidentBytes;
            AppendXs(128 * Megabyte, "");
            var cut = await daemon.ScrapeUntil(scrape => scrape.Sum("lines") == 3 && scrape["logtail_lag_bytes"] == 0);
            Assert.Equal(2, cut["logtail_line_too_long_total"]);

            // The line is held once, and its text; what was asked for is 4 MB. The rest is what the collector has not taken back yet.
            Assert.InRange(daemon.Process.PeakResidentBytes - before, 0, 16 * Megabyte);
            await Durable(daemon);
            await Kill(daemon);
        }

        AppendXs(128 * Megabyte, "\n");
        Write(10);
        await using var again = await LogTailDaemon.Start(arguments);
        var scrape = await again.ScrapeUntil(scrape => Counted(scrape).Count == Written);
        Assert.All(Counted(scrape), line => Assert.Equal(1, line.Value));
        var length = Assert.Single(scrape.Of("lines"));
        Assert.Equal(3, length.Value);
        Assert.Contains("1048576", length.Key, StringComparison.Ordinal);
    }

    private void AppendXs(int count, string end)
    {
        using var file = new FileStream(Log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        var block = Enumerable.Repeat((byte)'x', Math.Min(count, Megabyte)).ToArray();
        for (var left = count; left > 0; left -= block.Length)
        {
            file.Write(block.AsSpan(0, Math.Min(left, block.Length)));
        }

        file.Write(Encoding.ASCII.GetBytes(end));
    }
}
