using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace LogTail.Benchmarks.Following;

/// <summary>Latency, idle cost and start of both tools (spec/follower.md §5), one after the other.</summary>
internal sealed class FigureTable(string logtail, string scratch)
{
    private const string Program = "counter lines\n/$/ {\n  lines++\n}\n";
    private const string Lines = "lines{prog=\"lines.mtail\"}";
    private const int Megabyte = 1024 * 1024;
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(8);

    public async Task PrintAsync(TextWriter output)
    {
        output.WriteLine("| figure | mtail | LogTail | target |");
        output.WriteLine("|---|---|---|---|");
        var (fewLatency, fewTheirs) = (await LatencyAsync(Ours, 1, 300), await LatencyAsync(Theirs, 1, 40));
        Print(output, "write → visible on /metrics, p50 / p99, scrape included", fewTheirs, fewLatency, "≤ 2 / ≤ 10 ms");
        Print(output, "the same with 10,000 files open", "–", await LatencyAsync(Ours, 10_000, 300), "same");
        foreach (var (files, target) in new[] { (1000, "≤ 0.2 %, ≤ 60 MB"), (10_000, "≤ 0.5 %, ≤ 90 MB") })
        {
            var theirs = await IdleAsync(Theirs, files);
            var ours = await IdleAsync(Ours, files);
            Print(output, string.Create(CultureInfo.InvariantCulture, $"idle CPU, resident memory, {files:N0} files"), theirs.Idle, ours.Idle, target);
            Print(output, string.Create(CultureInfo.InvariantCulture, $"start until {files:N0} files are open"), theirs.Start, ours.Start, files == 1000 ? "" : "≤ 0.5 s");
        }

        Print(output, "start after kill -9 with 10,000 files in the state, until /metrics answers", "–", await RestartAsync(10_000), "≤ 1 s");
        Print(output, "memory added by a line of 256 MB", await LongLineAsync(Theirs), await LongLineAsync(Ours), "≤ 4 MB");
        Print(output, "lines wait for a checkpoint of 100,000 series, longest of 10", "–", await PauseAsync(), "≤ 2 ms");
    }

    private static void Print(TextWriter output, string figure, string theirs, string ours, string target) =>
        output.WriteLine($"| {figure} | {theirs} | {ours} | {target} |");

    private FollowedTool Ours(string program, string pattern) => FollowedTool.StartLogTail(logtail, program, pattern, state: null);

    private static FollowedTool Theirs(string program, string pattern) => FollowedTool.StartMtail(program, pattern);

    private async Task<string> LatencyAsync(Func<string, string, FollowedTool> start, int files, int samples)
    {
        var folder = Folder(files);
        using var tool = start(WriteProgram(folder, "lines.mtail", Program), Path.Combine(folder, "*.log"));
        await tool.ReadyAsync();
        var times = new List<TimeSpan>();
        var random = new Random(1);
        using var log = new FileStream(Path.Combine(folder, "0.log"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        for (var i = 1; i <= samples; i++)
        {
            // So long that the file is quiet again.
            await Task.Delay(random.Next(60, 120));
            var clock = Stopwatch.StartNew();
            log.Write("a line of the log\n"u8);
            while (await tool.ValueAsync(Lines) < i)
            {
                if (clock.Elapsed > TimeSpan.FromSeconds(10))
                {
                    return "lost";
                }
            }

            times.Add(clock.Elapsed);
        }

        times.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"{times[samples / 2].TotalMilliseconds:0.0} / {times[samples * 99 / 100].TotalMilliseconds:0.0} ms");
    }

    private async Task<(string Idle, string Start)> IdleAsync(Func<string, string, FollowedTool> start, int files)
    {
        var folder = Folder(files);
        var program = WriteProgram(folder, "lines.mtail", Program);
        var clock = Stopwatch.StartNew();
        using var tool = start(program, Path.Combine(folder, "*.log"));
        while (tool.Handles < files)
        {
            await Task.Delay(5);
        }

        var started = clock.Elapsed;
        await tool.ReadyAsync();
        await Task.Delay(TimeSpan.FromSeconds(3));
        var before = tool.CpuTime;
        clock.Restart();
        await Task.Delay(IdleTime);
        var share = (tool.CpuTime - before) / clock.Elapsed;
        return (
            string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.00} %, {tool.ResidentBytes / Megabyte} MB"),
            string.Create(CultureInfo.InvariantCulture, $"{started.TotalSeconds:0.00} s"));
    }

    private async Task<string> RestartAsync(int files)
    {
        var folder = Folder(files);
        var program = WriteProgram(folder, "lines.mtail", Program);
        var pattern = Path.Combine(folder, "*.log");
        using (var tool = FollowedTool.StartLogTail(logtail, program, pattern, Path.Combine(folder, "state")))
        {
            await tool.ReadyAsync();
            await Task.Delay(TimeSpan.FromSeconds(2));
        }

        for (var i = 0; i < files; i += 10)
        {
            File.AppendAllText(Path.Combine(folder, $"{i}.log"), "written while nobody looked\n");
        }

        var clock = Stopwatch.StartNew();
        using var again = FollowedTool.StartLogTail(logtail, program, pattern, Path.Combine(folder, "state"));
        await again.ReadyAsync();
        var time = clock.Elapsed;
        var lines = await again.ValueAsync(Lines);
        return string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s, {lines:0} of {files / 10} lines");
    }

    private async Task<string> LongLineAsync(Func<string, string, FollowedTool> start)
    {
        var folder = Folder(1);
        using var tool = start(WriteProgram(folder, "lines.mtail", Program), Path.Combine(folder, "*.log"));
        await tool.ReadyAsync();
        await using var log = new FileStream(Path.Combine(folder, "0.log"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

        // A line of usual length and one of the longest allowed first: the buffers for them are not the long line's.
        log.Write(Encoding.ASCII.GetBytes("usual\n" + new string('x', Megabyte) + "\n"));
        await Task.Delay(TimeSpan.FromSeconds(2));
        var before = tool.ResidentBytes;
        var block = Encoding.ASCII.GetBytes(new string('x', Megabyte));
        for (var i = 0; i < 256; i++)
        {
            log.Write(block);
        }

        await Task.Delay(TimeSpan.FromSeconds(3));
        return $"{(tool.ResidentBytes - before) / Megabyte} MB";
    }

    private async Task<string> PauseAsync()
    {
        const int Series = 100_000;
        var folder = Folder(1);
        var program = WriteProgram(folder, "ids.mtail", "counter ids by id\n/^(?P<id>\\d+)$/ {\n  ids[$id]++\n}\n");
        using var tool = FollowedTool.StartLogTail(logtail, program, Path.Combine(folder, "*.log"), Path.Combine(folder, "state"));
        await tool.ReadyAsync();
        var path = Path.Combine(folder, "0.log");
        File.AppendAllText(path, string.Concat(Enumerable.Range(0, Series).Select(id => $"{id}\n")));
        await Task.Delay(TimeSpan.FromSeconds(3));
        var longest = 0.0;
        for (var i = 0; i < 10; i++)
        {
            File.AppendAllText(path, "0\n");
            await Task.Delay(TimeSpan.FromSeconds(1.1));
            longest = Math.Max(longest, await tool.ValueAsync("logtail_checkpoint_pause_seconds"));
        }

        return string.Create(CultureInfo.InvariantCulture, $"{1000 * longest:0.0} ms");
    }

    private string Folder(int files)
    {
        var folder = Directory.CreateDirectory(Path.Combine(scratch, Path.GetRandomFileName())).FullName;
        for (var i = 0; i < files; i++)
        {
            File.WriteAllText(Path.Combine(folder, $"{i}.log"), "");
        }

        return folder;
    }

    private static string WriteProgram(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
