using LogTail.Tailing;
using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.Tailing;

public sealed class LineTailerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task One_shot_reads_every_file_to_its_end_in_order_of_names()
    {
        File.WriteAllText(_folder["b.log"], "three\nfour");
        File.WriteAllText(_folder["a.log"], "one\r\ntwo\n");
        var lines = await TailRun.ReadOnce(_folder["*.log"]);
        Assert.Equal(["a.log|one", "a.log|two", "b.log|three", "b.log|four"], lines);
    }

    [Fact]
    public async Task Starts_at_the_end_of_files_that_exist_and_at_the_beginning_of_later_ones()
    {
        File.WriteAllText(_folder["a.log"], "old\n");
        await using var run = TailRun.Start(new TailOptions { Patterns = [_folder["*.log"]] });
        await run.Observer.Told("Opened a.log 4");
        File.WriteAllText(_folder["b.log"], "first\n");
        File.AppendAllText(_folder["a.log"], "new\n");
        var lines = await run.Count(2);
        Assert.Equal(["a.log|new", "b.log|first"], lines.Order());
    }

    [Fact]
    public async Task A_line_that_was_unfinished_at_the_start_comes_whole()
    {
        File.WriteAllText(_folder["a.log"], "old\nunfin");
        await using var run = TailRun.Start(new TailOptions { Patterns = [_folder["a.log"]] });
        await run.Observer.Told("Opened a.log 4");
        File.AppendAllText(_folder["a.log"], "ished\n");
        Assert.Equal(["a.log|unfinished"], await run.Count(1));
    }

    [Fact]
    public async Task Holds_back_a_line_until_its_terminator_arrives()
    {
        File.WriteAllText(_folder["a.log"], "one\nab");
        await using var run = TailRun.Follow(_folder["a.log"]);
        await run.Count(1);
        File.AppendAllText(_folder["a.log"], "c");
        File.AppendAllText(_folder["a.log"], "\n");
        Assert.Equal(["a.log|one", "a.log|abc"], await run.Count(2));
    }

    [Fact]
    public async Task After_a_rename_all_lines_of_the_old_file_come_before_the_first_of_the_new()
    {
        File.WriteAllText(_folder["a.log"], "1\n");
        await using var run = TailRun.Follow(_folder["a.log"]);
        await run.Count(1);
        using (var writer = new StreamWriter(_folder["a.log"], append: true))
        {
            File.Move(_folder["a.log"], _folder["a.log.1"]);
            File.WriteAllText(_folder["a.log"], "3\n");
            writer.Write("2\n");
        }

        var lines = await run.Count(3);
        Assert.Equal(["a.log|1", "a.log|2", "a.log|3"], lines.Order());
        File.AppendAllText(_folder["a.log.1"], "late\n");
        Assert.Equal("a.log|late", (await run.Count(4))[3]);
    }

    [Fact]
    public async Task A_truncated_file_is_read_from_its_beginning()
    {
        File.WriteAllText(_folder["a.log"], "a long first line\nand more\n");
        await using var run = TailRun.Follow(_folder["a.log"]);
        await run.Count(2);
        File.WriteAllText(_folder["a.log"], "new\n");
        Assert.Equal("a.log|new", (await run.Count(3))[2]);
        Assert.Contains(run.Observer.Events, told => told.StartsWith("Truncated a.log 27", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stop_reads_what_is_there_to_the_end()
    {
        File.WriteAllText(_folder["a.log"], "one\n");
        await using var run = TailRun.Follow(_folder["a.log"]);
        await run.Count(1);
        File.AppendAllText(_folder["a.log"], string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i}\n")));
        Assert.Equal(100_001, (await run.Stop()).Count);
    }

    [Fact]
    public async Task One_that_only_found_its_files_ends_without_having_read_a_line()
    {
        File.WriteAllText(_folder["a.log"], "never read\n");
        var observer = new RecordingObserver();
        var tailer = new LineTailer(TailRun.FromBeginning(_folder["a.log"]), observer, TimeProvider.System);
        await using (tailer)
        {
            tailer.Find();
            await observer.Told("Opened a.log 0");
        }

        Assert.False(tailer.Batches.TryRead(out _));
        await tailer.Batches.Completion.WaitAsync(TailRun.Patience);

        // Nobody holds it open any more.
        Assert.DoesNotContain(_folder["a.log"], Directory.EnumerateFiles("/proc/self/fd").Select(link => new FileInfo(link).LinkTarget));
    }

    [Fact]
    public async Task A_rotation_is_told_of_also_when_the_path_meant_nothing_for_a_while()
    {
        File.WriteAllText(_folder["a.log"], "1\n");
        await using var run = TailRun.Follow(_folder["a.log"]);
        await run.Count(1);
        File.Move(_folder["a.log"], _folder["a.log.1"]);
        await run.Observer.Told("Vanished a.log");
        File.WriteAllText(_folder["a.log"], "2\n");
        await run.Count(2);
        await run.Observer.Told("Rotated a.log");
    }

    [Fact]
    public async Task A_directory_where_a_log_is_expected_is_told_about()
    {
        Directory.CreateDirectory(_folder["a.log"]);
        await using var run = TailRun.Follow(_folder["a.log"]);
        await run.Observer.Told("Refused a.log it is a directory");
    }

    [Fact]
    public async Task A_missing_file_is_awaited_and_read_from_its_beginning()
    {
        await using var run = TailRun.Start(new TailOptions { Patterns = [_folder["new/a.log"]], SweepInterval = TimeSpan.FromMilliseconds(100) });
        await run.Observer.Told("Awaited a.log");
        Directory.CreateDirectory(_folder["new"]);
        File.WriteAllText(_folder["new/a.log"], "one\n");
        Assert.Equal(["a.log|one"], await run.Count(1));
    }

    [Fact]
    public async Task Follows_by_looking_where_there_are_no_events()
    {
        File.WriteAllText(_folder["a.log"], "1\n");
        await using var run = TailRun.Start(TailRun.FromBeginning(_folder["*.log"]) with { PollOnly = true, PollInterval = TimeSpan.FromMilliseconds(20) });
        await run.Observer.Told("WakeModeChanged Polling");
        await run.Count(1);
        File.AppendAllText(_folder["a.log"], "2\n");
        await run.Count(2);
        File.Move(_folder["a.log"], _folder["a.old"]);
        File.WriteAllText(_folder["a.log"], "3\n");
        Assert.Equal(["a.log|1", "a.log|2", "a.log|3"], await run.Count(3));
    }
}
