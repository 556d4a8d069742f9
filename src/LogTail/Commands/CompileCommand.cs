using System.CommandLine;
using LogTail.Configuration;
using LogTail.Engine;
using LogTail.Logging;
using Serilog.Events;

namespace LogTail.Commands;

/// <summary><c>logtail compile</c>: fills an image cache ahead of time, for hosts that may not write or had better not compile.</summary>
internal static class CompileCommand
{
    private const string Description =
        """
        Compile programs ahead of time into a folder that `logtail run --cache` then uses.
        The images fit this very build of LogTail; another one compiles the programs anew.

          logtail compile /etc/logtail --out /var/cache/logtail/images
          logtail run --cache /var/cache/logtail/images --programs /etc/logtail --logs '/var/log/*.log'
        """;

    private static readonly Argument<string[]> Programs = new("program")
    {
        Description = "Program files, or folders whose *.mtail files are programs.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string> Out = new("--out")
    {
        Description = "The folder; made if need be, closed to other users.",
        HelpName = "DIR",
        Required = true,
    };

    public static Command Create(CommandStreams streams)
    {
        var command = new Command("compile", Description) { Programs, PatternOptions.Files, PatternOptions.Ecs, Out };
        command.SetAction((parsed, cancellationToken) => CompileAsync(
            new EngineOptions
            {
                Programs = [.. parsed.GetRequiredValue(Programs)],
                Patterns = [.. parsed.GetValue(PatternOptions.Files) ?? []],
                UsesEcs = parsed.GetValue(PatternOptions.Ecs),
                Logs = [],
                CacheFolder = parsed.GetRequiredValue(Out),
            },
            streams,
            cancellationToken));
        return command;
    }

    private static async Task<int> CompileAsync(EngineOptions options, CommandStreams streams, CancellationToken cancellationToken)
    {
        await using var log = ProcessLog.Create(LogEventLevel.Warning);
        var builds = new CachedBuilds(options, log);
        if (!builds.Keeps)
        {
            return ExitCode.Fault;
        }

        var files = ProgramFiles.Find(options.Programs);
        var (sources, faults) = files.Read();
        var patterns = PatternFiles.Read(options.Patterns, options.UsesEcs);
        faults = faults.AddRange(patterns.Faults);
        foreach (var fault in faults)
        {
            await streams.Errors.WriteLineAsync($"logtail: {fault}");
        }

        var built = await builds.BuildAsync(sources, patterns.Source, cancellationToken);
        foreach (var program in built)
        {
            await streams.Errors.WriteLineAsync(program.Loaded is null ? program.Diagnostics : $"{program.Source.Path}: compiled");
        }

        return faults.IsEmpty && built.All(program => program.Loaded is not null) ? ExitCode.Fine : ExitCode.Diagnostics;
    }
}
