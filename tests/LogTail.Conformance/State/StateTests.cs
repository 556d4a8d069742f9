using System.Globalization;
using LogTail.Conformance.Support;

namespace LogTail.Conformance.State;

/// <summary>The daemon over kill -9, restarts and bad states: every line is counted once (spec/follower.md §2, the scenarios marked S).</summary>
public sealed class StateTests : IDisposable
{
    private const int SigKill = 9;

    private readonly TemporaryFolder _folder = new();
    private readonly string _program;
    private int _written;

    public StateTests() => _program = _folder.Write(
        "ids.mtail",
        """
        counter ids by id
        hidden counter all_ids
        counter total
        /^(?P<id>\d+)$/ {
          ids[$id]++
          all_ids++
          total = all_ids
        }
        """);

    private string Log => _folder.File("app.log");

    private string State => _folder.File("state");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Kill_in_the_middle_of_a_stream_neither_loses_nor_doubles()
    {
        Write(100);
        for (var round = 0; round < 4; round++)
        {
            await using var daemon = await Start();
            for (var burst = 0; burst < 20; burst++)
            {
                Write(200);
                await daemon.ScrapeUntil(_ => true);
            }

            await Kill(daemon);
            Write(300);
        }

        await AssertAllOnce();
    }

    [Fact]
    public async Task Rotated_and_compressed_while_down()
    {
        Write(1000);
        await using (var daemon = await Start())
        {
            await daemon.ScrapeUntil(scrape => scrape["total{prog=\"ids.mtail\"}"] == _written);
            Write(500);
            await Kill(daemon);
        }

        Write(500);
        File.Move(Log, Log + ".2");
        using (var gzip = new System.IO.Compression.GZipStream(File.Create(Log + ".2.gz"), System.IO.Compression.CompressionLevel.Fastest))
        {
            gzip.Write(File.ReadAllBytes(Log + ".2"));
        }

        File.Delete(Log + ".2");
        Write(500);
        File.Move(Log, Log + ".1");
        Write(500);
        await AssertAllOnce();
    }

    [Fact]
    public async Task Clean_stop_and_start_go_on()
    {
        Write(10);
        await using (var daemon = await Start())
        {
            Write(10);
            (await daemon.Process.Terminate(LogTailDaemon.Deadline)).Successful();
        }

        var shown = (await LogTailCommand.Run("state", "show", State)).Successful();
        Assert.Contains(Log, shown, StringComparison.Ordinal);
        Assert.Contains("ids.mtail", shown, StringComparison.Ordinal);
        Write(10);
        await AssertAllOnce();
    }

    [Fact]
    public async Task Folder_that_cannot_be_written_does_not_stop_the_daemon()
    {
        // Permissions would not stop root, under which tests may run.
        File.WriteAllText(State, "a file is in the way");
        Write(10);
        await using var daemon = await Start();
        var scrape = await daemon.ScrapeUntil(scrape => scrape["total{prog=\"ids.mtail\"}"] == _written);
        Assert.True(scrape["logtail_checkpoint_failures_total"] >= 1);
        File.Delete(State);
        await daemon.ScrapeUntil(scrape => scrape["logtail_checkpoints_total"] >= 1);
        await Kill(daemon);
        await AssertAllOnce();
    }

    [Theory]
    [InlineData("zeros")]
    [InlineData("cut")]
    [InlineData("newer")]
    public async Task Damaged_state_gives_way_to_the_one_before(string damage)
    {
        Write(100);
        await using (var daemon = await Start())
        {
            await daemon.ScrapeUntil(scrape => scrape["logtail_checkpoints_total"] >= 2);
            await Kill(daemon);
        }

        Damage(Path.Combine(State, "logtail.state"), damage);
        await AssertAllOnce();
        Assert.True(File.Exists(Path.Combine(State, "logtail.state.corrupt-1")));
    }

    [Fact]
    public async Task Without_a_whole_state_everything_begins_anew_and_says_so()
    {
        Write(100);
        await using (var daemon = await Start())
        {
            await daemon.ScrapeUntil(scrape => scrape["logtail_checkpoints_total"] >= 2);
            await Kill(daemon);
        }

        Damage(Path.Combine(State, "logtail.state"), "zeros");
        Damage(Path.Combine(State, "logtail.state.prev"), "cut");
        await using var anew = await Start();
        await anew.ScrapeUntil(scrape => scrape["logtail_state_resets_total"] == 1 && scrape["total{prog=\"ids.mtail\"}"] == 100);
        Assert.Contains("begin at 0", anew.Process.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Second_daemon_is_refused_the_same_folder()
    {
        Write(1);
        await using var daemon = await Start();
        var second = await LogTailCommand.Run("run", "--programs", _program, "--logs", Log, "--state", State, "--listen", "127.0.0.1:0");
        Assert.Equal(2, second.ExitCode);
        Assert.Contains("--state", second.Errors, StringComparison.Ordinal);
        var reset = await LogTailCommand.Run("state", "reset", "--state", State);
        Assert.Equal(2, reset.ExitCode);
    }

    [Fact]
    public async Task Reset_forgets_one_log_or_all()
    {
        Write(10);
        await using (var daemon = await Start())
        {
            await daemon.ScrapeUntil(scrape => scrape["total{prog=\"ids.mtail\"}"] == 10);
            (await daemon.Process.Terminate(LogTailDaemon.Deadline)).Successful();
        }

        (await LogTailCommand.Run("state", "reset", Log, "--state", State)).Successful();
        await using (var again = await Start())
        {
            // Metrics stay, and the log is read once more.
            await again.ScrapeUntil(scrape => scrape["total{prog=\"ids.mtail\"}"] == 20);
            (await again.Process.Terminate(LogTailDaemon.Deadline)).Successful();
        }

        (await LogTailCommand.Run("state", "reset", "--state", State)).Successful();
        await using var anew = await Start();
        await anew.ScrapeUntil(scrape => scrape["total{prog=\"ids.mtail\"}"] == 10);
    }

    [Fact]
    public async Task Durable_metrics_come_to_the_same_and_never_go_back()
    {
        Write(100);
        await using var daemon = await Start("--expose", "durable");
        var last = 0.0;
        for (var burst = 0; burst < 10; burst++)
        {
            Write(100);
            var total = (await daemon.Scrape())["total{prog=\"ids.mtail\"}"];
            Assert.True(total >= last);
            last = total;
        }

        await daemon.ScrapeUntil(scrape => scrape["total{prog=\"ids.mtail\"}"] == _written);
        await Kill(daemon);
        await using var again = await Start("--expose", "durable");
        Assert.Equal(_written, (await again.Scrape())["total{prog=\"ids.mtail\"}"]);
    }

    [Fact]
    public async Task Changed_program_keeps_the_metrics_that_it_still_has()
    {
        Write(10);
        await using (var daemon = await Start())
        {
            await daemon.ScrapeUntil(scrape => scrape["total{prog=\"ids.mtail\"}"] == 10);
            (await daemon.Process.Terminate(LogTailDaemon.Deadline)).Successful();
        }

        File.WriteAllText(_program, "gauge total\ncounter ids by id\n/^(?P<id>\\d+)$/ {\n  ids[$id]++\n  total = 5\n}\n");
        await using var changed = await Start();
        var scrape = await changed.Scrape();
        Assert.Equal(10, scrape.Of("ids").Count());
        Assert.Equal(0, scrape["total{prog=\"ids.mtail\"}"]);
    }

    private Task<LogTailDaemon> Start(params string[] more) =>
        LogTailDaemon.Start(["--programs", _program, "--logs", Log, "--from", "start", "--state", State, .. more]);

    private static async Task Kill(LogTailDaemon daemon)
    {
        daemon.Process.Signal(SigKill);
        await daemon.Process.WaitForExit(LogTailDaemon.Deadline);
    }

    private void Write(int count)
    {
        var numbers = Enumerable.Range(_written, count).Select(number => number.ToString(CultureInfo.InvariantCulture) + "\n");
        File.AppendAllText(Log, string.Concat(numbers));
        _written += count;
    }

    // The barrier holds the first scrape back until everything is read.
    private async Task AssertAllOnce()
    {
        await using var daemon = await Start();
        var scrape = await daemon.ScrapeUntil(scrape => scrape["total{prog=\"ids.mtail\"}"] >= _written);
        Assert.Equal(_written, scrape["total{prog=\"ids.mtail\"}"]);
        Assert.Equal(_written, scrape.Of("ids").Count());
        Assert.All(scrape.Of("ids"), sample => Assert.Equal(1, sample.Value));
    }

    private static void Damage(string path, string how)
    {
        var bytes = File.ReadAllBytes(path);
        switch (how)
        {
            case "zeros":
                Array.Clear(bytes);
                break;
            case "cut":
                bytes = bytes[..(bytes.Length / 2)];
                break;
            default:
                bytes[8]++;
                break;
        }

        File.WriteAllBytes(path, bytes);
    }
}
