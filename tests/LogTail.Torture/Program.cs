using System.Globalization;
using LogTail.Torture;

if (!TortureOptions.TryParse(args, out var options))
{
    Console.Error.WriteLine(
        """
        usage: LogTail.Torture [--runs N] [--first SEED] [--steps N] [--jobs N] [--layout path|glob|link] [--keep] [--executable LOGTAIL]

        Does at random to a log what programs, administrators and rotation do, kills the real daemon with SIGKILL at random moments, starts it again,
        and counts each line. Exit code 0 when every run was exact, up to lines whose bytes nobody kept.
          --runs N      how many runs; 30 unless told otherwise, 1000 is the long form
          --first SEED  seed of the first run (1); a run that failed is repeated with --first ITS-SEED --runs 1
          --steps N     what happens per run (80)
          --jobs N      runs at once (four for each processor: a run mostly waits)
          --layout L    how the log lies on the disk in all runs, instead of any way
          --keep        folders of failed runs are not deleted
        """);
    return 2;
}

using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, interrupt) =>
{
    interrupt.Cancel = true;
    stopping.Cancel();
};

var tally = new Tally();
var seeds = Enumerable.Range(options.FirstSeed, options.Runs);
var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Jobs, CancellationToken = stopping.Token };
try
{
    await TortureRun.PrepareAsync(options);
    await Parallel.ForEachAsync(seeds, parallel, async (seed, cancellationToken) =>
    {
        using var run = new TortureRun(seed, options);
        tally.Add(await run.RunAsync(cancellationToken));
    });
}
catch (OperationCanceledException)
{
    Console.WriteLine("interrupted");
}

Console.WriteLine(tally.Summary(ProcessorTime.Spent(), CultureInfo.InvariantCulture));
return tally.Failed == 0 ? 0 : 1;
