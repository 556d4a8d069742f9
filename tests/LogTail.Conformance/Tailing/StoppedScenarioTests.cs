using System.Diagnostics;

namespace LogTail.Conformance.Tailing;

/// <summary>Scenarios of spec/follower.md §2 in which the daemon is stopped by SIGSTOP, so that several things happen between two of its looks.</summary>
[Trait("Category", "Slow")]
public sealed class StoppedScenarioTests : Scenario
{
    [Theory]
    [InlineData("app.log")]
    [InlineData("app.log*")]
    public async Task S13_copied_truncated_and_refilled_past_the_old_place(string pattern)
    {
        await using var daemon = await Start(Folder.File(pattern));
        for (var round = 0; round < 3; round++)
        {
            Write(100);
            await AllCounted(daemon);
            daemon.Process.Signal(SigStop);
            Write(10);
            CopyAndTruncate($"{Log}.{round}");
            Write(500 * (round + 1));
            daemon.Process.Signal(SigCont);
            await AllCounted(daemon);
        }

        var scrape = await daemon.Scrape();
        Assert.Equal(3, scrape["logtail_truncations_total"]);
        Assert.Equal(0, scrape["logtail_lost_bytes_total"]);
    }

    // logrotate's copytruncate with olddir.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task S13_copied_into_another_folder_and_truncated(bool isCompressed)
    {
        Directory.CreateDirectory(Folder.File("old"));
        await using var daemon = await Start(Log, "--rotated", "old");
        Write(100);
        await AllCounted(daemon);
        daemon.Process.Signal(SigStop);
        Write(10);
        CopyAndTruncate(Folder.File("old/app.log.1"));
        if (isCompressed)
        {
            using var gzip = Process.Start("gzip", Folder.File("old/app.log.1"));
            await gzip.WaitForExitAsync();
        }

        Write(5);
        daemon.Process.Signal(SigCont);
        await AllCounted(daemon);
        Assert.Equal(0, (await daemon.Scrape())["logtail_lost_bytes_total"]);
    }

    // The copy is beside the target, whose folder nobody watches.
    [Fact]
    public async Task S13_target_of_a_link_copied_and_truncated()
    {
        Directory.CreateDirectory(Folder.File("pod"));
        File.CreateSymbolicLink(Log, Folder.File("pod/0.log"));
        await using var daemon = await Start(Log);
        Write(100);
        await AllCounted(daemon);
        daemon.Process.Signal(SigStop);
        Write(10);
        CopyAndTruncate(Folder.File("pod/0.log.1"));
        Write(5);
        daemon.Process.Signal(SigCont);
        await AllCounted(daemon);
    }

    [Theory]
    [InlineData("app.log")]
    [InlineData("app.log*")]
    public async Task S15_copied_and_truncated_twice(string pattern)
    {
        await using var daemon = await Start(Folder.File(pattern));
        Write(100);
        await AllCounted(daemon);
        daemon.Process.Signal(SigStop);
        Write(10);
        CopyAndTruncate(Log + ".2");
        Write(20);
        CopyAndTruncate(Log + ".1");
        Write(5);
        daemon.Process.Signal(SigCont);
        await AllCounted(daemon);

        // One that a pattern finds is a log as any other.
        Assert.Equal(pattern == "app.log" ? 1 : 0, (await daemon.Scrape())["logtail_unseen_generations_total"]);
    }

    [Theory]
    [InlineData("app.log")]
    [InlineData("app.log*")]
    public async Task S16_renamed_and_then_copied_and_truncated_before_the_new_file_was_ever_opened(string pattern)
    {
        await using var daemon = await Start(Folder.File(pattern));
        Write(100);
        await AllCounted(daemon);
        daemon.Process.Signal(SigStop);
        File.Move(Log, Log + ".2");
        Write(16);
        CopyAndTruncate(Log + ".1");
        Write(3);
        daemon.Process.Signal(SigCont);
        await AllCounted(daemon);
    }

    // The writer keeps its place, which is far behind the end of what was truncated.
    [Fact]
    public async Task S17_a_hole_of_10_GB_costs_neither_time_nor_memory()
    {
        await using var daemon = await Start(Log);
        using var writer = new FileStream(Log, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        WriteTo(writer);
        await AllCounted(daemon);
        daemon.Process.Signal(SigStop);
        using (var other = new FileStream(Log, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            other.SetLength(0);
        }

        writer.Position = 10L * 1024 * 1024 * 1024;
        WriteTo(writer);
        daemon.Process.Signal(SigCont);
        var before = await daemon.Scrape();
        await AllCounted(daemon);
        WriteTo(writer);
        await AllCounted(daemon);
        var after = await daemon.Scrape();

        // Reading 10 GB takes seconds.
        Assert.InRange(after["process_cpu_seconds_total"] - before["process_cpu_seconds_total"], 0, 1);
        Assert.InRange(after["process_resident_memory_bytes"] - before["process_resident_memory_bytes"], double.MinValue, 20e6);
        Assert.True(after["logtail_nul_bytes_total"] > 0);
    }

    private void WriteTo(FileStream writer) => writer.Write(System.Text.Encoding.ASCII.GetBytes($"{Written++}\n"));

    private void CopyAndTruncate(string copy)
    {
        File.Copy(Log, copy);
        using var file = new FileStream(Log, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.SetLength(0);
    }
}
