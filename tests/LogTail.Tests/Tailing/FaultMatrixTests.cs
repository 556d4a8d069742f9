using System.Globalization;
using System.Text;
using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.Tailing;

/// <summary>The fault matrix: what happens to logs, one scenario each. Every line must come exactly once.</summary>
public sealed class FaultMatrixTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly BusyLog _log;

    public FaultMatrixTests() => _log = new BusyLog(_folder["app.log"]);

    public void Dispose()
    {
        _log.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("app.log")]
    [InlineData("app.log*")]
    public async Task S01_S05_sixty_renames_each_with_a_new_file_at_once(string pattern)
    {
        await using var run = TailRun.Follow(_folder[pattern]);
        await run.Observer.Told("Begun");
        for (var i = 0; i < 60; i++)
        {
            _log.Write(40);
            File.Move(_log.Path, _folder[$"app.log.{i}"]);
            _log.Reopen().Dispose();
            await Task.Yield();
        }

        await _log.AllCameOnce(run);
    }

    [Fact]
    public async Task S02_no_file_at_the_path_for_a_while()
    {
        await using var run = TailRun.Follow(_log.Path);
        for (var i = 0; i < 5; i++)
        {
            _log.Write(100);
            File.Move(_log.Path, _folder[$"app.log.{i}"]);
            _log.Write(50);
            await run.Until(lines => lines.Count >= _log.Count);
            _log.Write(50);
            _log.Reopen().Dispose();
        }

        await _log.AllCameOnce(run);
    }

    [Fact]
    public async Task S03_late_lines_of_the_old_file_carry_the_path_of_the_log()
    {
        await using var run = TailRun.Follow(_log.Path);
        _log.Write(10);
        // A file that is renamed before anybody saw it is another scenario.
        await run.Until(lines => lines.Count >= _log.Count);
        File.Move(_log.Path, _folder["app.log.1"]);
        using var late = _log.Reopen();
        for (var i = 0; i < 20; i++)
        {
            _log.Write(5);
            late.Write(_log.Next());
            await run.Until(lines => lines.Count >= _log.Count);
        }

        await _log.AllCameOnce(run);
        Assert.All(run.Lines, line => Assert.StartsWith("app.log|", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task S03_lines_that_come_after_the_old_file_was_closed_are_found_when_its_directory_changes()
    {
        await using var run = TailRun.Follow(_log.Path);
        _log.Write(10);
        await run.Count(10);
        File.Move(_log.Path, _folder["app.log.1"]);
        using var late = _log.Reopen();
        _log.Write(1);
        await run.Observer.Told("Closed app.log");
        late.Write(_log.Next());
        File.WriteAllText(_folder["other"], "");
        await _log.AllCameOnce(run);
    }

    [Theory]
    [InlineData("app.log")]
    [InlineData("app.log*")]
    public async Task S04_S05_a_storm_of_renames(string pattern)
    {
        await using var run = TailRun.Follow(_folder[pattern]);
        await run.Observer.Told("Begun");
        for (var i = 0; i < 500; i++)
        {
            _log.Write(3);
            File.Move(_log.Path, _folder[$"app.log.{i}"]);
            _log.Reopen().Dispose();
        }

        await _log.AllCameOnce(run);
    }

    [Theory]
    [InlineData("app.log")]
    [InlineData("app.log*")]
    public async Task S06_generations_shifted_and_the_last_deleted_so_that_inodes_are_used_again(string pattern)
    {
        await using var run = TailRun.Follow(_folder[pattern]);
        await run.Observer.Told("Begun");
        for (var i = 0; i < 20; i++)
        {
            _log.Write(50);
            await run.Until(lines => lines.Count >= _log.Count - 100);
            File.Delete(_folder["app.log.4"]);
            for (var generation = 3; generation > 0; generation--)
            {
                MoveIfThere($"app.log.{generation}", $"app.log.{generation + 1}");
            }

            MoveIfThere("app.log", "app.log.1");
            _log.Reopen().Dispose();
        }

        await _log.AllCameOnce(run);
    }

    [Theory]
    [InlineData("app.log")]
    [InlineData("app.log*")]
    public async Task S07_renamed_and_compressed_at_once(string pattern)
    {
        await using var run = TailRun.Follow(_folder[pattern]);
        await run.Observer.Told("Begun");
        for (var i = 0; i < 5; i++)
        {
            _log.Write(1);
            await run.Until(lines => lines.Count >= _log.Count);
            _log.Write(100);
            File.Move(_log.Path, _folder[$"app.log.{i}"]);
            _log.Reopen().Dispose();
            Compress.Replace(_folder[$"app.log.{i}"]);
        }

        await _log.AllCameOnce(run);
    }

    [Theory]
    [InlineData("app.log")]
    [InlineData("app.log*")]
    public async Task S11_S14_copied_and_truncated(string pattern)
    {
        await using var run = TailRun.Follow(_folder[pattern]);
        await run.Observer.Told("Begun");
        for (var i = 0; i < 30; i++)
        {
            _log.Write(1 + (i * 7 % 60));
            File.Copy(_log.Path, _folder[$"app.log.{i}"]);
            _log.Truncate();
            await Task.Yield();
        }

        await _log.AllCameOnce(run);
    }

    [Fact]
    public async Task S13_copied_truncated_and_refilled_past_the_old_place_before_the_next_look()
    {
        await using var run = TailRun.Follow(_log.Path);
        _log.Write(100);
        await run.Until(lines => lines.Count >= 60);
        run.Waker.Stall();
        _log.Write(10);
        File.Copy(_log.Path, _folder["app.log.1"]);
        _log.Truncate();
        _log.Write(400);
        run.Waker.GoOn();
        await _log.AllCameOnce(run);
    }

    [Fact]
    public async Task S15_copied_and_truncated_twice_between_two_looks()
    {
        await using var run = TailRun.Follow(_log.Path);
        _log.Write(100);
        await run.Count(100);
        run.Waker.Stall();
        _log.Write(10);
        File.Copy(_log.Path, _folder["app.log.1"]);
        _log.Truncate();
        _log.Write(20);
        File.Move(_folder["app.log.1"], _folder["app.log.2"]);
        File.Copy(_log.Path, _folder["app.log.1"]);
        _log.Truncate();
        _log.Write(5);
        run.Waker.GoOn();
        await _log.AllCameOnce(run);
    }

    [Fact]
    public async Task S16_renamed_then_copied_and_truncated_before_the_new_file_was_ever_opened()
    {
        await using var run = TailRun.Follow(_log.Path);
        _log.Write(100);
        await run.Count(100);
        run.Waker.Stall();
        File.Move(_log.Path, _folder["app.log.2"]);
        _log.Reopen().Dispose();
        _log.Write(16);
        File.Copy(_log.Path, _folder["app.log.1"]);
        _log.Truncate();
        _log.Write(3);
        run.Waker.GoOn();
        await _log.AllCameOnce(run);
    }

    [Fact]
    public async Task S17_a_writer_that_keeps_its_place_leaves_a_hole_that_is_skipped()
    {
        File.Delete(_log.Path);
        await using var run = TailRun.Follow(_log.Path);
        using var writer = new FileStream(_log.Path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        writer.Write(Encoding.UTF8.GetBytes(_log.Next()));
        await run.Count(1);
        _log.Truncate();
        await run.Observer.Told("Truncated");
        writer.Position = 10L * 1024 * 1024 * 1024;
        writer.Write(Encoding.UTF8.GetBytes(_log.Next()));
        await _log.AllCameOnce(run);
        Assert.Contains(run.Observer.Events, told => told.StartsWith("NulsSkipped app.log", StringComparison.Ordinal));
    }

    [Fact]
    public async Task S18_what_was_not_read_before_a_truncation_without_a_copy_is_lost_and_the_rest_read_from_the_beginning()
    {
        await using var run = TailRun.Follow(_log.Path);
        _log.Write(10);
        await run.Count(10);
        run.Waker.Stall();
        _log.Write(5);
        _log.Truncate();
        _log.Write(3);
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
        using (var file = File.OpenWrite(_folder["backlog"]))
        {
            for (var i = 0; i < Megabytes; i++)
            {
                file.Write(block);
            }
        }

        await using var run = TailRun.Follow(_log.Path);
        await run.Observer.Told("Begun");
        run.HoldBatches();
        File.Move(_folder["backlog"], _log.Path, overwrite: true);
        await run.Observer.Told("Rotated app.log");
        _log.Truncate();
        File.AppendAllText(_log.Path, "next\n");
        run.LetBatchesGo();
        await run.Until(lines => lines is [.., "app.log|next"]);
        var truncated = Assert.Single(run.Observer.Events, told => told.StartsWith("Truncated", StringComparison.Ordinal));
        var readTo = int.Parse(truncated.Split(' ')[2], CultureInfo.InvariantCulture);
        Assert.Contains($"Lost app.log {(Megabytes * block.Length) - readTo}", run.Observer.Events);
    }

    [Fact]
    public async Task S19_a_constant_log_refilled_to_the_same_length_shows_no_truncation()
    {
        File.WriteAllText(_log.Path, "tick\ntick\n");
        await using var run = TailRun.Follow(_log.Path);
        await run.Count(2);
        run.Waker.Stall();
        _log.Truncate();
        File.WriteAllText(_log.Path, "tick\ntick\n");
        run.Waker.GoOn();
        File.AppendAllText(_log.Path, "tock\n");
        Assert.Equal("app.log|tock", (await run.Count(3))[2]);
    }

    [Fact]
    public async Task S20_replaced_by_a_longer_copy()
    {
        await using var run = TailRun.Follow(_folder["*.log"]);
        for (var i = 0; i < 20; i++)
        {
            _log.Write(20);
            await run.Until(lines => lines.Count >= _log.Count - 10);
            File.Copy(_log.Path, _folder["new"], overwrite: true);
            File.AppendAllText(_folder["new"], _log.Next());
            File.Move(_folder["new"], _log.Path, overwrite: true);
            _log.Reopen().Dispose();
        }

        await _log.AllCameOnce(run);
    }

    [Fact]
    public async Task S21_files_with_the_same_beginning_are_different_files()
    {
        var header = new string('#', 4095) + "\n";
        File.WriteAllText(_folder["a.csv"], header);
        File.WriteAllText(_folder["b.csv"], header);
        await using var run = TailRun.Follow(_folder["*.csv"]);
        File.AppendAllText(_folder["a.csv"], "a\n");
        File.AppendAllText(_folder["b.csv"], "b\n");
        var lines = await run.Count(4);
        Assert.Single(lines, "a.csv|a");
        Assert.Single(lines, "b.csv|b");
        Assert.Equal(4, (await run.Stop()).Count);
    }

    [Fact]
    public async Task S22_empty_and_tiny_files()
    {
        File.WriteAllText(_folder["empty.txt"], "");
        File.WriteAllText(_folder["one.txt"], "\n");
        File.WriteAllText(_folder["ten.txt"], "123456789\n");
        await using var run = TailRun.Follow(_folder["*.txt"]);
        await run.Count(2);
        File.AppendAllText(_folder["empty.txt"], "e\n");
        File.AppendAllText(_folder["one.txt"], "o\n");
        Assert.Equal(["empty.txt|e", "one.txt|", "one.txt|o", "ten.txt|123456789"], (await run.Count(4)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("rename")]
    [InlineData("delete")]
    [InlineData("truncate")]
    public async Task S24_an_unfinished_last_line_counts_once_and_is_not_glued_to_the_next_file(string how)
    {
        await using var run = TailRun.Follow(_log.Path);
        File.AppendAllText(_log.Path, "whole\nunfinished");
        await run.Count(1);
        switch (how)
        {
            case "rename":
                File.Move(_log.Path, _folder["app.log.1"]);
                break;
            case "delete":
                File.Delete(_log.Path);
                break;
            default:
                _log.Truncate();
                break;
        }

        File.AppendAllText(_log.Path, "next\n");
        Assert.Equal(["app.log|next", "app.log|unfinished", "app.log|whole"], (await run.Count(3)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task S26_one_byte_per_write()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. "crlf\r\nlone\rcr\r\r\n"u8, .. "Größe\n"u8, 0xFF, (byte)'x', (byte)'\n', (byte)'a', 0, (byte)'b', (byte)'\n'];
        File.WriteAllText(_log.Path, "");
        await using var run = TailRun.Follow(_log.Path);
        using var stream = new FileStream(_log.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        foreach (var value in bytes)
        {
            stream.WriteByte(value);
            await Task.Yield();
        }

        Assert.Equal(["app.log|crlf", "app.log|lone\rcr\r", "app.log|Größe", "app.log|\uF7FFx", "app.log|a\0b"], await run.Count(5));
    }

    [Fact]
    public async Task S27_a_link_switched_to_another_file()
    {
        File.Delete(_log.Path);
        using var first = new LogWriter(_folder["0.txt"]);
        File.CreateSymbolicLink(_log.Path, _folder["0.txt"]);
        await using var run = TailRun.Follow(_log.Path);
        for (var i = 1; i <= 50; i++)
        {
            File.AppendAllText(_folder[$"{i - 1}.txt"], _log.Next());
            File.WriteAllText(_folder[$"{i}.txt"], _log.Next());
            File.CreateSymbolicLink(_folder["link"], _folder[$"{i}.txt"]);
            File.Move(_folder["link"], _log.Path, overwrite: true);
            File.AppendAllText(_folder[$"{i - 1}.txt"], _log.Next());
            await run.Until(lines => lines.Count >= _log.Count);
        }

        await _log.AllCameOnce(run);
        Assert.All(run.Lines, line => Assert.StartsWith("app.log|", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task S27_the_layout_of_Kubernetes()
    {
        Directory.CreateDirectory(_folder["containers"]);
        Directory.CreateDirectory(_folder["pods"]);
        using var pod = new BusyLog(_folder["pods/0.log"]);
        File.CreateSymbolicLink(_folder["containers/x.log"], pod.Path);
        await using var run = TailRun.Follow(_folder["containers/*.log"]);
        for (var i = 0; i < 10; i++)
        {
            pod.Write(20);
            await run.Until(lines => lines.Count >= pod.Count);
            // The kubelet renames, then tells the runtime to open its log anew; later the former one is compressed.
            File.Move(pod.Path, pod.Path + $".20260131-1200{i:00}");
            pod.Write(3);
            pod.Reopen().Dispose();
            pod.Write(1);
            await run.Until(lines => lines.Count >= pod.Count);
            Compress.Replace(pod.Path + $".20260131-1200{i:00}");
        }

        await pod.AllCameOnce(run);
        Assert.All(run.Lines, line => Assert.StartsWith("x.log|", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task S28_one_file_by_several_names_and_patterns_counts_once()
    {
        _log.Write(10);
        File.CreateSymbolicLink(_folder["link.log"], _log.Path);
        HardLink.Create(_log.Path, _folder["hard.log"]);
        await using var run = TailRun.Follow(_folder["*.log"], _folder["app.*"], _log.Path);
        await run.Count(10);
        _log.Write(10);
        await _log.AllCameOnce(run);
    }

    [Fact]
    public async Task S29_a_directory_renamed_away_and_made_anew()
    {
        Directory.CreateDirectory(_folder["logs"]);
        await using var run = TailRun.Follow(_folder["logs/*.txt"]);
        for (var i = 0; i < 5; i++)
        {
            File.WriteAllText(_folder["logs/a.txt"], _log.Next());
            await run.Until(lines => lines.Count >= _log.Count);
            Directory.Move(_folder["logs"], _folder[$"logs{i}"]);
            File.AppendAllText(_folder[$"logs{i}/a.txt"], _log.Next());
            Directory.CreateDirectory(_folder["logs"]);
        }

        File.WriteAllText(_folder["logs/b.txt"], _log.Next());
        await _log.AllCameOnce(run);
    }

    [Fact]
    public async Task S31_a_deleted_file_is_read_on_and_let_go_when_it_is_quiet()
    {
        await using var run = TailRun.Follow(_log.Path);
        _log.Write(10);
        await run.Count(10);
        File.Delete(_log.Path);
        for (var i = 0; i < 10; i++)
        {
            _log.Write(10);
            await run.Until(lines => lines.Count >= _log.Count);
        }

        await run.Observer.Told("Closed app.log");
        await _log.AllCameOnce(run);
    }

    [Fact]
    public async Task S33_more_files_than_handles()
    {
        for (var i = 0; i < 200; i++)
        {
            File.WriteAllText(_folder[$"{i:000}.txt"], _log.Next());
        }

        await using var run = TailRun.Start(TailRun.FromBeginning(_folder["*.txt"]) with { MaxOpenFiles = 20 });
        await run.Count(200);
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 200; i += 3)
            {
                File.AppendAllText(_folder[$"{i:000}.txt"], _log.Next());
            }

            await run.Until(lines => lines.Count >= _log.Count);
        }

        var open = Directory.EnumerateFiles("/proc/self/fd").Count(fd => new FileInfo(fd).LinkTarget?.StartsWith(_folder.Path, StringComparison.Ordinal) == true);
        // Files that were written a moment ago stay open a little longer.
        Assert.InRange(open, 1, 100);
        await _log.AllCameOnce(run);
    }

    private void MoveIfThere(string from, string to)
    {
        if (File.Exists(_folder[from]))
        {
            File.Move(_folder[from], _folder[to], overwrite: true);
        }
    }
}
