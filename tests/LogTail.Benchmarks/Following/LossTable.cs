using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LogTail.Benchmarks.Following;

/// <summary>Lines that mtail and LogTail lose or count twice, side by side on the same files at the same time.</summary>
internal sealed partial class LossTable(string logtail, string scratch)
{
    private const string Program = "counter ids by id\n/^(?P<id>\\d+) / {\n  ids[$id]++\n}\n";

    // Nothing new for so long: whoever has not read a line by now will not.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    public async Task PrintAsync(TextWriter output)
    {
        output.WriteLine("| what happens to the log | lines | mtail lost | mtail doubled | LogTail lost | LogTail doubled |");
        output.WriteLine("|---|---|---|---|---|---|");
        foreach (var scenario in LossScenario.All)
        {
            await PlayAsync(scenario, output);
        }

        await KillAndStartAsync(output);
    }

    private async Task PlayAsync(LossScenario scenario, TextWriter output)
    {
        var folder = Directory.CreateDirectory(Path.Combine(scratch, Path.GetRandomFileName())).FullName;
        var program = WriteProgram(folder);
        using var log = new NumberedLog(Path.Combine(folder, "app.log"));
        using var theirs = FollowedTool.StartMtail(program, Path.Combine(folder, scenario.Pattern));
        using var ours = FollowedTool.StartLogTail(logtail, program, Path.Combine(folder, scenario.Pattern), state: null);
        await theirs.ReadyAsync();
        await ours.ReadyAsync();
        scenario.Play(log, folder);
        Print(scenario.Name, log.Count, await SettledAsync(theirs), await SettledAsync(ours), output);
    }

    // A tool each, since both would have to be down at the same time.
    private async Task KillAndStartAsync(TextWriter output)
    {
        var theirs = await KillAndStartAsync((program, pattern, _) => FollowedTool.StartMtail(program, pattern));
        var ours = await KillAndStartAsync((program, pattern, state) => FollowedTool.StartLogTail(logtail, program, pattern, state));
        Print("kill -9, 500 lines while down, started again", 1700, theirs, ours, output);
    }

    private async Task<Dictionary<int, int>> KillAndStartAsync(Func<string, string, string, FollowedTool> start)
    {
        var folder = Directory.CreateDirectory(Path.Combine(scratch, Path.GetRandomFileName())).FullName;
        var program = WriteProgram(folder);
        using var log = new NumberedLog(Path.Combine(folder, "app.log"));
        using (var tool = start(program, log.Path, Path.Combine(folder, "state")))
        {
            await tool.ReadyAsync();
            log.Lines(1000);
            await SettledAsync(tool);
        }

        log.Lines(500);
        using var again = start(program, log.Path, Path.Combine(folder, "state"));
        await again.ReadyAsync();
        log.Lines(200);
        return await SettledAsync(again);
    }

    private static async Task<Dictionary<int, int>> SettledAsync(FollowedTool tool)
    {
        var counts = new Dictionary<int, int>();
        var lastChange = Stopwatch.StartNew();
        while (lastChange.Elapsed < Quiet)
        {
            var now = Counts(await tool.TryScrapeAsync() ?? "");
            if (now.Values.Sum() != counts.Values.Sum())
            {
                lastChange.Restart();
            }

            counts = now;
            await Task.Delay(100);
        }

        return counts;
    }

    private static Dictionary<int, int> Counts(string text) => Sample().Matches(text).ToDictionary(
        match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
        match => int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture));

    private static void Print(string name, int lines, Dictionary<int, int> theirs, Dictionary<int, int> ours, TextWriter output) =>
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {lines:N0} | {lines - theirs.Count:N0} | {theirs.Values.Sum() - theirs.Count:N0} | {lines - ours.Count:N0} | {ours.Values.Sum() - ours.Count:N0} |"));

    private static string WriteProgram(string folder)
    {
        var path = Path.Combine(folder, "ids.mtail");
        File.WriteAllText(path, Program);
        return path;
    }

    [GeneratedRegex("""^ids\{id="(\d+)",prog="ids\.mtail"\} (\d+)$""", RegexOptions.Multiline)]
    private static partial Regex Sample();
}
