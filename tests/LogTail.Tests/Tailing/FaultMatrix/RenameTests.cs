using LogTail.Tailing.Following;
using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.Tailing.FaultMatrix;

/// <summary>Rows 1 to 7 of the fault matrix: a log is renamed and its program goes on in a new file.</summary>
public sealed class RenameTests : NumberedLog
{
    [Theory]
    [InlineData("app.log")]
    [InlineData("app.log*")]
    public async Task S01_S05_sixty_renames_each_with_a_new_file_at_once(string pattern)
    {
        await using var run = TailRun.Follow(Folder[pattern]);
        await run.Observer.Told("Begun");
        for (var i = 0; i < 60; i++)
        {
            Log.Write(40);
            File.Move(Log.Path, Folder[$"app.log.{i}"]);
            Log.Reopen().Dispose();
            await Task.Yield();
        }

        await Log.AllCameOnce(run);
    }

    [Theory]
    [InlineData("app.log")]
    [InlineData("app.log*")]
    public async Task S01_S05_sixty_renames_by_a_program_that_writes_2000_lines_a_second(string pattern)
    {
        await using var run = TailRun.Follow(Folder[pattern]);
        await run.Observer.Told("Begun");
        for (var i = 0; i < 60; i++)
        {
            await Log.WriteFor(TimeSpan.FromMilliseconds(50));
            File.Move(Log.Path, Folder[$"app.log.{i}"]);
            Log.Reopen().Dispose();
        }

        await Log.AllCameOnce(run);
    }

    // With the times of the real daemon: that nothing has the name of the log is no reason to let go of the file that had it.
    [Theory]
    [InlineData(50, 10)]
    [InlineData(600, 3)]
    [InlineData(3000, 2)]
    public async Task S02_no_file_at_the_path_for_a_time_while_the_former_one_is_written(int milliseconds, int rounds)
    {
        await using var run = TailRun.Start(TailRun.FromBeginning(Log.Path), new TailTimings());
        await run.Observer.Told("Begun");
        for (var i = 0; i < rounds; i++)
        {
            await Log.WriteFor(TimeSpan.FromMilliseconds(50));
            File.Move(Log.Path, Folder[$"app.log.{i}"]);
            await Log.WriteFor(TimeSpan.FromMilliseconds(milliseconds));
            Log.Reopen().Dispose();
        }

        await run.Until(lines => lines.Count >= Log.Count);
        Assert.DoesNotContain(run.Observer.Events, told => told.StartsWith("Closed", StringComparison.Ordinal));
        await Log.AllCameOnce(run);
    }

    [Fact]
    public async Task S02_no_file_at_the_path_for_a_while()
    {
        await using var run = TailRun.Follow(Log.Path);
        for (var i = 0; i < 5; i++)
        {
            Log.Write(100);
            File.Move(Log.Path, Folder[$"app.log.{i}"]);
            Log.Write(50);
            await run.Until(lines => lines.Count >= Log.Count);
            Log.Write(50);
            Log.Reopen().Dispose();
        }

        await Log.AllCameOnce(run);
    }

    [Fact]
    public async Task S03_late_lines_of_the_old_file_carry_the_path_of_the_log()
    {
        await using var run = TailRun.Follow(Log.Path);
        Log.Write(10);
        // A file that is renamed before anybody saw it is another scenario.
        await run.Until(lines => lines.Count >= Log.Count);
        File.Move(Log.Path, Folder["app.log.1"]);
        using var late = Log.Reopen();
        for (var i = 0; i < 20; i++)
        {
            Log.Write(5);
            late.Write(Log.Next());
            await run.Until(lines => lines.Count >= Log.Count);
        }

        await Log.AllCameOnce(run);
        Assert.All(run.Lines, line => Assert.StartsWith("app.log|", line, StringComparison.Ordinal));
    }

    // Workers of nginx finish their requests in the old file.
    [Fact]
    [Trait("Category", "Slow")]
    public async Task S03_the_old_file_is_written_until_30_s_after_the_new_one_was_made()
    {
        await using var run = TailRun.Start(TailRun.FromBeginning(Log.Path), new TailTimings());
        Log.Write(10);
        await run.Count(10);
        File.Move(Log.Path, Folder["app.log.1"]);
        using var late = Log.Reopen();
        foreach (var seconds in new[] { 0.1, 0.9, 4, 10, 15 })
        {
            await Task.Delay(TimeSpan.FromSeconds(seconds));
            Log.Write(5);
            late.Write(Log.Next());
        }

        await Log.AllCameOnce(run);
        Assert.All(run.Lines, line => Assert.StartsWith("app.log|", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task S03_lines_that_come_after_the_old_file_was_closed_are_found_when_its_directory_changes()
    {
        await using var run = TailRun.Follow(Log.Path);
        Log.Write(10);
        await run.Count(10);
        File.Move(Log.Path, Folder["app.log.1"]);
        using var late = Log.Reopen();
        Log.Write(1);
        await run.Observer.Told("Closed app.log");
        late.Write(Log.Next());
        File.WriteAllText(Folder["other"], "");
        await Log.AllCameOnce(run);
    }

    [Theory]
    [InlineData("app.log", 0)]
    [InlineData("app.log", 5)]
    [InlineData("app.log*", 0)]
    [InlineData("app.log*", 5)]
    public async Task S04_S05_a_storm_of_a_thousand_renames(string pattern, int pause)
    {
        await using var run = TailRun.Follow(Folder[pattern]);
        await run.Observer.Told("Begun");
        for (var i = 0; i < 1000; i++)
        {
            Log.Write(3);
            File.Move(Log.Path, Folder[$"app.log.{i}"]);
            Log.Reopen().Dispose();
            await Task.Delay(pause);
        }

        await Log.AllCameOnce(run);
    }

    [Theory]
    [InlineData("app.log")]
    [InlineData("app.log*")]
    public async Task S06_generations_shifted_and_the_last_deleted_so_that_inodes_are_used_again(string pattern)
    {
        await using var run = TailRun.Follow(Folder[pattern]);
        await run.Observer.Told("Begun");
        for (var i = 0; i < 20; i++)
        {
            Log.Write(50);
            await run.Until(lines => lines.Count >= Log.Count - 100);
            File.Delete(Folder["app.log.4"]);
            for (var generation = 3; generation > 0; generation--)
            {
                MoveIfThere($"app.log.{generation}", $"app.log.{generation + 1}");
            }

            MoveIfThere("app.log", "app.log.1");
            Log.Reopen().Dispose();
        }

        await Log.AllCameOnce(run);
        Assert.All(run.Observer.Events.Where(told => told.StartsWith("Opened", StringComparison.Ordinal)), told => Assert.Equal("0", told.Split(' ')[2]));
    }

    // As logrotate's `delaycompress` does it: what was rotated last may still be written.
    [Theory]
    [InlineData("app.log")]
    [InlineData("app.log*")]
    public async Task S07_renamed_and_compressed_after_one_round(string pattern)
    {
        await using var run = TailRun.Follow(Folder[pattern]);
        await run.Observer.Told("Begun");
        for (var i = 0; i < 8; i++)
        {
            Log.Write(100);
            await run.Until(lines => lines.Count >= Log.Count - 50);
            File.Move(Log.Path, Folder[$"app.log.{i}"]);
            Log.Write(10);
            Log.Reopen().Dispose();
            if (i > 0)
            {
                Compress.Replace(Folder[$"app.log.{i - 1}"]);
            }
        }

        await Log.AllCameOnce(run);
    }

    [Theory]
    [InlineData("app.log")]
    [InlineData("app.log*")]
    public async Task S07_renamed_and_compressed_at_once(string pattern)
    {
        await using var run = TailRun.Follow(Folder[pattern]);
        await run.Observer.Told("Begun");
        for (var i = 0; i < 5; i++)
        {
            Log.Write(1);
            await run.Until(lines => lines.Count >= Log.Count);
            Log.Write(100);
            File.Move(Log.Path, Folder[$"app.log.{i}"]);
            Log.Reopen().Dispose();
            Compress.Replace(Folder[$"app.log.{i}"]);
        }

        await Log.AllCameOnce(run);
    }

    private void MoveIfThere(string from, string to)
    {
        if (File.Exists(Folder[from]))
        {
            File.Move(Folder[from], Folder[to], overwrite: true);
        }
    }
}
