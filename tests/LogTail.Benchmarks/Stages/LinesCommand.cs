using System.Diagnostics;
using System.Globalization;

namespace LogTail.Benchmarks.Stages;

/// <summary>
/// <c>lines [--ecs] CORPUS PROGRAM…</c>: nanoseconds that each program takes for a line in memory. The least of many short rounds: a busy machine
/// makes rounds slower, never faster, so this can be trusted where averages cannot.
/// </summary>
internal static class LinesCommand
{
    private const int Lines = 2_000;
    private const int Rounds = 1_000;

    public static int Run(IReadOnlyList<string> arguments)
    {
        var usesEcs = arguments is ["--ecs", ..];
        arguments = usesEcs ? [.. arguments.Skip(1)] : arguments;
        if (arguments.Count < 2)
        {
            Console.Error.WriteLine("usage: lines [--ecs] CORPUS PROGRAM…");
            return 1;
        }

        var batch = new CorpusBatch(arguments[0], Lines);
        var paths = arguments.Skip(1).ToArray();
        var programs = ReadyProgram.Compile(paths, usesEcs);
        foreach (var (path, program) in paths.Zip(programs))
        {
            Say(Path.GetFileName(path), Measure(() => program.Run(batch)));
            var alone = ReadyProgram.Together([program]);
            Say("  behind a sieve", Measure(() => alone(batch)));
        }

        var together = ReadyProgram.Together(programs);
        Say("all behind one sieve", Measure(() => together(batch)));
        return 0;
    }

    private static void Say(string what, double nanoseconds) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{nanoseconds,10:0.0} ns a line  {what}"));

    private static double Measure(Action round)
    {
        var least = long.MaxValue;
        for (var i = 0; i < Rounds; i++)
        {
            var start = Stopwatch.GetTimestamp();
            round();
            least = Math.Min(least, Stopwatch.GetTimestamp() - start);
        }

        return least * 1e9 / Stopwatch.Frequency / Lines;
    }
}
