using System.Text;
using LogTail.Conformance.Support;

namespace LogTail.Conformance.Processes;

/// <summary>The options of <c>logtail run</c> that say how logs are found, read and remembered, as a user types them, rightly and wrongly.</summary>
public sealed class FollowOptionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _program;

    public FollowOptionTests() => _program = _folder.Write("texts.mtail", "counter texts by said\n/^(?P<said>.*)$/ {\n  texts[$said]++\n}\n");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("iso-8859-1", "Gr\u00F6\u00DFe")]
    [InlineData("Latin1", "Gr\u00F6\u00DFe")]
    [InlineData("windows-1251", "Gr\u0446\u042Fe")]
    public async Task Encoding_says_what_the_bytes_of_a_log_mean(string name, string text)
    {
        var log = _folder.File("app.log");
        File.WriteAllBytes(log, [(byte)'G', (byte)'r', 0xF6, 0xDF, (byte)'e', (byte)'\n']);
        Assert.Equal([(text, 1)], await ReadOnce("--logs", log, "--encoding", name));
    }

    [Fact]
    public async Task Encoding_gives_way_to_a_byte_order_mark()
    {
        var log = _folder.File("app.log");
        File.WriteAllBytes(log, [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("\u00FCber\n")]);
        Assert.Equal([("\u00FCber", 1)], await ReadOnce("--logs", log, "--encoding", "iso-8859-1"));
    }

    [Theory]
    [InlineData("truncate", 2)]
    [InlineData("skip", 1)]
    public async Task Long_lines_are_cut_or_left_out(string how, int count)
    {
        var log = _folder.Write("app.log", "0123456789\n0123456789ABC\nend\n");
        Assert.Equal([("0123456789", count), ("end", 1)], await ReadOnce("--logs", log, "--max-line", "10", "--long-lines", how));
    }

    [Fact]
    public async Task Max_line_takes_units()
    {
        var log = _folder.Write("app.log", new string('x', 1025) + "\n");
        Assert.Equal([(new string('x', 1024), 1)], await ReadOnce("--logs", log, "--max-line", "1K"));
    }

    [Fact]
    public async Task Exclude_leaves_out_what_logs_finds()
    {
        _folder.Write("app.log", "app\n");
        _folder.Write("debug.log", "debug\n");
        _folder.Write("trace.log", "trace\n");
        Assert.Equal([("app", 1)], await ReadOnce("--logs", _folder.File("*.log"), "--exclude", _folder.File("de*.log"), _folder.File("trace.log")));
    }

    [Fact]
    public async Task Rotated_names_folders_in_which_the_rest_is_found_after_a_restart()
    {
        var log = _folder.Write("app.log", "one\n");
        _folder.Folder("old");
        string[] arguments = ["--programs", _program, "--logs", log, "--from", "start", "--state", _folder.File("state"), "--rotated", "old"];
        await using (var daemon = await LogTailDaemon.Start(arguments))
        {
            await daemon.ScrapeUntil(scrape => scrape.Sum("texts") == 1);
            (await daemon.Process.Terminate(LogTailDaemon.Deadline)).Successful();
        }

        File.AppendAllText(log, "two\n");
        File.Move(log, _folder.File("old/app.log.1"));
        _folder.Write("app.log", "three\n");
        await using var again = await LogTailDaemon.Start(arguments);
        var scrape = await again.ScrapeUntil(scrape => scrape.Sum("texts") == 3);
        Assert.Equal(0, scrape["logtail_lost_files_total"]);
    }

    [Fact]
    public async Task Poll_looks_by_the_clock_and_says_so()
    {
        var log = _folder.Write("app.log", "one\n");
        await using var daemon = await LogTailDaemon.Start("--programs", _program, "--logs", log, "--from", "start", "--poll");
        await daemon.ScrapeUntil(scrape => scrape.Sum("texts") == 1);
        File.AppendAllText(log, "two\n");
        var scrape = await daemon.ScrapeUntil(scrape => scrape.Sum("texts") == 2);
        Assert.Equal(1, scrape["logtail_wakeup_mode{mode=\"polling\"}"]);
        Assert.Equal(0, scrape["logtail_wakeup_mode{mode=\"events\"}"]);
        Assert.Contains("events are not wanted", daemon.Process.Errors, StringComparison.Ordinal);
    }

    // The folder that systemd gives is the default.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task State_is_kept_in_the_folder_of_the_service_unless_told_otherwise(bool isKept)
    {
        var log = _folder.Write("app.log", "one\n");
        var folder = _folder.Folder("service");
        var port = Loopback.FreePort();
        string[] state = isKept ? [] : ["--no-state"];
        await using var daemon = await LogTailDaemon.Start(
            port,
            LogTailCommand.Executable,
            ["run", "--listen", $"127.0.0.1:{port}", "--programs", _program, "--logs", log, "--from", "start", .. state],
            ("STATE_DIRECTORY", folder));
        var scrape = await daemon.ScrapeUntil(scrape => scrape.Sum("texts") == 1);
        Assert.Equal(isKept, File.Exists(Path.Combine(folder, "logtail.state")));
        Assert.Equal(1, scrape["logtail_wakeup_mode{mode=\"events\"}"]);
        Assert.Equal(0, scrape["logtail_wakeup_mode{mode=\"polling\"}"]);
    }

    [Theory]
    [InlineData("--encoding klingon", "--encoding klingon: no such encoding. There are utf-8, utf-16le")]
    [InlineData("--max-line 0", "--max-line 0: a number of bytes from 1 to")]
    [InlineData("--max-line 64X", "--max-line 64X: a number of bytes from 1 to")]
    [InlineData("--max-line 2048M", "--max-line 2048M: a number of bytes from 1 to")]
    [InlineData("--long-lines drop", "--long-lines: Argument 'drop' not recognized. Must be one of:")]
    [InlineData("--expose never", "--expose: Argument 'never' not recognized. Must be one of:")]
    [InlineData("--poll yes", "Unrecognized command or argument 'yes'.")]
    [InlineData("--exclude [", @"--exclude [: a [ has no ] (write \[ for the character)")]
    [InlineData("--logs /var/log/{a,b", @"--logs /var/log/{a,b: a { has no } (write \{ for the character)")]
    [InlineData("--exclude --poll", "--exclude: its value is missing before --poll")]
    [InlineData("--rotated --from start", "--rotated: its value is missing before --from")]
    [InlineData("--state --from start", "--state: its value is missing before --from")]
    [InlineData("--no-state --state somewhere", "--no-state goes neither with --state nor with --expose durable.")]
    [InlineData("--no-state --expose durable", "--no-state goes neither with --state nor with --expose durable.")]
    public async Task Wrong_values_end_the_start_with_one_message_that_names_the_option(string wrong, string message)
    {
        var result = await LogTailCommand.Run(["run", "--programs", _program, "--logs", _folder.Write("app.log", ""), "--listen", "127.0.0.1:0", .. wrong.Split(' ')]);
        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.StartsWith("logtail: " + message, result.Errors, StringComparison.Ordinal);
        Assert.EndsWith("Try `logtail run --help`.\n", result.Errors, StringComparison.Ordinal);
        Assert.Single(result.Errors.Split('\n'), line => line.StartsWith("logtail: ", StringComparison.Ordinal));
    }

    private async Task<IEnumerable<(string Text, int Count)>> ReadOnce(params string[] arguments)
    {
        var result = await LogTailCommand.Run(["run", "--once", "--programs", _program, .. arguments]);
        return Exposition.Parse(result.Successful()).Of("texts")
            .Select(sample => (sample.Key.Split("said=\"")[1].Split('"')[0], (int)sample.Value))
            .OrderBy(sample => sample.Item1, StringComparer.Ordinal);
    }
}
