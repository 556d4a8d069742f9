using System.Buffers;
using LogTail.Commands;
using LogTail.Configuration;
using LogTail.Exposition;
using LogTail.Logging;
using LogTail.Metrics;
using Serilog;

namespace LogTail.Engine;

/// <summary>One pass over the logs, from their start to their present end; then the metrics are printed.</summary>
internal static class OncePass
{
    // So long all processors are busy compiling what lines need.
    private static readonly TimeSpan WarmingUp = TimeSpan.FromMilliseconds(100);

    /// <summary>Reads and prints.</summary>
    /// <param name="output">Gets the metrics, and nothing else.</param>
    /// <param name="errors">Gets what is wrong with programs.</param>
    /// <returns>The exit code: 1, and nothing printed, when a program does not run or a value cannot be printed.</returns>
    public static async Task<int> RunAsync(EngineOptions options, Stream output, TextWriter errors, CancellationToken cancellationToken)
    {
        await using var log = ProcessLog.Create(options.LogLevel);
        await using var engine = new LogTailEngine(options, oneShot: true, state: null, log, TimeProvider.System);
        engine.ReadAhead();
        if (!await LoadAsync(engine, errors, cancellationToken))
        {
            return ExitCode.Diagnostics;
        }

        try
        {
            await engine.StartReadingAsync(cancellationToken);
        }
        catch (IOException fault)
        {
            await errors.WriteLineAsync($"logtail: {fault.Message}");
            return ExitCode.Fault;
        }

        var reading = engine.ReadToEndAsync(cancellationToken);
        if (Environment.ProcessorCount > 1 && await Task.WhenAny(reading, Task.Delay(WarmingUp, cancellationToken)) != reading)
        {
            await RehearsePrintingAsync(engine, options, cancellationToken);
        }

        await reading;
        using var snapshot = await TakeSnapshotAsync(engine, options, cancellationToken);
        return await PrintAsync(snapshot, options, output, errors, log, cancellationToken);
    }

    /// <summary>Builds and loads the programs as a pass would, and reads nothing.</summary>
    /// <param name="output">Gets the metrics as they are before any line.</param>
    public static async Task<int> CompileOnlyAsync(EngineOptions options, Stream output, TextWriter errors, CancellationToken cancellationToken)
    {
        await using var log = ProcessLog.Create(options.LogLevel);
        await using var engine = new LogTailEngine(options, oneShot: true, state: null, log, TimeProvider.System);
        if (!await LoadAsync(engine, errors, cancellationToken))
        {
            return ExitCode.Diagnostics;
        }

        using var snapshot = await TakeSnapshotAsync(engine, options, cancellationToken);
        return await PrintAsync(snapshot, options, output, errors, log, cancellationToken);
    }

    // In one pass a program that does not run makes the whole result worthless, so nothing is read.
    private static async Task<bool> LoadAsync(LogTailEngine engine, TextWriter errors, CancellationToken cancellationToken)
    {
        var report = await engine.LoadProgramsAsync(cancellationToken);
        foreach (var fault in report.Faults)
        {
            await errors.WriteLineAsync($"logtail: {fault}");
        }

        foreach (var outcome in report.Outcomes.Where(outcome => outcome.Fault.Length > 0))
        {
            await errors.WriteLineAsync($"compile failed for {outcome.Name}:\n{outcome.Fault.TrimEnd()}");
        }

        return report.IsClean;
    }

    private static async Task<int> PrintAsync(
        MetricSnapshot snapshot, EngineOptions options, Stream output, TextWriter errors, ILogger log, CancellationToken cancellationToken)
    {
        var page = new ArrayBufferWriter<byte>();
        try
        {
            foreach (var warning in Format(snapshot, options, page))
            {
                log.Warning("{Warning:l}", warning);
            }
        }
        catch (Exception fault) when (fault is SampleCollisionException or NonFiniteValueException)
        {
            await errors.WriteLineAsync($"logtail: {fault.Message}");
            return ExitCode.Diagnostics;
        }

        await output.WriteAsync(page.WrittenMemory, cancellationToken);
        await output.FlushAsync(cancellationToken);
        return ExitCode.Fine;
    }

    // Printing takes longer to be compiled than to be done, and another processor has time for that while many lines are run.
    private static async Task RehearsePrintingAsync(LogTailEngine engine, EngineOptions options, CancellationToken cancellationToken)
    {
        try
        {
            using var early = await TakeSnapshotAsync(engine, options, cancellationToken);
            Format(early, options, new ArrayBufferWriter<byte>());
        }
        catch (Exception fault) when (fault is SampleCollisionException or NonFiniteValueException)
        {
            // Said when it is printed, if it is still so then.
        }
    }

    private static Task<MetricSnapshot> TakeSnapshotAsync(LogTailEngine engine, EngineOptions options, CancellationToken cancellationToken) =>
        engine.TakeSnapshotAsync(includeHidden: options.Format == PrintFormat.Json, cancellationToken);

    // Returns warnings.
    private static IReadOnlyList<string> Format(MetricSnapshot snapshot, EngineOptions options, IBufferWriter<byte> page)
    {
        if (options.Format == PrintFormat.Json)
        {
            MtailJson.WriteObject(snapshot, page);
            return [];
        }

        var form = new PrometheusTextOptions { EmitProgLabel = options.ProgLabel, EmitTimestamps = options.SampleTimestamps };
        PrometheusText.Write(snapshot, page, form, out var warnings);
        return warnings;
    }
}
