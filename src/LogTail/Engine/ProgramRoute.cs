using System.Collections.Immutable;
using LogTail.Runtime.Sieving;
using LogTail.Tailing;

namespace LogTail.Engine;

/// <summary>Programs that get the same lines, and the sieve before them. Used by the pump alone.</summary>
public sealed class ProgramRoute
{
    // A batch with less to run than this is run by one thread: handing it to others would cost more than it saves.
    private const int LeastLinesToShare = 256;

    private readonly LineSieve _sieve;

    /// <param name="programs">In order of their names.</param>
    public ProgramRoute(ImmutableArray<RunningProgram> programs)
    {
        Programs = programs;
        _sieve = new LineSieve([.. programs.Select(program => program.Program)]);
    }

    /// <summary>In order of their names.</summary>
    public ImmutableArray<RunningProgram> Programs { get; }

    /// <summary>Runs all programs on a batch, in parallel when that pays.</summary>
    /// <param name="clock">Stamps the batch, and tells how long each program takes.</param>
    public void Run(LineBatch batch, TimeProvider clock)
    {
        var now = UnixTime.Nanoseconds(clock.GetUtcNow());

        // What comes along with a line may matter whatever the line says.
        var isSieved = batch.Extras is null && _sieve.Look(batch.Text, batch.Lines);
        if (Programs.Length > 1 && Environment.ProcessorCount > 1 && IsWorthSharing(batch.Lines.Length, isSieved))
        {
            Parallel.For(0, Programs.Length, i => RunOne(i, batch, now, isSieved, clock));
            return;
        }

        for (var i = 0; i < Programs.Length; i++)
        {
            RunOne(i, batch, now, isSieved, clock);
        }
    }

    // Whether two of the programs, at least, have many lines to run.
    private bool IsWorthSharing(int lines, bool isSieved)
    {
        var busy = 0;
        for (var i = 0; i < Programs.Length && busy < 2; i++)
        {
            var toRun = isSieved && _sieve.HitsOf(i) is { } hits ? Programs[i].LinesToRun(lines, hits) : lines;
            busy += toRun >= LeastLinesToShare ? 1 : 0;
        }

        return busy > 1;
    }

    private void RunOne(int program, LineBatch batch, long now, bool isSieved, TimeProvider clock)
    {
        var start = clock.GetTimestamp();
        var running = Programs[program];
        running.Program.Run(batch.Text, batch.Lines, batch.SourceName, now, batch.Extras, isSieved ? _sieve.HitsOf(program) : null);
        running.Count(batch.Lines.Length, clock.GetElapsedTime(start));
    }
}
