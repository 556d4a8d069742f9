using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace LogTail.Benchmarks.Following;

/// <summary>Latency, idle cost, start and load of both tools (spec/follower.md §5), one after the other. About seven minutes.</summary>
internal sealed class FigureTable(string logtail, string scratch)
{
    private const int Megabyte = 1024 * 1024;
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(20);

    // The first sweep comes five seconds after the start and lists every directory once more.
    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(12);

    private readonly TextWriter _output = Console.Out;

    /// <summary>All of it.</summary>
    public async Task PrintAsync()
    {
        PrintHead();
        Print("write → visible on /metrics, p50 / p99, scrape included", await LatencyAsync(Theirs, 1, 40), await LatencyAsync(Ours, 1, 300), "≤ 2 / ≤ 10 ms");
        Print("the same with 10,000 files open", "–", await LatencyAsync(Ours, 10_000, 300), "same");
        Print("idle CPU, resident memory, one file", await IdleAsync(Theirs, 1), await IdleAsync(Ours, 1), "0 %");
        Print("idle CPU, resident memory, 1,000 files", await IdleAsync(Theirs, 1000), await IdleAsync(Ours, 1000), "≤ 0.2 %, ≤ 60 MB");
        Print("idle CPU, resident memory, 10,000 files", await IdleAsync(Theirs, 10_000), await IdleAsync(Ours, 10_000), "≤ 0.5 %, ≤ 90 MB");
        Print("start until 1,000 files are open, median of 5", await StartAsync(Theirs, 1000), await StartAsync(Ours, 1000), "");
        Print("start until 10,000 files are open, median of 5", await StartAsync(Theirs, 10_000), await StartAsync(Ours, 10_000), "≤ 0.5 s");
        Print("start after kill -9 with 10,000 files in the state, until /metrics answers", "–", await RestartAsync(10_000), "≤ 1 s");
        Print("memory added by a line of 256 MB", await LongLineAsync(Theirs), await LongLineAsync(Ours), "≤ 4 MB");
        Print("lines wait for a checkpoint of 100,000 series, longest of 10", "–", await PauseAsync(), "≤ 2 ms");
        await PrintLoadRowsAsync();
    }

    /// <summary>Only what they do under load.</summary>
    public Task PrintLoadAsync()
    {
        PrintHead();
        return PrintLoadRowsAsync();
    }

    private void PrintHead()
    {
        _output.WriteLine("| figure | mtail | LogTail | target |");
        _output.WriteLine("|---|---|---|---|");
    }

    private async Task PrintLoadRowsAsync()
    {
        var load = new LoadFigures(scratch);
        Print("10,000 files created while running, one line each: behind their creator", await load.CreatedAsync(Theirs), await load.CreatedAsync(Ours), "≤ 1 s, exact");
        Print("one line a write over 500 files for 5 s, CPU in all, CPU of the follower alone", await load.WritesAsync(Theirs), await load.WritesAsync(Ours), "exact, follower ≤ 0.4 µs/line");
        Print("8,000 files × 2.5 lines/s", await load.ManySlowAsync(Theirs), await load.ManySlowAsync(Ours), "≤ 15 %");
        Print("1 GB written while down, until /metrics answers; CPU of the follower alone", "–", await load.BacklogAsync(Kept), "≥ 500 MB/s before the VM");
    }

    private void Print(string figure, string theirs, string ours, string target) =>
        _output.WriteLine($"| {figure} | {theirs} | {ours} | {target} |");

    private FollowedTool Ours(LogFolder folder) => FollowedTool.StartLogTail(logtail, folder, keepsState: false);

    private FollowedTool Kept(LogFolder folder) => FollowedTool.StartLogTail(logtail, folder, keepsState: true);

    private static FollowedTool Theirs(LogFolder folder) => FollowedTool.StartMtail(folder);

    private async Task<string> LatencyAsync(Func<LogFolder, FollowedTool> start, int files, int samples)
    {
        const int WarmUp = 20;
        var folder = new LogFolder(scratch, files);
        using var tool = start(folder);
        await tool.ReadyAsync();
        await Task.Delay(SettlingTime);
        var times = new List<TimeSpan>();
        var random = new Random(1);
        using var log = folder.Append(0);
        for (var i = 1; i <= WarmUp + samples; i++)
        {
            // So long that the file is quiet again.
            await Task.Delay(random.Next(60, 120));
            var clock = Stopwatch.StartNew();
            log.Write("a line of the log\n"u8);
            while (await tool.ValueAsync(LogFolder.Counted) < i)
            {
                if (clock.Elapsed > TimeSpan.FromSeconds(10))
                {
                    return "lost";
                }
            }

            times.Add(clock.Elapsed);
        }

        times.RemoveRange(0, WarmUp);
        times.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"{times[samples / 2].TotalMilliseconds:0.0} / {times[samples * 99 / 100].TotalMilliseconds:0.0} ms");
    }

    private async Task<string> IdleAsync(Func<LogFolder, FollowedTool> start, int files)
    {
        using var tool = start(new LogFolder(scratch, files));
        await tool.ReadyAsync();
        await Task.Delay(SettlingTime);
        var before = tool.CpuTime;
        var clock = Stopwatch.StartNew();
        await Task.Delay(IdleTime);
        var share = (tool.CpuTime - before) / clock.Elapsed;
        return string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.00} %, {tool.ResidentBytes / Megabyte} MB");
    }

    private async Task<string> StartAsync(Func<LogFolder, FollowedTool> start, int files)
    {
        const int Starts = 5;
        var folder = new LogFolder(scratch, files);
        var times = new List<TimeSpan>();
        for (var i = 0; i < Starts; i++)
        {
            var clock = Stopwatch.StartNew();
            using var tool = start(folder);
            while (tool.Handles < files)
            {
                await Task.Delay(2);
            }

            times.Add(clock.Elapsed);
        }

        times.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"{times[Starts / 2].TotalSeconds:0.00} s");
    }

    private async Task<string> RestartAsync(int files)
    {
        var folder = new LogFolder(scratch, files);
        using (var tool = Kept(folder))
        {
            await tool.ReadyAsync();
            await Task.Delay(TimeSpan.FromSeconds(2));
        }

        for (var i = 0; i < files; i += 10)
        {
            File.AppendAllText(folder.Log(i), "written while nobody looked\n");
        }

        var clock = Stopwatch.StartNew();
        using var again = Kept(folder);
        await again.ReadyAsync();
        var time = clock.Elapsed;
        var lines = await again.ValueAsync(LogFolder.Counted);
        return string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s, {lines:0} of {files / 10} lines");
    }

    private async Task<string> LongLineAsync(Func<LogFolder, FollowedTool> start)
    {
        var folder = new LogFolder(scratch, 1);
        using var tool = start(folder);
        await tool.ReadyAsync();
        using var log = folder.Append(0);

        // A line of usual length and one of the longest allowed first: the buffers for them are not the long line's. After the settling, because
        // what the start needed is given back then.
        await Task.Delay(SettlingTime);
        log.Write(Encoding.ASCII.GetBytes("usual\n" + new string('x', Megabyte) + "\n"));
        await Task.Delay(TimeSpan.FromSeconds(2));
        var before = tool.ResidentBytes;
        var block = Encoding.ASCII.GetBytes(new string('x', Megabyte));
        for (var i = 0; i < 256; i++)
        {
            log.Write(block);
        }

        await Task.Delay(TimeSpan.FromSeconds(3));
        return string.Create(CultureInfo.InvariantCulture, $"{(double)(tool.ResidentBytes - before) / Megabyte:0.0} MB");
    }

    private async Task<string> PauseAsync()
    {
        const int Series = 100_000;
        var folder = new LogFolder(scratch, 1, ("ids.mtail", "counter ids by id\n/^(?P<id>\\d+)$/ {\n  ids[$id]++\n}\n"));
        using var tool = Kept(folder);
        await tool.ReadyAsync();
        File.AppendAllText(folder.Log(0), string.Concat(Enumerable.Range(0, Series).Select(id => $"{id}\n")));
        await Task.Delay(SettlingTime);
        var longest = 0.0;
        for (var i = 0; i < 10; i++)
        {
            File.AppendAllText(folder.Log(0), "0\n");
            await Task.Delay(TimeSpan.FromSeconds(1.5));
            longest = Math.Max(longest, await tool.ValueAsync("logtail_checkpoint_pause_seconds"));
        }

        return string.Create(CultureInfo.InvariantCulture, $"{1000 * longest:0.0} ms");
    }
}
