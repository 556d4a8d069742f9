using System.Diagnostics;
using System.Globalization;
using LogTail.Conformance.Support;

namespace LogTail.Conformance.Tailing;

/// <summary>A daemon and a log to which something happens. Each line of the log has a number, and the counter of each number must be 1.</summary>
public abstract class Scenario : IDisposable
{
    private protected const int SigKill = 9;
    private protected const int SigStop = 19;
    private protected const int SigCont = 18;

    private protected Scenario() => Program = Folder.Write("ids.mtail", "counter ids by id\ncounter odd\n/^(?P<id>\\d+)$/ {\n  ids[$id]++\n} else {\n  odd++\n}\n");

    private protected TemporaryFolder Folder { get; } = new();

    private protected string Program { get; }

    /// <summary>Lines written so far: the number of the next one.</summary>
    private protected int Written { get; set; }

    private protected string Log => Folder.File("app.log");

    private protected string State => Folder.File("state");

    /// <inheritdoc/>
    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected string[] Arguments(string pattern) => ["--programs", Program, "--logs", pattern, "--from", "start", "--state", State];

    private protected Task<LogTailDaemon> Start(string pattern, params string[] more) => LogTailDaemon.Start([.. Arguments(pattern), .. more]);

    private protected static async Task Kill(LogTailDaemon daemon)
    {
        daemon.Process.Signal(SigKill);
        await daemon.Process.WaitForExit(LogTailDaemon.Deadline);
    }

    private protected void Write(int count) => Append(Log, count);

    private protected void Append(string path, int count)
    {
        File.AppendAllText(path, string.Concat(Enumerable.Range(Written, count).Select(number => number.ToString(CultureInfo.InvariantCulture) + "\n")));
        Written += count;
    }

    // Exactly once: what comes twice shows as a value of 2.
    private protected async Task AllCounted(LogTailDaemon daemon)
    {
        var scrape = await daemon.ScrapeUntil(scrape => Counted(scrape).Count >= Written);
        Assert.Equal(Enumerable.Range(0, Written), Counted(scrape).Keys.Order());
        Assert.All(Counted(scrape), line => Assert.Equal(1, line.Value));
        Assert.Equal(0, scrape["odd{prog=\"ids.mtail\"}"]);
    }

    // Three checkpoints, or seconds in which nothing was left to write.
    private protected static async Task Durable(LogTailDaemon daemon)
    {
        var (ticks, last, lastTick) = (0, await daemon.Scrape(), Stopwatch.GetTimestamp());
        await daemon.ScrapeUntil(scrape =>
        {
            var isWritten = scrape["logtail_checkpoints_total"] > last["logtail_checkpoints_total"];
            var hasNothingToWrite = scrape["logtail_checkpoint_age_seconds"] == 0 && Stopwatch.GetElapsedTime(lastTick) >= TimeSpan.FromSeconds(1);
            if (isWritten || hasNothingToWrite)
            {
                ticks++;
                lastTick = Stopwatch.GetTimestamp();
            }

            last = scrape;
            return ticks >= 3;
        });
    }

    private protected static Dictionary<int, double> Counted(Exposition scrape) => scrape.Of("ids").ToDictionary(
        sample => int.Parse(sample.Key.Split('"')[1], CultureInfo.InvariantCulture), sample => sample.Value);
}
