using System.Diagnostics;
using System.Globalization;
using LogTail.Conformance.Support;

namespace LogTail.Conformance.Tailing;

/// <summary>Scenarios of spec/follower.md §2 that need a process of its own: killed, stopped, short of handles, watches or room.</summary>
[Trait("Category", "Slow")]
public sealed class ScenarioTests : Scenario
{
    [Fact]
    public async Task S10_rotated_and_deleted_while_down()
    {
        Write(1000);
        await using (var daemon = await Start(Log))
        {
            await AllCounted(daemon);
            await Durable(daemon);
            await Kill(daemon);
        }

        var size = new FileInfo(Log).Length;
        File.Move(Log, Log + ".1");
        File.Delete(Log + ".1");
        Write(500);
        await using var again = await Start(Log);
        await AllCounted(again);
        Assert.Equal(1, (await again.Scrape())["logtail_lost_files_total"]);
        Assert.Single(again.Process.Errors.Split('\n'), line => line.Contains($"{Log}: the file that was read to byte {size} before the restart is not to be found", StringComparison.Ordinal));
    }

    [PeerFact("logrotate")]
    public async Task S12_logrotate_copies_and_truncates_a_log_that_is_written_all_the_time()
    {
        var configuration = Folder.Write("rotate.conf", $"{Log} {{\nsize 1\nrotate 50\ncopytruncate\n}}\n");
        Write(1);
        await using var daemon = await Start(Log);
        using var stopping = new CancellationTokenSource();
        var writing = Task.Run(() =>
        {
            for (var clock = Stopwatch.StartNew(); !stopping.IsCancellationRequested;)
            {
                Write(1);
                // 2000 lines a second.
                while (clock.Elapsed.TotalSeconds * 2000 < Written && !stopping.IsCancellationRequested)
                {
                    Thread.Yield();
                }
            }
        });
        for (var i = 0; i < 8; i++)
        {
            (await ChildProcess.Run("/usr/sbin/logrotate", ["--force", "--state", Folder.File("rotate.state"), configuration], LogTailDaemon.Deadline)).Successful();
            await Task.Delay(300);
        }

        await stopping.CancelAsync();
        await writing;
        // What stands in no file was written between the end of a copy and the truncation: logrotate's own loss, unless we were quick enough.
        var kept = Directory.GetFiles(Folder.Path, "app.log*").SelectMany(File.ReadLines).Where(line => line.All(char.IsAsciiDigit)).Select(Number).ToHashSet();
        var scrape = await daemon.ScrapeUntil(scrape => kept.IsSubsetOf(Counted(scrape).Keys));
        Assert.All(Counted(scrape), line => Assert.Equal(1, line.Value));
        Assert.InRange(kept.Count, Written / 2, Written);

        // Nothing was made of pieces, and no more is told as lost than what stands nowhere.
        Assert.Equal(0, scrape["odd{prog=\"ids.mtail\"}"]);
        var missing = Enumerable.Range(0, Written).Except(Counted(scrape).Keys).ToArray();
        Assert.DoesNotContain(missing, kept.Contains);
        Assert.InRange(scrape["logtail_lost_bytes_total"], 0, missing.Sum(number => number.ToString(CultureInfo.InvariantCulture).Length + 1));
        Assert.Equal(0, scrape["logtail_lost_files_total"]);
    }

    [Fact]
    public async Task S23_a_line_whose_parts_come_before_and_after_a_crash()
    {
        await using (var daemon = await Start(Log))
        {
            File.AppendAllText(Log, "12");
            await Durable(daemon);
            Assert.Empty(Counted(await daemon.Scrape()));
            await Kill(daemon);
        }

        File.AppendAllText(Log, "34");
        await using (var daemon = await Start(Log))
        {
            await Durable(daemon);
            await Kill(daemon);
        }

        File.AppendAllText(Log, "5\n");
        await using var last = await Start(Log);
        var scrape = await last.ScrapeUntil(scrape => Counted(scrape).Count > 0);
        Assert.Equal([12345], Counted(scrape).Keys);
        Assert.Equal(0, scrape["odd{prog=\"ids.mtail\"}"]);
    }

    [Fact]
    public async Task S31_a_deleted_file_is_let_go_and_its_room_is_free_again()
    {
        await using var daemon = await Start(Log);
        using (var file = new StreamWriter(Log) { AutoFlush = true })
        {
            file.WriteLine(Written++);
            await AllCounted(daemon);
            File.Delete(Log);

            // For a minute, with longer and longer pauses.
            foreach (var pause in new[] { 0.05, 0.2, 1, 2, 4, 7, 10, 16, 19 })
            {
                await Task.Delay(TimeSpan.FromSeconds(pause));
                file.WriteLine(Written++);
            }

            await AllCounted(daemon);
        }

        var quiet = Stopwatch.StartNew();
        Assert.True(HoldsDeleted(daemon));
        await daemon.ScrapeUntil(scrape => scrape["logtail_pinned_bytes"] > 0);
        await Eventually.Becomes(() => !HoldsDeleted(daemon), LogTailDaemon.Deadline, () => "It is still open.");
        Assert.InRange(quiet.Elapsed.TotalSeconds, 0, 30);
        await daemon.ScrapeUntil(scrape => scrape["logtail_pinned_bytes"] == 0);
    }

    [Fact]
    public async Task S32_ten_thousand_files_are_cheap_while_nothing_happens()
    {
        const int Files = 10_000;
        for (var i = 0; i < Files; i++)
        {
            File.WriteAllText(Folder.File($"{i}.txt"), "");
        }

        await using var daemon = await Start(Folder.File("*.txt"));
        for (var i = 0; i < 200; i++)
        {
            File.AppendAllText(Folder.File($"{i * 37 % Files}.txt"), $"{Written++}\n");
        }

        await AllCounted(daemon);
        await Durable(daemon);
        var before = await daemon.Scrape();
        await Task.Delay(TimeSpan.FromSeconds(4));
        var after = await daemon.Scrape();

        // The figures of a quiet machine are the benchmark's; this is the order of magnitude: a tenth of a core, and 30 KB a file.
        Assert.InRange(after["process_cpu_seconds_total"] - before["process_cpu_seconds_total"], 0, 0.8);
        Assert.InRange(after["process_resident_memory_bytes"], 0, 300e6);
        Assert.InRange(after["process_open_fds"], Files, 0.9 * after["process_max_fds"]);
    }

    [PeerFact("strace")]
    public async Task S36_a_disk_that_takes_seconds_for_a_sync_keeps_neither_lines_nor_scrapes_waiting()
    {
        // Two syncs a checkpoint: the file and its folder.
        string[] under = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:delay_enter=2500000"];
        await using (var daemon = await LogTailDaemon.StartUnder(under, Arguments(Log)))
        {
            var (checkpoint, seen, most) = (0.0, 0, 0);
            for (var i = 0; i < 200 && most < 4; i++)
            {
                Write(1);
                var scrape = await daemon.ScrapeUntil(scrape => Counted(scrape).Count == Written);
                seen = scrape["logtail_checkpoints_total"] == checkpoint ? seen + 1 : 0;
                (checkpoint, most) = (scrape["logtail_checkpoints_total"], Math.Max(most, seen));
            }

            // Lines that waited for a checkpoint would come one for each.
            Assert.Equal(4, most);
            Assert.Equal(0, (await daemon.Scrape())["logtail_checkpoint_failures_total"]);

            // `strace` is the child we know; the daemon is its child.
            Kill(ChildOf(daemon.Process.Id));
            await daemon.Process.WaitForExit(LogTailDaemon.Deadline);
        }

        Write(5);
        await using var again = await Start(Log);
        await AllCounted(again);
    }

    [PeerFact("prlimit")]
    public async Task S33_more_files_than_the_process_may_open()
    {
        const int Files = 1000;
        for (var i = 0; i < Files; i++)
        {
            File.WriteAllText(Folder.File($"{i}.txt"), "");
        }

        await using var daemon = await LogTailDaemon.StartUnder(["prlimit", "--nofile=256:256"], Arguments(Folder.File("*.txt")));
        for (var i = 0; i < Files; i++)
        {
            File.AppendAllText(Folder.File($"{i}.txt"), $"{Written++}\n");
        }

        await AllCounted(daemon);
        Assert.True((await daemon.Scrape())["logtail_files{state=\"parked\"}"] > 500);
    }

    [PeerFact("strace")]
    public async Task S33_opening_fails_now_and_then()
    {
        // Every third opening of anything by any thread, once the runtime has started.
        await using var daemon = await LogTailDaemon.StartUnder(
            ["strace", "-f", "-qq", "-o", "/dev/null", "-P", Log, "-e", "inject=openat,open:error=EMFILE:when=1+3"], Arguments(Log));
        for (var i = 0; i < 12; i++)
        {
            Write(20);
            File.Move(Log, $"{Log}.{i}");
            await Task.Delay(20);
        }

        await AllCounted(daemon);
    }

    [PeerFact("unshare")]
    public async Task S34_no_inotify_instance_is_left()
    {
        await using var daemon = await LogTailDaemon.StartUnder(Limited("max_inotify_instances", 0), Arguments(Log));
        Assert.Equal(1, (await daemon.Scrape())["logtail_wakeup_mode{mode=\"polling\"}"]);
        Assert.Contains("max_user_instances", daemon.Process.Errors, StringComparison.Ordinal);
        await RotateAndCount(daemon);
    }

    [PeerFact("unshare")]
    public async Task S34_few_inotify_watches_are_left()
    {
        for (var i = 0; i < 100; i++)
        {
            File.WriteAllText(Folder.File($"{i}.txt"), "");
        }

        await using var daemon = await LogTailDaemon.StartUnder(Limited("max_inotify_watches", 50), Arguments(Folder.File("*.txt")));
        await daemon.ScrapeUntil(scrape => scrape["logtail_wakeup_mode{mode=\"polling\"}"] == 1);
        for (var i = 0; i < 100; i++)
        {
            File.AppendAllText(Folder.File($"{i}.txt"), $"{Written++}\n");
        }

        await AllCounted(daemon);
    }

    [Fact]
    public async Task S34_the_queue_of_events_overflows()
    {
        await using var daemon = await Start(Folder.File("*.log"));
        Write(10);
        await AllCounted(daemon);
        daemon.Process.Signal(SigStop);
        for (var i = 0; i < 20_000; i++)
        {
            File.WriteAllText(Folder.File("other"), "");
            File.Delete(Folder.File("other"));
        }

        Write(10);
        File.Move(Log, Log + ".1");
        Write(10);
        daemon.Process.Signal(SigCont);
        await AllCounted(daemon);
        await daemon.ScrapeUntil(scrape => scrape["logtail_inotify_overflows_total"] >= 1);
        await RotateAndCount(daemon);
    }

    [PeerFact("unshare")]
    public async Task S36_the_disk_of_the_state_is_full()
    {
        var disk = Folder.Folder("disk");
        await using var daemon = await StartOnSmallDisk(disk);
        Write(100);
        await AllCounted(daemon);
        await Durable(daemon);
        File.WriteAllBytes($"/proc/{daemon.Process.Id}/root{disk}/ballast", new byte[512 * 1024]);

        // With so many series the state needs more than is left.
        Write(20_000);
        await AllCounted(daemon);
        var full = await daemon.ScrapeUntil(scrape => scrape["logtail_checkpoint_failures_total"] >= 2 && scrape["logtail_checkpoint_age_seconds"] > 2);
        Assert.True(full["logtail_checkpoints_total"] >= 1);
        Assert.Contains("No checkpoint could be written", daemon.Process.Errors, StringComparison.Ordinal);

        // The state that is there is the one before.
        var copy = Folder.Folder("state");
        File.Copy($"/proc/{daemon.Process.Id}/root{disk}/state/logtail.state", Path.Combine(copy, "logtail.state"));
        await Kill(daemon);
        await using var again = await Start(Log);
        await AllCounted(again);
    }

    [PeerFact("unshare")]
    public async Task S36_room_on_the_disk_of_the_state_comes_back()
    {
        var disk = Folder.Folder("disk");
        await using var daemon = await StartOnSmallDisk(disk);
        Write(100);
        await AllCounted(daemon);
        await Durable(daemon);
        var ballast = $"/proc/{daemon.Process.Id}/root{disk}/ballast";

        // Too little is left for one more state, though three of them fit on the disk.
        File.WriteAllBytes(ballast, new byte[960 * 1024]);
        Write(5000);
        await daemon.ScrapeUntil(scrape => scrape["logtail_checkpoint_failures_total"] >= 3);

        // Rotated while nothing can be written down.
        File.Move(Log, Log + ".1");
        Write(100);
        await AllCounted(daemon);
        File.Delete(ballast);
        File.Delete(Log + ".1");
        Write(1);
        await daemon.ScrapeUntil(scrape => scrape["logtail_checkpoint_age_seconds"] < 1 && Counted(scrape).Count == Written);
        await Durable(daemon);
        Assert.Equal(2, daemon.Process.Errors.Split("No checkpoint could be written").Length);
        Assert.Equal(2, daemon.Process.Errors.Split("Checkpoints can be written").Length);

        // What was counted meanwhile, from a file that is gone, is in the state.
        Directory.CreateDirectory(State);
        File.Copy($"/proc/{daemon.Process.Id}/root{disk}/state/logtail.state", Path.Combine(State, "logtail.state"));
        await Kill(daemon);
        await using var again = await Start(Log);
        await AllCounted(again);
        Assert.Equal(0, (await again.Scrape())["logtail_lost_files_total"]);
    }

    [PeerFact("setpriv")]
    public async Task S30_permission_is_missing_at_the_start_at_a_rotation_and_after_a_crash()
    {
        Write(10);
        ChangeMode("000");
        await using (var daemon = await StartWithoutPrivileges())
        {
            await daemon.ScrapeUntil(scrape => scrape["logtail_open_errors_total{errno=\"EACCES\"}"] >= 1);
            ChangeMode("600");
            await AllCounted(daemon);

            // Rotated by a program that creates the new log for itself alone.
            var former = Log + ".1";
            var next = Folder.Write("next", "");
            ChangeMode("000", next);
            File.Move(Log, former);
            File.Move(next, Log);
            await daemon.ScrapeUntil(scrape => scrape["logtail_open_errors_total{errno=\"EACCES\"}"] >= 2);
            Append(former, 10);
            await AllCounted(daemon);
            ChangeMode("600");
            Write(10);
            await AllCounted(daemon);

            // What is open stays open.
            ChangeMode("200");
            Write(10);
            await AllCounted(daemon);
            await Durable(daemon);
            await Kill(daemon);
        }

        Write(10);
        await using var again = await StartWithoutPrivileges();
        var denied = await again.ScrapeUntil(scrape => scrape["logtail_open_errors_total{errno=\"EACCES\"}"] >= 1);
        Assert.Equal(Written - 10, Counted(denied).Count);
        Assert.Equal(0, denied["logtail_lost_files_total"]);
        ChangeMode("600");
        await AllCounted(again);
        Assert.Equal(0, (await again.Scrape())["logtail_lost_bytes_total"]);
    }

    [Fact]
    public async Task S37_a_state_that_is_damaged_in_any_way_never_keeps_it_from_starting()
    {
        Write(50);
        await using (var daemon = await Start(Log))
        {
            await AllCounted(daemon);
            await Durable(daemon);
            (await daemon.Process.Terminate(LogTailDaemon.Deadline)).Successful();
        }

        var state = Path.Combine(State, "logtail.state");
        var whole = await File.ReadAllBytesAsync(state);
        foreach (var damage in new Func<byte[], byte[]>[] { _ => [], bytes => bytes[..1], bytes => bytes[..^1], bytes => [.. bytes, 0], bytes => new byte[bytes.Length] })
        {
            File.WriteAllBytes(state, damage(whole));
            File.Delete(state + ".prev");
            await using var daemon = await Start(Log);
            var scrape = await daemon.ScrapeUntil(scrape => Counted(scrape).Count == Written);
            Assert.Equal(1, scrape["logtail_state_resets_total"]);
            await Kill(daemon);
            Assert.NotEmpty(Directory.GetFiles(State, "logtail.state.corrupt-*"));
        }
    }

    private static int ChildOf(int process) =>
        int.Parse(File.ReadAllText($"/proc/{process}/task/{process}/children").Split(' ')[0], CultureInfo.InvariantCulture);

    private static void Kill(int process)
    {
        using var killed = Process.GetProcessById(process);
        killed.Kill();
    }

    // A namespace of users has limits of its own, below those of the machine.
    private static string[] Limited(string name, int limit) =>
        ["unshare", "-U", "-r", "sh", "-c", $"echo {limit} > /proc/sys/user/{name} && exec \"$0\" \"$@\""];

    private static bool HoldsDeleted(LogTailDaemon daemon) =>
        Directory.EnumerateFiles($"/proc/{daemon.Process.Id}/fd").Any(fd => new FileInfo(fd).LinkTarget?.EndsWith("app.log (deleted)", StringComparison.Ordinal) == true);

    private async Task RotateAndCount(LogTailDaemon daemon)
    {
        Write(10);
        await AllCounted(daemon);
        File.Move(Log, Log + ".rotated-1");
        Write(10);
        await AllCounted(daemon);
    }

    // A disk of one megabyte, in a mount namespace of the daemon: it can be looked into by way of /proc.
    private Task<LogTailDaemon> StartOnSmallDisk(string disk)
    {
        string[] under = ["unshare", "-m", "sh", "-c", $"mount -t tmpfs -o size=1m none '{disk}' && exec \"$0\" \"$@\""];
        return LogTailDaemon.StartUnder(under, ["--programs", Program, "--logs", Log, "--from", "start", "--state", Path.Combine(disk, "state")]);
    }

    // As root files can be read whatever their modes say, unless that is given up.
    private Task<LogTailDaemon> StartWithoutPrivileges() => LogTailDaemon.StartUnder(
        Environment.IsPrivilegedProcess ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] : [], Arguments(Log));

    private void ChangeMode(string mode, string? path = null)
    {
        using var chmod = Process.Start("chmod", [mode, path ?? Log]);
        chmod.WaitForExit();
        Assert.Equal(0, chmod.ExitCode);
    }

    private static int Number(string line) => int.Parse(line, CultureInfo.InvariantCulture);
}
