using LogTail.Benchmarks.Corpora;

namespace LogTail.Benchmarks.Stages;

/// <summary>
/// <c>allocation [PROGRAM…]</c>: what each program allocates for the lines of each corpus, hit or miss. It should be nothing. Without arguments: the shipped
/// programs, those made for measuring, stock grok patterns and, where mtail is installed, its examples.
/// </summary>
internal static class AllocationCommand
{
    private const int Lines = 2_000;

    // The first rounds make series, and code that the runtime has not optimized yet may box; both are over long before.
    private const int MostRounds = 20_000;

    public static int Run(IReadOnlyList<string> arguments)
    {
        var paths = arguments.Count > 0 ? arguments : [.. AllPrograms()];
        var programs = ReadyProgram.Compile(paths);
        var corpora = Catalogue.All.Keys.ToArray();
        var batches = corpora.Select(corpus => new CorpusBatch(corpus, Lines)).ToArray();
        Console.WriteLine($"| bytes for {Lines:N0} lines | {string.Join(" | ", corpora)} |");
        Console.WriteLine("|---|" + string.Concat(corpora.Select(_ => "--:|")));
        var total = 0L;
        for (var i = 0; i < programs.Length; i++)
        {
            var bytes = batches.Select(batch => Measure(programs[i], batch)).ToArray();
            Console.WriteLine($"| {Path.GetFileNameWithoutExtension(paths[i])} | {string.Join(" | ", bytes)} |");
            total += bytes.Sum();
        }

        return total == 0 ? 0 : 1;
    }

    private static IEnumerable<string> AllPrograms()
    {
        var here = AppContext.BaseDirectory;
        string[] folders = [Path.Combine(here, "Programs"), Path.Combine(here, "Grok", "Programs"), Comparison.Workplace.AllExamples];
        var others = folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*.mtail").Order(StringComparer.Ordinal));
        return ShippedPrograms.All.Concat(others.Where(path => !Path.GetFileName(path).StartsWith("ecs_", StringComparison.Ordinal)));
    }

    private static long Measure(ReadyProgram program, CorpusBatch batch)
    {
        var least = long.MaxValue;
        for (var round = 0; round < MostRounds && least > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            program.Run(batch);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
