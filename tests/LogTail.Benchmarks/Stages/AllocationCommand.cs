using LogTail.Benchmarks.Corpora;

namespace LogTail.Benchmarks.Stages;

/// <summary><c>allocation [PROGRAM…]</c>: what each program (by default the shipped ones) allocates for the lines of each corpus, hit or miss. It should be nothing.</summary>
internal static class AllocationCommand
{
    private const int Lines = 2_000;

    // The first rounds make series, and code that the runtime has not optimized yet may box; both are over long before.
    private const int MostRounds = 20_000;

    public static int Run(IReadOnlyList<string> arguments)
    {
        var paths = arguments.Count > 0 ? arguments : [.. ShippedPrograms.All];
        var programs = ReadyProgram.Compile(paths);
        var names = paths.Select(path => Path.GetFileNameWithoutExtension(path)).ToArray();
        Console.WriteLine($"| bytes for {Lines:N0} lines | {string.Join(" | ", names)} |");
        Console.WriteLine("|---|" + string.Concat(names.Select(_ => "--:|")));
        var total = 0L;
        foreach (var corpus in Catalogue.All.Keys)
        {
            var batch = new CorpusBatch(corpus, Lines);
            var bytes = programs.Select(program => Measure(program, batch)).ToArray();
            Console.WriteLine($"| {corpus} | {string.Join(" | ", bytes)} |");
            total += bytes.Sum();
        }

        return total == 0 ? 0 : 1;
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
