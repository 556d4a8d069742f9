using System.Globalization;
using System.Runtime.InteropServices;
using LogTail.Benchmarks.Comparison.Daemons;

namespace LogTail.Benchmarks.Comparison;

/// <summary><c>compare LOGTAIL [LINES [REPEATS [SECTION…]]]</c>: us beside mtail, ripgrep, mawk and wc, in interleaved runs; then daemons; then what was promised.</summary>
internal static class CompareCommand
{
    public static int Run(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0 || !File.Exists(arguments[0]))
        {
            Console.Error.WriteLine("usage: compare LOGTAIL-EXECUTABLE [LINES [REPEATS [SECTION…]]], sections: race daemons guard soak");
            return 1;
        }

        var lines = Number(arguments, 1, 1_000_000);
        var repeats = Number(arguments, 2, 3);
        var sections = arguments.Count > 3 ? arguments.Skip(3).ToArray() : ["race", "daemons", "guard"];
        var scratch = Directory.CreateTempSubdirectory("logtail-compare-").FullName;
        try
        {
            var place = new Workplace(Path.GetFullPath(arguments[0]), scratch, Path.Combine(AppContext.BaseDirectory, "Programs"));
            Compare(place, lines, repeats, sections);
            return 0;
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static void Compare(Workplace place, long lines, long repeats, string[] sections)
    {
        var bars = new List<Bar>();
        Console.WriteLine("# Results\n");
        Console.WriteLine($"Made by `compare.sh` on {DateTimeOffset.UtcNow.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC, {Machine()}. Medians of {repeats} interleaved runs.");
        Console.WriteLine("Steady state is the difference between a log and the same log ten times. Slow contenders get shorter logs.\n");
        if (sections.Contains("race"))
        {
            Race.Run(place, lines, repeats, bars);
        }

        if (sections.Contains("daemons"))
        {
            DaemonReport.Write(place, lines, bars);
        }

        if (sections.Contains("guard"))
        {
            GuardReport.Write(bars);
        }

        if (sections.Contains("soak"))
        {
            SoakReport.Write(place, bars);
        }

        Console.WriteLine("## What was promised\n\n| work | promise | found | |\n|---|---|---|---|");
        foreach (var bar in bars)
        {
            Console.WriteLine(bar);
        }
    }

    private static string Machine()
    {
        var model = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim();
        var load = File.ReadAllText("/proc/loadavg").Split(' ')[0];
        return $"{model}, {Environment.ProcessorCount} processors, load {load} before, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";
    }

    private static long Number(IReadOnlyList<string> arguments, int index, long otherwise) =>
        arguments.Count > index ? long.Parse(arguments[index], NumberStyles.None, CultureInfo.InvariantCulture) : otherwise;
}
