using LogTail.Conformance.Support;

namespace LogTail.Conformance.Processes;

/// <summary>Programs, lines and files that mean harm, or could: time and memory stay bounded and the daemon lives.</summary>
public sealed class HostileInputTests
{
    private const long MegaByte = 1024 * 1024;

    // The framework itself takes about 100 MB; what comes on top may not grow with the input.
    private const long MostMemory = 400 * MegaByte;

    private const string Lines = """log_lines_total{prog="linecount.mtail"}""";

    private static readonly string LineCount = Path.Combine(Repository.Programs, "linecount.mtail");

    [Fact]
    public async Task A_pattern_that_backtracks_for_ever_elsewhere_ends_here()
    {
        using var folder = new TemporaryFolder();
        var program = folder.Write("evil.mtail", "counter matched\ncounter lines\n/^(a+)+$/ {\n  matched++\n}\n/$/ {\n  lines++\n}\n");
        var log = folder.Write("a.log", $"aaa\n{new string('a', 100_000)}b\n{new string('a', 100_000)}\nb\naa\n");
        await using var daemon = await LogTailDaemon.Start("--programs", program, "--logs", log, "--from", "start");

        var scrape = await daemon.ScrapeUntil(seen => seen["""lines{prog="evil.mtail"}"""] == 5);

        // The same answers as an automaton gives: the long line of nothing but `a` matches too.
        Assert.Equal(3, scrape["""matched{prog="evil.mtail"}"""]);
        Assert.True(daemon.Process.PeakResidentBytes < MostMemory, $"{daemon.Process.PeakResidentBytes} bytes resident");
    }

    [Fact]
    public async Task A_line_of_256_MB_is_one_line_and_does_not_stay_in_memory()
    {
        using var folder = new TemporaryFolder();
        var log = folder.File("a.log");
        await using (var file = File.Create(log))
        {
            var block = new byte[MegaByte];
            Array.Fill(block, (byte)'x');
            for (var i = 0; i < 256; i++)
            {
                await file.WriteAsync(block);
            }

            await file.WriteAsync("\nafter it\n"u8.ToArray());
        }

        await using var daemon = await LogTailDaemon.Start("--programs", LineCount, "--logs", log, "--from", "start");
        await daemon.ScrapeUntil(scrape => scrape[Lines] == 2);

        Assert.True(daemon.Process.PeakResidentBytes < MostMemory, $"{daemon.Process.PeakResidentBytes} bytes resident");
        await Mentions(daemon, "a.log");
    }

    [Fact]
    public async Task A_file_of_random_bytes_has_as_many_lines_as_it_has_line_feeds()
    {
        using var folder = new TemporaryFolder();
        var bytes = new byte[8 * MegaByte];
        new Random(17).NextBytes(bytes);
        bytes[^1] = (byte)'\n';
        var log = folder.File("random.log");
        await File.WriteAllBytesAsync(log, bytes);

        await using var daemon = await LogTailDaemon.Start("--programs", Repository.Programs, "--logs", log, "--from", "start");

        await daemon.ScrapeUntil(scrape => scrape[Lines] == bytes.Count(value => value == '\n'));
        Assert.True(daemon.Process.PeakResidentBytes < MostMemory, $"{daemon.Process.PeakResidentBytes} bytes resident");
    }

    [Theory]
    [InlineData("groups of a pattern", "counter c\n/", "(", "a", ")", "/ {\n  c++\n}\n")]
    [InlineData("an expression", "counter c\n/a/ {\n  c = ", "(", "1", ")", "\n}\n")]
    [InlineData("complements", "counter c\n/a/ {\n  c = 1 & ", "~", "1", "", "\n}\n")]
    [InlineData("blocks", "counter c\n", "/a/ {\n", "c++\n", "}\n", "")]
    [InlineData("else blocks", "counter c\n", "/a/ {\n} else {\n", "c++\n", "}\n", "")]
    [InlineData("brackets", "counter c by k\n/a/ {\n  ", "c[", "1", "]", "++\n}\n")]
    [InlineData("operands", "gauge c\n/a/ {\n  c = 1", " + 1", "", "", "\n}\n")]
    public async Task Nesting_10000_deep_is_refused_with_a_message(string what, string before, string open, string core, string close, string after)
    {
        using var folder = new TemporaryFolder();
        const int Depth = 10_000;
        var text = before + string.Concat(Enumerable.Repeat(open, Depth)) + core + string.Concat(Enumerable.Repeat(close, Depth)) + after;
        var program = folder.Write("deep.mtail", text);

        var result = await LogTailCommand.Run("check", program);

        Assert.True(result.ExitCode == 1, $"{what}: exit code {result.ExitCode}.\n{Head(result.Errors)}");
        Assert.Contains("deep.mtail:", result.Errors, StringComparison.Ordinal);
        Assert.True(result.Errors.Length < 20_000, $"{what}: a message of {result.Errors.Length} characters.");
    }

    [Fact]
    public async Task A_program_nested_too_deeply_does_not_keep_the_others_from_running()
    {
        using var folder = new TemporaryFolder();
        var programs = folder.Folder("programs");
        File.Copy(LineCount, Path.Combine(programs, "linecount.mtail"));
        var deep = "counter c\n/" + new string('(', 10_000) + new string(')', 10_000) + "/ {\n  c++\n}\n";
        await File.WriteAllTextAsync(Path.Combine(programs, "deep.mtail"), deep);

        await using var daemon = await LogTailDaemon.Start("--programs", programs, "--logs", folder.Write("a.log", "x\n"), "--from", "start");

        await daemon.ScrapeUntil(scrape => scrape[Lines] == 1);
        await Mentions(daemon, "deep.mtail");
    }

    [Fact]
    public async Task A_folder_where_a_log_is_expected_is_named_and_the_logs_beside_it_are_read()
    {
        using var folder = new TemporaryFolder();
        var directory = folder.Folder("folder.log");
        var log = folder.Write("a.log", "x\n");

        await using var daemon = await LogTailDaemon.Start("--programs", LineCount, "--logs", directory, log, "--from", "start");

        await daemon.ScrapeUntil(scrape => scrape[Lines] == 1);
        await Mentions(daemon, "folder.log");
    }

    // In its log, which may be written a moment after the metrics change.
    private static Task Mentions(LogTailDaemon daemon, string name) => Eventually.Becomes(
        () => (daemon.Process.Errors + daemon.Process.Output).Contains(name, StringComparison.Ordinal),
        LogTailDaemon.Deadline,
        () => $"{name} is not mentioned:\n{daemon.Process.Errors}");

    private static string Head(string text) => text.Length > 2_000 ? text[..2_000] : text;
}
