using System.Globalization;

namespace LogTail.Benchmarks.Comparison.Daemons;

/// <summary>What cannot be seen in one pass: start to the first scrape, memory, scrapes, reloads, idling.</summary>
internal static class DaemonReport
{
    private const int Reloads = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // The daemon gives pages back ten seconds after a start or a reload, once: that is no part of idling.
    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(15);

    public static void Write(Workplace place, long lines, List<Bar> bars)
    {
        Console.WriteLine("## The daemon\n\n| | |\n|---|--:|");
        Starts(place, bars);
        Memory(place, lines, bars);
        Series(place, bars);
        ReloadsAndIdling(place, bars);
        Console.WriteLine();
        place.RemoveLogs();
    }

    private static void Starts(Workplace place, List<Bar> bars)
    {
        Console.Error.WriteLine("starts");
        var log = place.Log("mixed", 100);
        var cold1 = Start(Emptied(place), Workplace.Example("apache_combined"), log);
        var cold17 = Start(Emptied(place), Workplace.AllExamples, log);
        var warm17 = Enumerable.Range(0, 5).Select(_ => Start(place, Workplace.AllExamples, log)).Order().ElementAt(2);
        Say("cold start to the first scrape, 1 program", cold1, "s");
        Say("cold start to the first scrape, 17 programs", cold17, "s");
        Say("warm start to the first scrape, 17 programs", warm17, "s");
        bars.Add(Bar.AtMost("cold start, 1 program", 2.5, cold1, "s"));
        bars.Add(Bar.AtMost("cold start, each further program", 0.1, (cold17 - cold1) / 16, "s"));
        bars.Add(Bar.AtMost("warm start, 17 programs", 0.5, warm17, "s"));
    }

    private static double Start(Workplace place, string programs, string log)
    {
        using var daemon = new RunningDaemon(place, programs, log);
        return daemon.TimeToFirstScrape.TotalSeconds;
    }

    private static Workplace Emptied(Workplace place)
    {
        if (Directory.Exists(place.Cache))
        {
            Directory.Delete(place.Cache, recursive: true);
        }

        return place;
    }

    private static void Memory(Workplace place, long lines, List<Bar> bars)
    {
        Console.Error.WriteLine("memory");
        var log = place.Log("apache_combined", lines, Contender.Copies);
        foreach (var (name, programs, most) in new[] { ("1 program", Workplace.Example("apache_combined"), 90), ("17 programs", Workplace.AllExamples, 120) })
        {
            using var daemon = new RunningDaemon(place, programs, log);
            daemon.WaitUntil("logtail_lines_total", lines, Patience);
            var early = daemon.ResidentBytes / 1e6;
            daemon.WaitUntil("logtail_lines_total", lines * Contender.Copies, Patience);
            var late = daemon.ResidentBytes / 1e6;
            Say($"resident after {lines:N0} lines, {name}", early, "MB");
            Say($"resident after {lines * Contender.Copies:N0} lines, {name}", late, "MB");
            bars.Add(Bar.AtMost($"resident after {lines * Contender.Copies:N0} lines, {name}", most, late, "MB"));
        }

        place.RemoveLogs();
    }

    private static void Series(Workplace place, List<Bar> bars)
    {
        Console.Error.WriteLine("series");
        var none = Settled(place, 0, out _);
        foreach (var (count, mostMillis) in new[] { (100_000, 60), (1_000_000, 800) })
        {
            var bytes = Settled(place, count, out var scrape);
            Say($"scrape of {count:N0} series, median of 9", scrape, "ms");
            Say($"resident for {count:N0} series, after scrapes", (bytes - none) / 1e6, "MB more");
            bars.Add(Bar.AtMost($"scrape of {count:N0} series", mostMillis, scrape, "ms"));
            if (count == 100_000)
            {
                bars.Add(Bar.AtMost("100,000 series, resident", 60, (bytes - none) / 1e6, "MB more"));
            }
        }

        var (heap, pause) = StoreFigures.Measure();
        Say("heap per series of 1,000,000", heap, "bytes");
        Say("pause for a snapshot of 100,000 series, p99 of 1,000", pause, "ms");
        bars.Add(Bar.AtMost("heap per series of 1,000,000", 200, heap, "bytes"));
        bars.Add(Bar.AtMost("pause of a scrape of 100,000 series, p99", 2, pause, "ms"));
    }

    private static long Settled(Workplace place, int series, out double scrapeMillis)
    {
        var log = Path.Combine(place.Scratch, $"series-{series}.log");
        File.WriteAllLines(log, Enumerable.Range(0, series).Select(i => $"GET /api/v2/orders/{i} 200").Append("end"));
        using var daemon = new RunningDaemon(place, place.Program("series"), log);
        daemon.WaitUntil("logtail_lines_total", series + 1, Patience);
        scrapeMillis = Enumerable.Range(0, 9).Select(_ => daemon.TimeScrape().TotalMilliseconds).Order().ElementAt(4);
        return daemon.ResidentBytes;
    }

    // The text changes back and forth, so both versions come from the cache, and each reload loads one and unloads the other.
    private static void ReloadsAndIdling(Workplace place, List<Bar> bars)
    {
        Console.Error.WriteLine("reloads");
        var program = Path.Combine(place.Scratch, "reloaded.mtail");
        var text = File.ReadAllText(Workplace.Example("apache_combined"));
        File.WriteAllText(program, text);
        using var daemon = new RunningDaemon(place, program, place.Log("apache_combined", 1000));
        var loads = 1;
        var early = 0.0;
        for (var i = 1; i <= Reloads; i++)
        {
            File.WriteAllText(program, i % 2 == 1 ? text + "# changed\n" : text);
            daemon.Reload();
            loads++;
            daemon.WaitUntil("logtail_program_loads_total{program=\"reloaded.mtail\"}", loads, Patience, TimeSpan.FromMilliseconds(5));
            early = i == Reloads / 10 ? daemon.ResidentBytes / 1e6 : early;
        }

        var late = daemon.ResidentBytes / 1e6;
        Say($"resident after {Reloads / 10} reloads", early, "MB");
        Say($"resident after {Reloads} reloads", late, "MB");
        bars.Add(Bar.AtMost($"growth from {Reloads / 10} to {Reloads} reloads", 10, late - early, "MB"));
        Idle(daemon, bars);
    }

    private static void Idle(RunningDaemon daemon, List<Bar> bars)
    {
        const int Seconds = 20;
        Console.Error.WriteLine("idling");
        Thread.Sleep(SettlingTime);
        var before = daemon.ProcessorSeconds;
        Thread.Sleep(TimeSpan.FromSeconds(Seconds));
        var share = (daemon.ProcessorSeconds - before) / Seconds * 100;
        Say("processor while idle, one file", share, "%");
        bars.Add(Bar.AtMost("processor while idle, one file", 0.5, share, "%"));
    }

    private static void Say(string what, double value, string unit) =>
        Console.WriteLine($"| {what} | {value.ToString(Math.Abs(value) >= 100 ? "N0" : "0.##", CultureInfo.InvariantCulture)} {unit} |");
}
