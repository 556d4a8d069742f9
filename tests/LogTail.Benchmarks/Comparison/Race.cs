namespace LogTail.Benchmarks.Comparison;

/// <summary>All contenders of all scenarios, in turns.</summary>
internal static class Race
{
    public static void Run(Workplace place, long lines, long repeats, List<Bar> bars)
    {
        var tables = new Dictionary<string, ComparisonTable>(StringComparer.Ordinal);
        foreach (var scenario in Scenarios.All(place, lines))
        {
            Console.Error.WriteLine(scenario.Title);
            Console.WriteLine($"## {scenario.Title}\n\nCorpus `{scenario.Corpus}`, program `{PlaceInRepository(scenario.Program)}`.\n");
            try
            {
                var table = Run(scenario.Corpus, scenario.Contenders(place), place, repeats);
                tables.Add(scenario.Title, table);
                Console.WriteLine(table.ToMarkdown(scenario.Reference));
            }
            catch (InvalidOperationException failure)
            {
                Console.WriteLine($"Not measured: {failure.Message}\n");
            }

            place.RemoveLogs();
        }

        HundredPrograms(place, lines, repeats, bars);
        AddBars(tables, lines, bars);
    }

    private static string PlaceInRepository(string program) => program
        .Replace(AppContext.BaseDirectory, "", StringComparison.Ordinal)
        .Replace(Environment.CurrentDirectory + "/", "", StringComparison.Ordinal);

    // One round that does not count fills the file cache and the cache of compiled programs. Then all take turns, so
    // that a machine that gets slower for a while gets slower for everybody.
    private static ComparisonTable Run(string corpus, IReadOnlyList<Contender> contenders, Workplace place, long repeats)
    {
        var shortRuns = contenders.ToDictionary(contender => contender, _ => new List<MeasuredRun>());
        var longRuns = contenders.ToDictionary(contender => contender, _ => new List<MeasuredRun>());
        foreach (var contender in contenders)
        {
            MeasuredProcess.Run(contender.Command(place.Log(corpus, contender.Lines)));
            place.Log(corpus, contender.Lines, Contender.Copies);
        }

        for (var round = 0; round < repeats; round++)
        {
            foreach (var contender in contenders)
            {
                shortRuns[contender].Add(MeasuredProcess.Run(contender.Command(place.Log(corpus, contender.Lines))));
                longRuns[contender].Add(MeasuredProcess.Run(contender.Command(place.Log(corpus, contender.Lines, Contender.Copies))));
            }
        }

        var table = new ComparisonTable();
        foreach (var contender in contenders)
        {
            table.Add(contender, shortRuns[contender], longRuns[contender]);
        }

        return table;
    }

    private static void HundredPrograms(Workplace place, long lines, long repeats, List<Bar> bars)
    {
        Console.Error.WriteLine("100 programs");
        Console.WriteLine("## Programs of which none matches a line\n\nCorpus `apache_combined`.\n");
        var contenders = new[] { 1, 10, 100 }.Select(count => Unmatched(place, count, lines)).ToArray();
        var table = Run("apache_combined", contenders, place, repeats);
        Console.WriteLine(table.ToMarkdown(contenders[0].Name));
        place.RemoveLogs();
        bars.Add(Bar.AtMost($"100 programs of which none matches, against 1; {lines * Contender.Copies:N0} lines", 5, table.SteadyOf(contenders[0].Name) / table.SteadyOf(contenders[^1].Name), "×"));
    }

    private static Contender Unmatched(Workplace place, int count, long lines) =>
        Scenario.LogTailWith(place, count == 1 ? "1 program" : $"{count} programs", ManyPrograms.Write(Path.Combine(place.Scratch, $"programs-{count}"), count), lines);

    private static void AddBars(Dictionary<string, ComparisonTable> tables, long lines, List<Bar> bars)
    {
        if (tables.GetValueOrDefault(Scenarios.Combined) is { } combined)
        {
            // mtail's long log is as long as our short one.
            bars.Add(Bar.AtLeast($"apache_combined from start, {lines:N0} lines", 20, combined.WholeOf("LogTail") / combined.LongOf("mtail"), "× mtail"));
            bars.Add(Bar.AtLeast($"apache_combined steady, {Steady(combined):N0} lines", 30, combined.SteadyOf("LogTail") / combined.SteadyOf("mtail"), "× mtail"));
            bars.Add(Bar.AtLeast($"apache_combined steady, {Steady(combined):N0} lines", 1.2, combined.SteadyOf("LogTail") / combined.SteadyOf("ripgrep -c"), "× ripgrep -c"));
            bars.Add(Bar.AtLeast($"apache_combined steady, {Steady(combined):N0} lines", 1.5, combined.SteadyOf("LogTail") / combined.SteadyOf("mawk"), "× mawk"));
        }

        foreach (var (title, least) in new[] { (Scenarios.Examples, 30), (Scenarios.Nested, 40), (Scenarios.NearMiss, 20) })
        {
            var table = tables.GetValueOrDefault(title);
            bars.Add(Bar.AtLeast($"{title}; {Steady(table):N0} lines", least, table?.SteadyOf("LogTail") / table?.SteadyOf("mtail"), "× mtail"));
        }

        // One million where apache_combined does four.
        var grok = tables.GetValueOrDefault(Scenarios.Grok);
        bars.Add(Bar.AtLeast($"{Scenarios.Grok}; {Steady(grok):N0} lines", 0.25, grok?.SteadyOf("LogTail") / grok?.SteadyOf(Scenarios.ByHand), "of apache_combined's lines/s"));
    }

    // Lines of our long log.
    private static long Steady(ComparisonTable? table) => (table?.LinesOf("LogTail") ?? 0) * Contender.Copies;
}
