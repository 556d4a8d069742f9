using System.Text;
using LogTail.Tailing;
using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.State;

/// <summary>
/// What happens to logs while nobody reads them (spec/follower.md §3.10): every line is counted once all the same. Each run ends as by a
/// crash; what was read ahead of the last consumed batch must not matter.
/// </summary>
public sealed class RestartTests
{
    // So many short lines are several batches.
    private const int Many = 100_000;

    [Fact]
    public async Task Reading_goes_on_where_lines_were_consumed()
    {
        using var log = new RestartedLog();
        log.AppendNumbers("app.log", 0, Many);
        await log.RunUntil(1);
        Assert.InRange(log.Lines.Count, 1, Many - 1);
        log.AppendNumbers("app.log", Many, 10);
        await log.RunToEnd();
        Assert.Empty(log.Wrong(Many + 10));
    }

    [Fact]
    public async Task Renamed_file_is_read_on_before_the_new_one()
    {
        using var log = new RestartedLog();
        log.AppendNumbers("app.log", 0, Many);
        await log.RunUntil(1);
        log.Move("app.log", "app.log.1");
        log.AppendNumbers("app.log", Many, 10);
        await log.RunToEnd();
        Assert.Empty(log.Wrong(Many + 10));
        Assert.Equal(Enumerable.Range(0, Many + 10).Select(number => $"{number}"), log.Lines);
    }

    [Fact]
    public async Task S08_Compressed_file_is_read_on()
    {
        using var log = new RestartedLog();
        log.AppendNumbers("app.log", 0, Many);
        await log.RunUntil(1);
        log.Move("app.log", "app.log.1");
        log.Compress("app.log.1");
        log.AppendNumbers("app.log", Many, 10);
        await log.RunUntil(1);
        await log.RunToEnd();
        Assert.Empty(log.Wrong(Many + 10));
    }

    [Fact]
    public async Task Backlog_that_was_compressed_before_the_crash_is_read_from_the_compressed_file()
    {
        // Several times what is read ahead.
        const int Backlog = 6 * Many;
        using var log = new RestartedLog();
        log.AppendNumbers("app.log", 0, Backlog);
        await log.RunUntil(Backlog / 2, () =>
        {
            log.Move("app.log", "app.log.1");
            log.Compress("app.log.1", madeElsewhere: true);
            log.AppendNumbers("app.log", Backlog, 10);
        });
        Assert.InRange(log.Lines.Count, Backlog / 2, Backlog - 1);

        // And once more in the middle of the compressed file.
        await log.RunUntil(1);
        Assert.InRange(log.Lines.Count, Backlog / 2, Backlog - 1);
        await log.RunToEnd();
        Assert.Empty(log.Wrong(Backlog + 10));
        Assert.Empty(log.Lost);
        await log.RunToEnd();
        Assert.Empty(log.Wrong(Backlog + 10));
    }

    [Fact]
    public async Task Generations_of_a_service_log_are_known_by_the_times_they_are_called_by()
    {
        using var log = new RestartedLog { Pattern = "current" };
        log.AppendNumbers("current", 0, 10);
        await log.RunToEnd();
        log.AppendNumbers("current", 10, 10);
        log.Move("current", "@4000000065b2c3d400000001.s");
        log.AppendNumbers("@4000000065b2c3d400000002.s", 20, 10);
        log.AppendNumbers("current", 30, 10);
        await log.RunToEnd();
        Assert.Empty(log.Wrong(40));
    }

    [Fact]
    public async Task Compressed_file_that_was_read_to_its_end_is_not_missed()
    {
        using var log = new RestartedLog();
        log.AppendNumbers("app.log", 0, 10);
        await log.RunToEnd();
        log.AppendNumbers("app.log", 10, 10);
        log.Move("app.log", "app.log.1");
        log.Compress("app.log.1");
        log.AppendNumbers("app.log", 20, 10);
        await log.RunToEnd();
        Assert.Empty(log.Wrong(30));
        File.Delete(log["app.log.1.gz"]);
        await log.RunToEnd();
        Assert.Empty(log.Lost);
        Assert.Empty(log.Wrong(30));
    }

    [Fact]
    public async Task File_that_was_opened_but_not_read_is_known_when_it_is_compressed()
    {
        using var log = new RestartedLog();
        log.AppendNumbers("app.log", 0, 10);
        await log.RunUntil(0);
        Assert.Empty(log.Lines);
        // As if the machine had been down for long: its last change lies before the checkpoint.
        File.SetLastWriteTimeUtc(log["app.log"], new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        log.Move("app.log", "app.log.1");
        log.Compress("app.log.1");
        await log.RunToEnd();
        Assert.Empty(log.Wrong(10));
    }

    [Fact]
    public async Task S09_Generations_that_nobody_saw_are_read_in_their_order()
    {
        using var log = new RestartedLog();
        log.AppendNumbers("app.log", 0, 10);
        await log.RunUntil(10);
        log.AppendNumbers("app.log", 10, 5);
        log.Move("app.log", "app.log.3");
        log.Compress("app.log.3");
        log.AppendNumbers("app.log.2", 15, 5);
        log.Compress("app.log.2");
        log.AppendNumbers("app.log.1", 20, 5);
        log.AppendNumbers("app.log", 25, 5);
        await log.RunToEnd();
        Assert.Equal(Enumerable.Range(0, 30).Select(number => $"{number}"), log.Lines);
        await log.RunToEnd();
        Assert.Empty(log.Wrong(30));
    }

    [Fact]
    public async Task Copy_of_a_truncated_file_has_the_lines_that_were_not_read()
    {
        using var log = new RestartedLog();
        log.AppendNumbers("app.log", 0, 10);
        await log.RunUntil(10);
        log.AppendNumbers("app.log", 10, 5);
        log.CopyAndTruncate("app.log", "app.log.1");
        log.AppendNumbers("app.log", 15, 5);
        await log.RunToEnd();
        Assert.Empty(log.Wrong(20));
        await log.RunToEnd();
        Assert.Empty(log.Wrong(20));
    }

    [Fact]
    public async Task File_that_was_copied_truncated_written_and_renamed_is_a_generation_of_its_own()
    {
        using var log = new RestartedLog();
        log.AppendNumbers("app.log", 0, 10);
        await log.RunUntil(10);
        log.AppendNumbers("app.log", 10, 5);
        log.CopyAndTruncate("app.log", "app.log.2");
        log.AppendNumbers("app.log", 15, 5);
        log.Move("app.log", "app.log.1");
        log.AppendNumbers("app.log", 20, 5);
        await log.RunToEnd();
        Assert.Empty(log.Wrong(25));
        await log.RunToEnd();
        Assert.Empty(log.Wrong(25));
    }

    [Fact]
    public async Task Truncated_file_that_grew_beyond_its_place_is_noticed()
    {
        using var log = new RestartedLog();
        log.AppendNumbers("app.log", 0, 10);
        await log.RunUntil(10);
        log.CopyAndTruncate("app.log", "app.log.1");
        log.AppendNumbers("app.log", 10, 100);
        await log.RunToEnd();
        Assert.Empty(log.Wrong(110));
    }

    [Fact]
    public async Task File_that_was_replaced_by_a_longer_copy_goes_on()
    {
        using var log = new RestartedLog();
        log.AppendNumbers("app.log", 0, 10);
        await log.RunUntil(10);
        File.Copy(log["app.log"], log["new"]);
        log.AppendNumbers("new", 10, 5);
        File.Move(log["new"], log["app.log"], overwrite: true);
        await log.RunToEnd();
        Assert.Empty(log.Wrong(15));
    }

    [Fact]
    public async Task S10_Deleted_file_is_told_as_lost_and_its_successor_is_read()
    {
        using var log = new RestartedLog();
        log.AppendNumbers("app.log", 0, 10);
        await log.RunUntil(10);
        File.Delete(log["app.log"]);
        log.AppendNumbers("app.log", 10, 5);
        await log.RunToEnd();
        Assert.Empty(log.Wrong(15));
        Assert.Equal(["app.log 20"], log.Lost);
        await log.RunToEnd();
        Assert.Empty(log.Lost);
    }

    // The log's rest, what was written after the truncation, and what the link leads to now.
    [Fact]
    public async Task S27_Target_that_was_copied_and_truncated_before_the_link_was_switched()
    {
        using var log = new RestartedLog();
        log.AppendNumbers("1.txt", 0, 10);
        File.CreateSymbolicLink(log["app.log"], log["1.txt"]);
        await log.RunUntil(10);
        log.AppendNumbers("1.txt", 10, 3);
        log.CopyAndTruncate("1.txt", "1.txt.1");
        log.AppendNumbers("1.txt", 13, 4);
        log.AppendNumbers("2.txt", 17, 5);
        File.Delete(log["app.log"]);
        File.CreateSymbolicLink(log["app.log"], log["2.txt"]);
        await log.RunToEnd();
        Assert.Empty(log.Wrong(22));
    }

    [Fact]
    public async Task S21_Files_with_the_same_beginning_are_two_files()
    {
        var header = new string('#', 4096) + "\n";
        using var log = new RestartedLog { Pattern = "*.log" };
        log.Append("a.log", header + "0\n");
        log.Append("b.log", header + "1\n");
        await log.RunToEnd();
        log.Append("a.log", "2\n");
        log.Append("b.log", "3\n");
        await log.RunToEnd();
        Assert.Empty(log.Wrong(4));
    }

    [Fact]
    public async Task S22_Empty_and_tiny_files_that_grow_slowly()
    {
        using var log = new RestartedLog { Pattern = "*.log" };
        log.Append("empty.log", "");
        log.Append("one.log", "1");
        log.Append("ten.log", "10\n10000000");
        foreach (var (name, text) in new[]
        {
            ("empty.log", "0"), ("one.log", "\n"), ("ten.log", "1"), ("empty.log", "\n"), ("one.log", "1"), ("ten.log", "\n"), ("one.log", "2\n"), ("empty.log", "3\n"),
        })
        {
            await log.RunToEnd();
            log.Append(name, text);
        }

        await log.RunToEnd();
        await log.RunToEnd();
        Assert.Equal(["0", "1", "10", "100000001", "12", "3"], log.Lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task S23_Line_whose_end_comes_after_the_restart_is_one_line()
    {
        using var log = new RestartedLog();
        log.Append("app.log", "one\ntw");
        await log.RunToEnd();
        log.Append("app.log", "o\n");
        await log.RunToEnd();
        Assert.Equal(["one", "two"], log.Lines);
    }

    // Every byte is the last one before a crash once.
    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task S26_Bytes_that_come_one_by_one_with_a_crash_after_each(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] invalid = name == "utf-8" ? [0xFF, (byte)'x', (byte)'\n'] : [];
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("a\r\nb\rc\r\r\nö\u0A0D\na\0b\n"), .. invalid];
        using var log = new RestartedLog();
        foreach (var value in bytes)
        {
            log.Append("app.log", [value]);
            await log.RunToEnd();
        }

        string[] expected = ["a", "b\rc\r", "ö\u0A0D", "a\0b"];
        Assert.Equal(name == "utf-8" ? [.. expected, "\uF7FFx"] : expected, log.Lines);
        Assert.Equal(bytes.Length, Assert.Single(log.Checkpoint.Positions).Offset);
    }

    [Fact]
    public async Task File_that_appeared_meanwhile_is_read_from_its_first_byte()
    {
        using var log = new RestartedLog { Pattern = "*.log", StartAt = StartAt.End };
        await log.RunToEnd();
        log.AppendNumbers("new.log", 0, 3);
        await log.RunToEnd();
        Assert.Empty(log.Wrong(3));
    }

    [Fact]
    public async Task Old_file_that_was_not_followed_begins_by_the_rule_of_the_start()
    {
        using var log = new RestartedLog { Pattern = "*.log", StartAt = StartAt.End };
        log.AppendNumbers("old.log", 0, 3);
        // A checkpoint of a run that followed other files, made long after this one was written.
        log.Checkpoint = new ResumeOptions([], SeenAtNanos: long.MaxValue / 2, IsSameBoot: true);
        await log.RunToEnd();
        Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task S38_Log_whose_end_died_with_the_power_goes_on_at_its_end()
    {
        using var log = new RestartedLog();
        log.AppendNumbers("app.log", 0, 1000);
        await log.RunToEnd();
        using (var file = File.Open(log["app.log"], FileMode.Open, FileAccess.Write))
        {
            file.SetLength(2000);
        }

        log.Checkpoint = log.Checkpoint with { IsSameBoot = false };
        await log.RunToEnd();
        log.Append("app.log", "\n");
        log.AppendNumbers("app.log", 1000, 10);
        await log.RunToEnd();
        Assert.Empty(log.Wrong(1010));
    }

    [Fact]
    public async Task S38_Device_number_may_change_when_the_machine_starts_anew()
    {
        using var log = new RestartedLog();
        log.AppendNumbers("app.log", 0, 10);
        await log.RunToEnd();
        var positions = log.Checkpoint.Positions.Select(position => position with { Identity = position.Identity with { Device = 4711 } });
        log.Checkpoint = log.Checkpoint with { Positions = [.. positions], IsSameBoot = false };
        log.AppendNumbers("app.log", 10, 10);
        await log.RunToEnd();
        Assert.Empty(log.Wrong(20));
        Assert.Single(log.Checkpoint.Positions);
    }

    [Fact]
    public async Task Closed_generation_is_not_read_again_when_it_was_compressed()
    {
        using var log = new RestartedLog();
        log.AppendNumbers("app.log", 0, 10);
        await log.RunToEnd();
        log.Checkpoint = log.Checkpoint with { Positions = [.. log.Checkpoint.Positions.Select(position => position with { IsClosed = true })] };
        log.Move("app.log", "app.log.1");
        log.Compress("app.log.1");
        log.AppendNumbers("app.log", 10, 10);
        await log.RunToEnd();
        Assert.Empty(log.Wrong(20));
        Assert.Empty(log.Lost);
    }

    // Seed 4 of LogTail.Torture: the log was copied and truncated after its beginning was noted and before a byte was read, and the copy was read whole.
    [Fact]
    public async Task Copy_that_was_counted_is_not_read_again_for_the_log_that_began_like_it()
    {
        using var log = new RestartedLog();
        log.AppendNumbers("app.log", 0, 10);
        await log.RunToEnd();
        var copy = Assert.Single(log.Checkpoint.Positions);
        var unread = copy with { Identity = copy.Identity with { Number = 1 }, Offset = 0, Anchor = default };
        log.Checkpoint = log.Checkpoint with { Positions = [unread, copy with { Identity = copy.Identity with { Number = 2 } }] };
        log.Move("app.log", "app.log.1");
        log.Compress("app.log.1");
        log.AppendNumbers("app.log", 10, 10);
        await log.RunToEnd();
        Assert.Empty(log.Wrong(20));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(10 * 365 * 24)]
    public async Task S38_Clock_may_have_been_set_between_two_runs(int hours)
    {
        using var log = new RestartedLog();
        log.AppendNumbers("app.log", 0, 10);
        await log.RunToEnd();
        // The checkpoint was taken by a clock that was wrong by so much.
        log.Checkpoint = log.Checkpoint with { SeenAtNanos = log.Checkpoint.SeenAtNanos + (hours * TimeSpan.NanosecondsPerTick * TimeSpan.TicksPerHour) };
        log.AppendNumbers("app.log", 10, 10);
        log.Move("app.log", "app.log.1");
        log.AppendNumbers("app.log", 20, 10);
        await log.RunToEnd();
        Assert.Empty(log.Wrong(30));
    }

    [Fact]
    public async Task Rotated_files_are_looked_for_in_the_folders_that_the_user_names()
    {
        using var log = new RestartedLog { RotatedDirectories = ["old"] };
        Directory.CreateDirectory(log["old"]);
        log.AppendNumbers("app.log", 0, 10);
        await log.RunToEnd();
        log.AppendNumbers("app.log", 10, 10);
        log.Move("app.log", "old/app.log.2");
        log.Compress("old/app.log.2");
        log.AppendNumbers("old/app.log.1", 20, 10);
        log.AppendNumbers("app.log", 30, 10);
        await log.RunToEnd();
        Assert.Empty(log.Wrong(40));
    }

    [Fact]
    public async Task S27_Target_of_a_link_is_looked_for_in_its_own_folder()
    {
        using var log = new RestartedLog();
        Directory.CreateDirectory(log["pod"]);
        log.AppendNumbers("pod/0.log", 0, 10);
        File.CreateSymbolicLink(log["app.log"], log["pod/0.log"]);
        await log.RunToEnd();
        log.AppendNumbers("pod/0.log", 10, 10);
        log.Move("pod/0.log", "pod/0.log.20260131-120000");
        log.Compress("pod/0.log.20260131-120000");
        log.AppendNumbers("pod/1.log", 20, 10);
        File.Delete(log["app.log"]);
        File.CreateSymbolicLink(log["app.log"], log["pod/1.log"]);
        await log.RunToEnd();
        Assert.Empty(log.Wrong(30));
    }

    [Fact]
    public async Task Copy_that_was_made_before_the_crash_and_not_yet_truncated_is_not_read_as_well()
    {
        using var log = new RestartedLog();
        log.AppendNumbers("app.log", 0, 10);
        await log.RunUntil(0);
        File.Copy(log["app.log"], log["app.log.1"]);
        await log.RunToEnd();
        Assert.Empty(log.Wrong(10));
    }

    [Fact]
    public async Task File_that_was_found_empty_and_is_compressed_now_has_no_new_lines()
    {
        using var log = new RestartedLog { Pattern = "app.log*" };
        log.AppendNumbers("app.log", 0, 10);
        log.Move("app.log", "app.log.1");
        log.AppendNumbers("app.log", 10, 10);
        log.Append("app.log.1.gz", "");
        await log.RunUntil(20);
        log.Compress("app.log.1");
        await log.RunToEnd();
        await log.RunToEnd();
        Assert.Empty(log.Wrong(20));
    }

    [Fact]
    public async Task File_that_is_being_compressed_is_read_once()
    {
        using var log = new RestartedLog();
        log.AppendNumbers("app.log", 0, 20);
        await log.RunToEnd();
        log.Move("app.log", "app.log.1");
        log.AppendNumbers("app.log", 20, 10);

        // So much of it that it ends before the place that was reached in the plain one.
        var compressed = Compress.Bytes(await File.ReadAllTextAsync(log["app.log.1"]));
        await File.WriteAllBytesAsync(log["app.log.1.gz"], compressed[..^20]);
        await log.RunToEnd();
        Assert.Empty(log.Wrong(30));
    }
}
