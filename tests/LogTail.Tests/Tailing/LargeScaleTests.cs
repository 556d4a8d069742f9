using System.Diagnostics;
using System.Globalization;
using LogTail.Tailing.Files.Linux;
using LogTail.Tests.Support;
using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.Tailing;

/// <summary>Rows of the fault matrix that need size, time or another program.</summary>
[Trait("Category", "Slow")]
public sealed class LargeScaleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task S25_a_line_of_256_MB_is_cut_once_and_holds_little_memory()
    {
        const int Megabyte = 1024 * 1024;
        var path = _folder["app.log"];
        await using var run = TailRun.Follow(path);
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write("before\n"u8);
        await run.Count(1);
        var block = Enumerable.Repeat((byte)'x', Megabyte).ToArray();
        string[] expected = ["app.log|before", "app.log|" + new string('x', Megabyte), "app.log|after"];
        var before = LiveBytes();
        for (var i = 0; i < 256; i++)
        {
            file.Write(block);
        }

        file.Write("\nafter\n"u8);
        var lines = await run.Count(3);
        // The cut line, which the test itself keeps, the buffers that are kept for the next one, and what other tests do meanwhile; not 256 MB. How
        // much is resident is measured by LogTail.Benchmarks.
        Assert.InRange(LiveBytes() - before, long.MinValue, 24 * Megabyte);
        Assert.Equal(expected, lines);
        Assert.Single(run.Observer.Events, told => told == "LinesCut app.log 1 7");
    }

    [Theory]
    [InlineData(1024 * 1024, 0)]
    [InlineData((1024 * 1024) + 1, 1)]
    public async Task S25_lines_at_the_limit(int length, int cuts)
    {
        File.WriteAllText(_folder["app.log"], new string('x', length) + "\r\nnext\n");
        await using var run = TailRun.Follow(_folder["app.log"]);
        Assert.Equal(["app.log|" + new string('x', 1024 * 1024), "app.log|next"], await run.Count(2));
        Assert.Equal(cuts, run.Observer.Events.Count(told => told.StartsWith("LinesCut", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task S32_ten_thousand_files_and_ten_thousand_more()
    {
        const int Files = 10_000;
        for (var i = 0; i < Files; i++)
        {
            File.WriteAllText(_folder[$"{i}.log"], "");
        }

        await using var run = TailRun.Follow(_folder["*.log"]);
        await run.Observer.Told("Begun");
        var random = new Random(32);
        var written = Enumerable.Range(0, 200).Select(_ => random.Next(Files)).ToArray();
        for (var i = 0; i < 2000; i++)
        {
            File.AppendAllText(_folder[$"{written[i % written.Length]}.log"], string.Create(CultureInfo.InvariantCulture, $"old {i}\n"));
        }

        for (var i = 0; i < Files; i++)
        {
            File.WriteAllText(_folder[$"{Files + i}.log"], string.Create(CultureInfo.InvariantCulture, $"new {i}\n"));
        }

        await run.Until(lines => lines.Count >= 2000 + Files);
        // Never more handles than the process may have: some tests beside this one have a few.
        Assert.InRange(Directory.EnumerateFiles("/proc/self/fd").Count(), 1, (int)(0.9 * new LinuxFileSystem().OpenFileLimit));
        var texts = (await run.Stop()).Select(line => line.Split('|')[1]).ToArray();
        Assert.Equal(2000 + Files, texts.Length);
        Assert.Equal(2000 + Files, texts.Distinct().Count());
    }

    [InstalledTheory("/usr/sbin/logrotate", "logrotate")]
    [InlineData("create", "app.log")]
    [InlineData("create", "app.log*")]
    [InlineData("create\ndateext\ndateformat -%Y%m%d-%s", "app.log")]
    [InlineData("create\ndateext\ndateformat -%Y%m%d-%s\nhourly\nextension .log\ncompress", "app*.log*")]
    [InlineData("create\ncompress", "app.log*")]
    [InlineData("create\ncompress\ndelaycompress", "app.log*")]
    [InlineData("create\nolddir old", "app.log")]
    [InlineData("nocreate", "app.log")]
    [InlineData("nocreate", "app.log*")]
    [InlineData("nocreate\ncompress", "app.log")]
    [InlineData("su OWNER\ncreate 0600 OWNER", "app.log")]
    [InlineData("su OWNER\ncreate 0600 OWNER\ncompress\ndelaycompress", "app.log*")]
    [InlineData("create\nsharedscripts\nprerotate\ntrue\nendscript\npostrotate\ntrue\nendscript", "app.log")]
    [InlineData("create\nolddir new\ncreateolddir 755", "app.log")]
    [InlineData("create\nmaxsize 1\nmaxage 1", "app.log*")]
    [InlineData("create\nshred\nrotate 1", "app.log")]
    [InlineData("copy", "app.log")]
    [InlineData("copytruncate", "app.log")]
    [InlineData("copytruncate", "app.log*")]
    [InlineData("copytruncate\ncompress", "app.log*")]
    public async Task S12_logrotate_itself(string mode, string pattern)
    {
        Directory.CreateDirectory(_folder["old"]);
        var isCopying = mode.StartsWith("copy", StringComparison.Ordinal);
        using var log = new BusyLog(_folder["app.log"]);

        // Root rotates for somebody else, who has the folder and the log; others only for themselves.
        var owner = Environment.IsPrivilegedProcess ? "nobody nogroup" : $"{Output("id", "-un")} {Output("id", "-gn")}";
        if (mode.Contains("OWNER", StringComparison.Ordinal))
        {
            Output("chown", "-R", owner.Replace(' ', ':'), _folder.Path);
        }

        File.WriteAllText(_folder["rotate.conf"], $"{_folder["app.log"]} {{\nsize 1\nrotate 50\nnomail\n{mode.Replace("OWNER", owner, StringComparison.Ordinal)}\n}}\n");
        await using var run = TailRun.Follow(_folder[pattern]);
        await run.Observer.Told("Begun");
        // A date is good for one rotation, here a second of it.
        var isDated = mode.Contains("dateext", StringComparison.Ordinal);
        var rounds = isDated ? 3 : 8;

        // What comes late to a file that is compressed at once is in no file any more, and is lost now and then (the Tailing README).
        var late = mode.Contains("compress", StringComparison.Ordinal) && !mode.Contains("delaycompress", StringComparison.Ordinal) ? 0 : 5;
        for (var round = 0; round < rounds; round++)
        {
            log.Write(500);
            // While it copies nothing may be written: that would be lost by logrotate, not by us. With `create`, late lines go to the renamed file.
            await Rotate();
            log.Write(isCopying ? 50 : late);
            if (!isCopying)
            {
                await run.Until(lines => lines.Count >= log.Count);
                log.Reopen().Dispose();
            }

            await Task.Delay(isDated ? TimeSpan.FromSeconds(1) : TimeSpan.Zero);
        }

        await log.AllCameOnce(run);
    }

    private async Task Rotate()
    {
        using var process = Process.Start("/usr/sbin/logrotate", ["--force", "--state", _folder["state"], _folder["rotate.conf"]]);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    private static string Output(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output.Trim();
    }

    private static long LiveBytes()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
