using System.Globalization;
using System.Text;
using LogTail.Tailing.Following;
using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.Tailing.FaultMatrix;

/// <summary>Rows 11 to 19 of the fault matrix: a log is cut, with a copy and without.</summary>
public sealed class CopyTruncateTests : NumberedLog
{
    [Theory]
    [InlineData("app.log", 30, 0)]
    [InlineData("app.log*", 30, 0)]
    [InlineData("app.log", 10, 300)]
    [InlineData("app.log*", 10, 300)]
    public async Task S11_S14_copied_and_truncated(string pattern, int rounds, int pause)
    {
        await using var run = TailRun.Follow(Folder[pattern]);
        await run.Observer.Told("Begun");
        for (var i = 0; i < rounds; i++)
        {
            Log.Write(1 + (i * 7 % 60));
            File.Copy(Log.Path, Folder[$"app.log.{i}"]);
            Log.Truncate();
            await Task.Delay(pause);
        }

        await Log.AllCameOnce(run);
    }

    [Fact]
    public async Task S13_copied_truncated_and_refilled_past_the_old_place_before_the_next_look()
    {
        await using var run = TailRun.Follow(Log.Path);
        Log.Write(100);
        await run.Until(lines => lines.Count >= 60);
        run.Waker.Stall();
        Log.Write(10);
        File.Copy(Log.Path, Folder["app.log.1"]);
        Log.Truncate();
        Log.Write(400);
        run.Waker.GoOn();
        await Log.AllCameOnce(run);
    }

    // A copy that takes longer than anything that is only being renamed: it looks like a log of its own all the time, and is written as one.
    [Theory]
    [InlineData("app.log", 10, 20)]
    [InlineData("app.log*", 10, 20)]
    [InlineData("app.log*", 8, 700)]
    public async Task S14_the_copy_grows_slowly_while_the_log_is_written(string pattern, int steps, int pause)
    {
        await using var run = TailRun.Start(TailRun.FromBeginning(Folder[pattern]), new TailTimings());
        await run.Observer.Told("Begun");
        for (var i = 0; i < 3; i++)
        {
            Log.Write(1000);
            await run.Until(lines => lines.Count >= Log.Count - 500);
            await CopySlowly(Folder[$"app.log.{i}"], steps, pause);
            Log.Truncate();
            Log.Write(10);
        }

        await Log.AllCameOnce(run);
    }

    [Fact]
    public async Task S15_copied_and_truncated_twice_between_two_looks()
    {
        await using var run = TailRun.Follow(Log.Path);
        Log.Write(100);
        await run.Count(100);
        run.Waker.Stall();
        Log.Write(10);
        File.Copy(Log.Path, Folder["app.log.1"]);
        Log.Truncate();
        Log.Write(20);
        File.Move(Folder["app.log.1"], Folder["app.log.2"]);
        File.Copy(Log.Path, Folder["app.log.1"]);
        Log.Truncate();
        Log.Write(5);
        run.Waker.GoOn();
        await Log.AllCameOnce(run);
    }

    [Fact]
    public async Task S16_renamed_then_copied_and_truncated_before_the_new_file_was_ever_opened()
    {
        await using var run = TailRun.Follow(Log.Path);
        Log.Write(100);
        await run.Count(100);
        run.Waker.Stall();
        File.Move(Log.Path, Folder["app.log.2"]);
        Log.Reopen().Dispose();
        Log.Write(16);
        File.Copy(Log.Path, Folder["app.log.1"]);
        Log.Truncate();
        Log.Write(3);
        run.Waker.GoOn();
        await Log.AllCameOnce(run);
    }

    [Fact]
    public async Task S17_a_writer_that_keeps_its_place_leaves_a_hole_that_is_skipped()
    {
        File.Delete(Log.Path);
        await using var run = TailRun.Follow(Log.Path);
        using var writer = new FileStream(Log.Path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        writer.Write(Encoding.UTF8.GetBytes(Log.Next()));
        await run.Count(1);
        Log.Truncate();
        await run.Observer.Told("Truncated");
        writer.Position = 10L * 1024 * 1024 * 1024;
        writer.Write(Encoding.UTF8.GetBytes(Log.Next()));
        await Log.AllCameOnce(run);
        Assert.Contains(run.Observer.Events, told => told.StartsWith("NulsSkipped app.log", StringComparison.Ordinal));
    }

    [Fact]
    public async Task S17_a_writer_that_keeps_its_place_writes_on_before_the_next_look()
    {
        File.Delete(Log.Path);
        await using var run = TailRun.Follow(Log.Path);
        using var writer = new FileStream(Log.Path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        for (var i = 0; i < 10; i++)
        {
            writer.Write(Encoding.UTF8.GetBytes(Log.Next() + Log.Next()));
            await run.Count(Log.Count);
            run.Waker.Stall();
            Log.Truncate();
            writer.Write(Encoding.UTF8.GetBytes(Log.Next()));
            run.Waker.GoOn();
            await run.Count(Log.Count);
        }

        await Log.AllCameOnce(run);
        Assert.Equal(10, run.Observer.Events.Count(told => told.StartsWith("Truncated", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task S18_what_was_not_read_before_a_truncation_without_a_copy_is_lost_and_the_rest_read_from_the_beginning()
    {
        await using var run = TailRun.Follow(Log.Path);
        Log.Write(10);
        await run.Count(10);
        run.Waker.Stall();
        Log.Write(5);
        Log.Truncate();
        Log.Write(3);
        run.Waker.GoOn();
        var lines = await run.Count(13);
        Assert.Equal(["15", "16", "17"], lines.Skip(10).Select(line => line.Split('|', ' ')[1]));

        // Nobody saw those five: a file that is short now does not tell how long it was, so there is nothing to count.
        Assert.DoesNotContain(run.Observer.Events, told => told.StartsWith("Lost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task S18_bytes_that_were_seen_and_not_read_before_a_truncation_are_told_as_lost()
    {
        // More than all batches hold, so that the rest waits in the file.
        const int Megabytes = 24;
        var block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(new string('x', 1023) + "\n", 1024)));
        using (var file = File.OpenWrite(Folder["backlog"]))
        {
            for (var i = 0; i < Megabytes; i++)
            {
                file.Write(block);
            }
        }

        await using var run = TailRun.Follow(Log.Path);
        await run.Observer.Told("Begun");
        run.HoldBatches();
        File.Move(Folder["backlog"], Log.Path, overwrite: true);
        await run.Observer.Told("Rotated app.log");
        Log.Truncate();
        File.AppendAllText(Log.Path, "next\n");
        run.LetBatchesGo();
        await run.Until(lines => lines is [.., "app.log|next"]);
        var truncated = Assert.Single(run.Observer.Events, told => told.StartsWith("Truncated", StringComparison.Ordinal));
        var readTo = int.Parse(truncated.Split(' ')[2], CultureInfo.InvariantCulture);
        Assert.Contains($"Lost app.log {(Megabytes * block.Length) - readTo}", run.Observer.Events);
    }

    [Fact]
    public async Task S19_a_constant_log_refilled_to_the_same_length_shows_no_truncation()
    {
        File.WriteAllText(Log.Path, "tick\ntick\n");
        await using var run = TailRun.Follow(Log.Path);
        await run.Count(2);
        run.Waker.Stall();
        Log.Truncate();
        File.WriteAllText(Log.Path, "tick\ntick\n");
        run.Waker.GoOn();
        File.AppendAllText(Log.Path, "tock\n");
        Assert.Equal("app.log|tock", (await run.Count(3))[2]);
    }

    // As `cp` under `pv -L`: to the end of what there is when it comes there.
    private async Task CopySlowly(string path, int steps, int pause)
    {
        using var log = new FileStream(Log.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var piece = new byte[(log.Length / steps) + 1];
        for (int count; (count = await log.ReadAsync(piece)) > 0;)
        {
            await copy.WriteAsync(piece.AsMemory(0, count));
            if (log.Position < log.Length)
            {
                await Task.Delay(pause);
                Log.Write(1);
            }
        }
    }
}
