using System.Globalization;
using LogTail.Benchmarks.Corpora;

namespace LogTail.Benchmarks.Comparison;

/// <summary><c>compare LOGTAIL [LINES [LONG-LINES [REPEATS]]]</c>: us beside mtail, ripgrep, mawk and wc, in interleaved runs.</summary>
internal static class CompareCommand
{
    public static int Run(IReadOnlyList<string> arguments)
    {
        if (arguments.Count is 0 or > 4 || !File.Exists(arguments[0]))
        {
            Console.Error.WriteLine("usage: compare LOGTAIL-EXECUTABLE [LINES [LONG-LINES [REPEATS]]]");
            return 1;
        }

        var lines = Number(arguments, 1, 1_000_000);
        var longLines = Number(arguments, 2, 4 * lines);
        var repeats = Number(arguments, 3, 5);
        var scratch = Directory.CreateTempSubdirectory("logtail-compare-").FullName;
        try
        {
            Compare(Scenario.ApacheCombined, Path.GetFullPath(arguments[0]), scratch, lines, longLines, repeats);
            return 0;
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static void Compare(Scenario scenario, string logtail, string scratch, long lines, long longLines, long repeats)
    {
        var shortLog = MakeLog(scenario.Name, scratch, lines);
        var longLog = MakeLog(scenario.Name, scratch, longLines);
        var contenders = scenario.Contenders(logtail, scratch);
        var shortRuns = contenders.ToDictionary(contender => contender, _ => new List<MeasuredRun>());
        var longRuns = contenders.ToDictionary(contender => contender, _ => new List<MeasuredRun>());

        // One round that does not count fills the file cache and the cache of compiled programs. Then all take turns, so
        // that a machine that gets slower for a while gets slower for everybody.
        for (var round = 0; round <= repeats; round++)
        {
            foreach (var contender in contenders)
            {
                var shortRun = MeasuredProcess.Run(contender.Command(shortLog));
                var longRun = round == 0 ? shortRun : MeasuredProcess.Run(contender.Command(longLog));
                if (round > 0)
                {
                    shortRuns[contender].Add(shortRun);
                    longRuns[contender].Add(longRun);
                }
            }

            Console.Error.WriteLine($"round {round} of {repeats}");
        }

        var table = new ComparisonTable(lines, longLines);
        foreach (var contender in contenders)
        {
            table.Add(contender.Name, shortRuns[contender], longRuns[contender]);
        }

        Console.WriteLine($"{scenario.Name}, program `{scenario.Program}`, medians of {repeats} interleaved runs, {Environment.ProcessorCount} processors\n");
        Console.Write(table.ToMarkdown("mtail"));
    }

    private static string MakeLog(string corpus, string scratch, long lines)
    {
        var path = Path.Combine(scratch, $"{corpus}-{lines}.log");
        using var file = File.Create(path);
        CorpusCommand.Write(file, Catalogue.All[corpus](new Dice(1)), lines);
        return path;
    }

    private static long Number(IReadOnlyList<string> arguments, int index, long otherwise) =>
        arguments.Count > index ? long.Parse(arguments[index], NumberStyles.None, CultureInfo.InvariantCulture) : otherwise;
}
