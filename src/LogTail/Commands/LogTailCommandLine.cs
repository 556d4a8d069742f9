using System.CommandLine;
using LogTail.GrokExporter;
using LogTail.Mtail;

namespace LogTail.Commands;

/// <summary>The command line of the process.</summary>
public static class LogTailCommandLine
{
    private const string Description =
        """
        LogTail follows log files and turns their lines into Prometheus metrics.
        It runs mtail programs and grok_exporter configurations unmodified.

        First steps:
          logtail check access.mtail                                   is the program right?
          logtail run --once --programs access.mtail --logs access.log what would it count?
          logtail run --programs /etc/logtail --logs '/var/log/nginx/*.log'
          curl http://localhost:3903/metrics
        """;

    /// <summary>Runs what the arguments ask for.</summary>
    /// <param name="arguments">Without the name of the executable.</param>
    /// <param name="invokedAs">The name under which it was called: a link may stand for a command.</param>
    /// <returns>0 fine, 1 diagnostics, 2 fault.</returns>
    public static async Task<int> RunAsync(string[] arguments, string invokedAs)
    {
        var streams = CommandStreams.OfProcess();
        try
        {
            return await RunAsync(arguments, invokedAs, streams);
        }
        catch (OutputFaultException fault)
        {
            await streams.Errors.WriteLineAsync($"logtail: standard output: {fault.Message}");
        }
        catch (IOException fault)
        {
            await streams.Errors.WriteLineAsync($"logtail: {fault.Message}");
        }
        catch (Exception fault)
        {
            await streams.Errors.WriteLineAsync($"logtail: a fault of LogTail, please report it:\n{fault}");
        }

        return ExitCode.Fault;
    }

    private static Task<int> RunAsync(string[] arguments, string invokedAs, CommandStreams streams) => invokedAs switch
    {
        MtailCommand.LinkName => MtailCommand.RunAsync(arguments, streams, CancellationToken.None),
        GrokExporterCommand.LinkName => GrokExporterCommand.RunAsync(arguments, streams, CancellationToken.None),
        _ => arguments switch
        {
            [MtailCommand.LinkName, .. var rest] => MtailCommand.RunAsync(rest, streams, CancellationToken.None),
            [GrokExporterCommand.Name, .. var rest] => GrokExporterCommand.RunAsync(rest, streams, CancellationToken.None),
            [CompileJobCommand.Name] => Task.FromResult(CompileJobCommand.Run()),
            [RunCommand.Name, .. var rest] when PlainRun.Read(rest) is { } run => run.RunAsync(streams, CancellationToken.None),
            _ => RunOwnAsync(arguments, streams),
        },
    };

    private static async Task<int> RunOwnAsync(string[] arguments, CommandStreams streams)
    {
        var root = new RootCommand(Description);
        foreach (var (_, create) in Called(arguments))
        {
            root.Add(create(streams));
        }

        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var errors = CommandLineErrors.Of(parsed);
        if (!errors.IsEmpty)
        {
            foreach (var error in errors)
            {
                await streams.Errors.WriteLineAsync($"logtail: {error}");
            }

            await streams.Errors.WriteLineAsync($"Try `logtail {CommandLineErrors.PathOf(parsed.CommandResult)}--help`.");
            return ExitCode.Fault;
        }

        // Signals are the engine's own business: it drains before it ends.
        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            ProcessTerminationTimeout = null,
            EnableDefaultExceptionHandler = false,
            Output = streams.Output,
            Error = streams.Errors,
        });
    }

    // The command that the first word names, whose options alone are made then; all of them where it names none, for the help.
    private static (string Name, Func<CommandStreams, Command> Create)[] Called(string[] arguments)
    {
        (string Name, Func<CommandStreams, Command> Create)[] all =
        [
            (RunCommand.Name, RunCommand.Create),
            ("check", _ => CheckCommand.Create()),
            ("compile", CompileCommand.Create),
            ("convert", _ => ConvertCommand.Create()),
            ("grok", GrokCommand.Create),
            ("patterns", PatternsCommand.Create),
            ("health", _ => HealthCommand.Create()),
            ("state", _ => StateCommand.Create()),
            (MtailCommand.LinkName, _ => MtailHelp()),
            (GrokExporterCommand.Name, _ => GrokExporterHelp()),
        ];
        var called = arguments.Length == 0 ? -1 : Array.FindIndex(all, command => command.Name == arguments[0]);
        return called < 0 ? all : [all[called]];
    }

    // Listed for the help; their words are not ours to parse and never get here.
    private static Command MtailHelp() => new(MtailCommand.LinkName, "mtail's command line as it is; `logtail mtail -help` lists its flags.");

    private static Command GrokExporterHelp() =>
        new(GrokExporterCommand.Name, "grok_exporter's command line as it is; `logtail grok-exporter -help` lists its flags.");
}
