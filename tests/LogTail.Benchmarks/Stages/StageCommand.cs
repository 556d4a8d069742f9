using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace LogTail.Benchmarks.Stages;

/// <summary><c>stages [BENCHMARKDOTNET-OPTIONS]</c>: each stage of the line path by itself, with what it allocates.</summary>
internal static class StageCommand
{
    public static int Run(IReadOnlyList<string> arguments)
    {
        // In this process: BenchmarkDotNet would generate a project of its own below our build settings.
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddExporter(MarkdownExporter.GitHub)
            .AddLogger(ConsoleLogger.Default)
            .WithArtifactsPath(Path.Combine("artifacts", "benchmarks"));
        var selected = arguments.Count == 0 ? ["--filter", "*"] : arguments.ToArray();
        BenchmarkSwitcher.FromAssembly(typeof(StageCommand).Assembly).Run(selected, config);
        return 0;
    }
}
