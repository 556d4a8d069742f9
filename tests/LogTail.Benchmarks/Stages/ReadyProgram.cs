using System.Collections.Immutable;
using LogTail.Compiler;
using LogTail.Language;
using LogTail.Language.Text;
using LogTail.Metrics;
using LogTail.Runtime;
using LogTail.Runtime.Images;
using LogTail.Runtime.Matching;
using LogTail.Runtime.Sieving;

namespace LogTail.Benchmarks.Stages;

/// <summary>A program from its text to something that runs, in this process and without the engine around it.</summary>
internal sealed class ReadyProgram : IProgramObserver
{
    private const long Now = 1_770_000_000_000_000_000;

    private readonly LogProgram _program;

    private ReadyProgram(LoadedProgram loaded)
    {
        var store = new MetricStore();
        ImmutableArray<MetricFamily> families = [.. loaded.Metrics.Select(store.Add)];
        _program = loaded.Create(new ProgramContext(loaded.Name, families, this, new ProgramOptions(), TimeProvider.System));
        _program.Begin(Now);
    }

    /// <summary>Compiles programs; throws when one has an error.</summary>
    /// <param name="usesEcs">Whether the shipped grok patterns have the field names of the Elastic Common Schema.</param>
    public static ImmutableArray<ReadyProgram> Compile(IEnumerable<string> paths, bool usesEcs = false)
    {
        var options = new FrontEndOptions { Grok = new GrokSource(usesEcs, []) };
        var programs = paths.Select(path => ProgramFrontEnd.Check(new ProgramText(Path.GetFileName(path), path, File.ReadAllText(path)), options).Program
            ?? throw new InvalidOperationException($"{path} has errors."));
        return [.. ProgramCompiler.Compile([.. programs], CancellationToken.None).Select(image => new ReadyProgram(ProgramLoader.Load(image)))];
    }

    /// <summary>Runs programs as the process does: behind a sieve that is made for them.</summary>
    public static Action<CorpusBatch> Together(IReadOnlyList<ReadyProgram> programs)
    {
        var sieve = new LineSieve([.. programs.Select(program => program._program)]);
        return batch =>
        {
            var isSieved = sieve.Look(batch.Text, batch.Lines);
            for (var i = 0; i < programs.Count; i++)
            {
                programs[i]._program.Run(batch.Text, batch.Lines, "/var/log/benchmark.log", Now, hits: isSieved ? sieve.HitsOf(i) : null);
            }
        };
    }

    /// <summary>Its first pattern, alone.</summary>
    public Matcher FirstPattern => Matcher.OwnedBy(_program)[0];

    public void Run(CorpusBatch batch) => _program.Run(batch.Text, batch.Lines, "/var/log/benchmark.log", Now);

    public void LineFaulted(string program, int programLine, string message, string source, ReadOnlySpan<char> logLine)
    {
        // Counted by the program; a log line at most per second in the process.
    }

    public void LineFailed(string program, Exception exception, string source, ReadOnlySpan<char> logLine) =>
        throw new InvalidOperationException($"{program}: {logLine}", exception);
}
