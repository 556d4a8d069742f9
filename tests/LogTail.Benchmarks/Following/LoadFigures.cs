using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace LogTail.Benchmarks.Following;

/// <summary>What a follower costs under load, and whether it gets each line. The writer is one thread of this process, on the same machine.</summary>
internal sealed class LoadFigures(string scratch)
{
    private const int LongestWaitSeconds = 30;

    // Nothing more comes when nothing came for so long.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly byte[] Line = "127.0.0.1 GET /a 200\n"u8.ToArray();

    /// <summary>10,000 files come into being, with a line in each.</summary>
    public async Task<string> CreatedAsync(Func<LogFolder, FollowedTool> start)
    {
        const int Files = 10_000;
        var folder = new LogFolder(scratch, 1);
        using var tool = start(folder);
        await SettleAsync(tool);
        for (var i = 1; i <= Files; i++)
        {
            File.WriteAllBytes(folder.Log(i), Line);
        }

        var (lines, behind) = await CountAsync(tool, Files);
        return lines == 0
            ? "none of the lines"
            : string.Create(CultureInfo.InvariantCulture, $"{behind.TotalSeconds:0.00} s, {Exactness(lines, Files)}");
    }

    /// <summary>One write per line, to one of 500 files after the other, as fast as one thread can for five seconds.</summary>
    public async Task<string> WritesAsync(Func<LogFolder, FollowedTool> start)
    {
        const int Files = 500;
        const int Round = 5000;
        var folder = new LogFolder(scratch, Files);
        using var tool = start(folder);
        await SettleAsync(tool);
        var (all, follower) = (tool.CpuTime, tool.FollowerTime);
        var logs = folder.AppendTo(Files);
        var written = 0L;
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < TimeSpan.FromSeconds(5))
        {
            for (var i = 0; i < Round; i++)
            {
                logs[written++ % Files].Write(Line);
            }
        }

        var rate = written / clock.Elapsed.TotalSeconds;
        var (lines, _) = await CountAsync(tool, written);
        Close(logs);
        var followed = tool.FollowerTime is { } time && follower is { } before
            ? string.Create(CultureInfo.InvariantCulture, $", {(time - before).TotalMicroseconds / written:0.00} µs/line")
            : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{rate / 1e6:0.00} M writes/s, {Exactness(lines, written)}, {(tool.CpuTime - all).TotalSeconds:0.0} s{followed}");
    }

    /// <summary>20,000 lines a second that are spread over 8,000 files.</summary>
    public async Task<string> ManySlowAsync(Func<LogFolder, FollowedTool> start)
    {
        const int Files = 8000;
        const int PerTick = 200;
        const int Ticks = 1000;
        var tick = TimeSpan.FromMilliseconds(10);
        var folder = new LogFolder(scratch, Files);
        using var tool = start(folder);
        await SettleAsync(tool);
        var logs = folder.AppendTo(Files);
        var before = tool.CpuTime;
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Ticks; i++)
        {
            for (var j = 0; j < PerTick; j++)
            {
                logs[((i * PerTick) + j) % Files].Write(Line);
            }

            var wait = (tick * (i + 1)) - clock.Elapsed;
            if (wait > TimeSpan.Zero)
            {
                Thread.Sleep(wait);
            }
        }

        var share = (tool.CpuTime - before) / clock.Elapsed;
        var (lines, _) = await CountAsync(tool, PerTick * Ticks);
        Close(logs);
        return string.Create(CultureInfo.InvariantCulture, $"{100 * share:0} %, {Exactness(lines, PerTick * Ticks)}");
    }

    /// <summary>A gigabyte that was written after <c>kill -9</c>.</summary>
    public async Task<string> BacklogAsync(Func<LogFolder, FollowedTool> start)
    {
        const int Blocks = 1000;
        var folder = new LogFolder(scratch, 1);
        using (var tool = start(folder))
        {
            await SettleAsync(tool);
        }

        var line = Encoding.ASCII.GetBytes("203.0.113.7 - - [31/Jan/2026:10:00:00 +0000] \"GET /index.html HTTP/1.1\" 200 5120 \"-\" \"agent/1.0\"\n");
        var block = Enumerable.Repeat(line, 1_000_000 / line.Length).SelectMany(bytes => bytes).ToArray();
        using (var log = folder.Append(0))
        {
            for (var i = 0; i < Blocks; i++)
            {
                log.Write(block);
            }
        }

        var megabytes = (double)block.Length * Blocks / 1e6;
        var clock = Stopwatch.StartNew();
        using var again = start(folder);
        await again.ReadyAsync();
        var time = clock.Elapsed;
        var lines = await again.ValueAsync(LogFolder.Counted);
        var alone = again.FollowerTime is { } follower ? string.Create(CultureInfo.InvariantCulture, $"; {megabytes / follower.TotalSeconds:0} MB/s") : "";
        folder.Delete();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{time.TotalSeconds:0.00} s, {Exactness(lines, (long)block.Length / line.Length * Blocks)}, {megabytes / time.TotalSeconds:0} MB/s{alone}");
    }

    // mtail looks at a file a quarter of a second after another; our first sweep comes after five.
    private static async Task SettleAsync(FollowedTool tool)
    {
        await tool.ReadyAsync();
        await Task.Delay(TimeSpan.FromSeconds(6));
    }

    // How long it took until the last line was seen.
    private static async Task<(double Lines, TimeSpan Behind)> CountAsync(FollowedTool tool, long expected)
    {
        var clock = Stopwatch.StartNew();
        var (lines, changed) = (0.0, TimeSpan.Zero);
        while (lines < expected && clock.Elapsed - changed < Quiet && clock.Elapsed.TotalSeconds < LongestWaitSeconds)
        {
            await Task.Delay(Look);
            var now = await tool.ValueAsync(LogFolder.Counted);
            changed = now > lines ? clock.Elapsed : changed;
            lines = now;
        }

        // What comes twice comes later.
        await Task.Delay(TimeSpan.FromMilliseconds(300));
        return (await tool.ValueAsync(LogFolder.Counted), changed);
    }

    private static string Exactness(double lines, long expected) => lines == expected
        ? "exact"
        : string.Create(CultureInfo.InvariantCulture, $"{lines:N0} of {expected:N0} lines");

    private static void Close(FileStream[] logs)
    {
        foreach (var log in logs)
        {
            log.Dispose();
        }
    }
}
