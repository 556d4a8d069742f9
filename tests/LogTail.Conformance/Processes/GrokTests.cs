using LogTail.Conformance.Support;

namespace LogTail.Conformance.Processes;

/// <summary>Grok from the command line, and in programs of a running daemon.</summary>
public sealed class GrokTests
{
    [Fact]
    public async Task Grok_prints_fields_as_JSON_and_null()
    {
        using var folder = new TemporaryFolder();
        var log = folder.Write("a.log", "May 11 15:17:02 meow cron[12]: hello\nnothing\n");
        var result = await LogTailCommand.Run("grok", "^%{SYSLOGLINE}", log);
        Assert.Equal(
            new CommandResult(0, "{\"timestamp\":\"May 11 15:17:02\",\"logsource\":\"meow\",\"program\":\"cron\",\"pid\":\"12\",\"message\":\"hello\"}\nnull\n", ""),
            result);
    }

    [Fact]
    public async Task Grok_says_where_a_pattern_is_wrong_also_inside_of_a_file()
    {
        using var folder = new TemporaryFolder();
        var patterns = folder.Write("mine", "\uFEFFOUTER %{INNER}x\r\nINNER a[b\r\n");
        var result = await LogTailCommand.Run("grok", "--patterns", patterns, "%{OUTER}", patterns);
        Assert.Equal(1, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains(patterns + ":2:8: ", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Grok_reads_the_other_files_when_one_is_missing()
    {
        using var folder = new TemporaryFolder();
        var result = await LogTailCommand.Run("grok", "%{WORD:w}", folder.File("none"), folder.Write("b.log", "word\n"));
        Assert.Equal((2, "{\"w\":\"word\"}\n"), (result.ExitCode, result.Output));
        Assert.Contains("none", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Patterns_lists_and_expands()
    {
        var list = (await LogTailCommand.Run("patterns")).Successful();
        Assert.Equal(361, list.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("expanded    (?:", (await LogTailCommand.Run("patterns", "NUMBER")).Successful(), StringComparison.Ordinal);
        Assert.Equal(1, (await LogTailCommand.Run("patterns", "number")).ExitCode);
    }

    [Theory]
    [InlineData("patterns")]
    [InlineData("grok '%{INT:n}' lines")]
    public async Task A_reader_that_leaves_ends_it_quietly(string command)
    {
        using var folder = new TemporaryFolder();
        var lines = folder.Write("lines", string.Concat(Enumerable.Repeat("12345\n", 100_000)));
        var script = $"{{ '{LogTailCommand.Executable}' {command.Replace("lines", lines, StringComparison.Ordinal)}; echo $? >&2; }} | head -n 1";
        var result = await ChildProcess.Run("/bin/sh", ["-c", script], TimeSpan.FromMinutes(1));
        Assert.Equal("0\n", result.Errors);
        Assert.Single(result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_program_follows_its_pattern_files_when_they_change()
    {
        using var folder = new TemporaryFolder();
        var log = folder.Write("a.log", "");
        var program = folder.Write("p.mtail", "counter c by x\n/%{MINE:x}/ {\n  c[$x]++\n}\n");
        Directory.CreateDirectory(folder.File("patterns"));
        folder.Write("patterns/mine", "MINE [a-z]+\n");
        await using var daemon = await LogTailDaemon.Start("--programs", program, "--patterns", folder.File("patterns"), "--logs", log);
        await File.AppendAllTextAsync(log, "abc123\n");
        await daemon.ScrapeUntil(scrape => scrape["""c{prog="p.mtail",x="abc"}"""] == 1);

        folder.Write("patterns/mine", "MINE [0-9]+\n");

        var line = 0;
        await daemon.ScrapeUntil(scrape =>
        {
            File.AppendAllText(log, $"xyz{line++}\n");
            return scrape.Of("c").Any(sample => char.IsAsciiDigit(sample.Key[^3]));
        });
    }
}
