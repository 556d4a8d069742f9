using System.Runtime.CompilerServices;
using LogTail.Compiler;
using LogTail.Engine;
using LogTail.Events;
using LogTail.Metrics;
using LogTail.Runtime;
using LogTail.Runtime.Images;
using LogTail.State;
using LogTail.Tailing;
using LogTail.Tailing.Lines;
using Serilog;

namespace LogTail.Tests.Engine;

public sealed class ReloadTests
{
    private readonly SelfMetrics _selfMetrics = new(mtailNames: false, "1.0");
    private readonly BatchPool _pool = new();

    [Fact]
    public async Task Programs_that_were_replaced_leave_memory()
    {
        var image = ProgramCompiler.Compile([Compiler.Emitting.RunningProgram.Check("counter c\n/alpha/ {\n  c++\n}\n")], CancellationToken.None)[0];
        using var pump = new LinePump(_selfMetrics, new SourcePositions(), TimeProvider.System);
        var former = new List<WeakReference>();
        for (var i = 0; i < 20; i++)
        {
            former.Add(await ReplaceAsync(pump, image));
            await RunLineAsync(pump);
        }

        // The present one stays, and the one before it may still be on a stack.
        for (var attempt = 0; attempt < 100 && former.Count(program => program.IsAlive) > 2; attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.InRange(former.Count(program => program.IsAlive), 1, 2);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<WeakReference> ReplaceAsync(LinePump pump, ProgramImage image)
    {
        var loaded = ProgramLoader.Load(image);
        var families = loaded.Metrics.Select(new MetricStore().Add);
        var events = new ProgramEvents(Log.Logger, _selfMetrics, logFaults: false, TimeProvider.System);
        var program = new RunningProgram(
            loaded, new ProgramContext(loaded.Name, [.. families], events, new ProgramOptions(), TimeProvider.System), _selfMetrics);
        await pump.ReplaceProgramsAsync(
            programs =>
            {
                foreach (var old in programs.Programs)
                {
                    old.Unload();
                }

                return new ProgramSet([program]);
            },
            CancellationToken.None);
        return new WeakReference(program.Program.GetType().Assembly);
    }

    private async Task RunLineAsync(LinePump pump)
    {
        Assert.True(_pool.TryRent(out var batch));
        batch.Open("log", default);
        new LineCutter(LineEncoding.Utf8, 1024).Feed("alpha\n"u8, batch);
        var batches = System.Threading.Channels.Channel.CreateUnbounded<LineBatch>();
        batches.Writer.TryWrite(batch);
        batches.Writer.Complete();
        await pump.RunAsync(batches.Reader, CancellationToken.None);
    }
}
