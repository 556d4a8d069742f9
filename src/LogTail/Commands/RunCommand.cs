using System.CommandLine;
using System.CommandLine.Parsing;
using LogTail.Configuration;
using LogTail.GrokExporter;
using Serilog.Events;

namespace LogTail.Commands;

/// <summary><c>logtail run</c>: the daemon, or with <c>--once</c> one pass over the logs.</summary>
internal static class RunCommand
{
    public const string Name = "run";

    private const string Description =
        """
        Follow logs and serve metrics.

        Files that exist at the start are followed from their end (or read whole with --from start);
        files that appear later are read from their first byte. Programs are reloaded when they change.
        Metrics and offsets are kept on disk together: a restart, or kill -9, neither loses nor doubles a line.

          logtail run --programs programs --logs 'examples/logs/*.log' --from start
          logtail run --programs /etc/logtail --logs '/var/log/nginx/*.log' /var/log/auth.log --listen 127.0.0.1:3903
          logtail run --once --format json --programs access.mtail --logs access.log
          logtail run --config grok_exporter.yml
        """;

    private static readonly Option<string[]> Programs = new("--programs", "-p")
    {
        Description = "Program files, or folders whose *.mtail files are programs.",
        HelpName = "DIR|FILE…",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string?> Config = new("--config")
    {
        Description = "A grok_exporter configuration, version 2 or 3, instead of programs. What it says about input and server holds unless --logs, --from and --listen say otherwise.",
        HelpName = "FILE",
    };

    private static readonly Option<string[]> Logs = new("--logs", "-l")
    {
        Description = "Logs to read: paths and globs (* ? [..]); quote them, so that the shell leaves them alone.",
        HelpName = "GLOB…",
        AllowMultipleArgumentsPerToken = true,
        Validators = { FollowArguments.RefuseMistakes },
    };

    private static readonly Option<string> From = new Option<string>("--from")
    {
        Description = "Where to begin in files that exist at the start.",
        DefaultValueFactory = _ => "end",
    }.AcceptOnlyFromAmong("start", "end");

    private static readonly Option<bool> Once = new("--once") { Description = "Read to the end, print the metrics, exit." };

    private static readonly Option<string> Format = new Option<string>("--format")
    {
        Description = "What --once prints.",
        DefaultValueFactory = _ => "prometheus",
    }.AcceptOnlyFromAmong("prometheus", "json");

    private static readonly Option<ListenAddress> Listen = new("--listen")
    {
        Description = "Where to serve HTTP: :port, address:port or unix:/path; port 0 takes a free one.",
        HelpName = "ADDRESS",
        DefaultValueFactory = _ => ListenAddress.Default,
        CustomParser = result =>
        {
            if (!ListenAddress.TryParse(result.Tokens[0].Value, out var address, out var error))
            {
                result.AddError($"--listen {result.Tokens[0].Value}: {error}");
            }

            return address;
        },
    };

    private static readonly Option<string?> Cache = new("--cache")
    {
        Description = "Folder for compiled programs, owned by you and closed to others; `none` for no folder. "
            + "Default: $CACHE_DIRECTORY, else $XDG_CACHE_HOME/logtail, else ~/.cache/logtail.",
        HelpName = "DIR",
    };

    private static readonly Option<string?> State = new("--state")
    {
        Description = "Folder for metrics and offsets, from which a restart goes on. "
            + "Default: $STATE_DIRECTORY, else a folder for this set of programs and logs under $XDG_STATE_HOME/logtail or ~/.local/state/logtail.",
        HelpName = "DIR",
    };

    private static readonly Option<bool> NoState = new("--no-state") { Description = "Keep nothing: a restart begins anew, as mtail does." };

    private static readonly Option<string> Expose = new Option<string>("--expose")
    {
        Description = "What is served: the metrics of now, or those that are on disk (up to a second older, and never going back).",
        DefaultValueFactory = _ => "live",
    }.AcceptOnlyFromAmong("live", "durable");

    private static readonly Option<LogEventLevel> LogLevel = new("--log-level")
    {
        Description = "The least severe event that is written to standard error.",
        DefaultValueFactory = _ => LogEventLevel.Information,
    };

    public static Command Create(CommandStreams streams)
    {
        var command = new Command(Name, Description)
        {
            Programs, Config, Logs, PatternOptions.Files, PatternOptions.Ecs, From, Once, Format, Listen, Cache, State, NoState, Expose, LogLevel,
        };
        FollowArguments.AddTo(command);
        command.Validators.Add(result =>
        {
            RequireSomethingToRun(result);
            if (result.GetValue(NoState) && (IsGiven(result, State) || result.GetResult(Expose)?.Tokens is [{ Value: "durable" }]))
            {
                result.AddError("--no-state goes neither with --state nor with --expose durable.");
            }
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            return TryConfigure(parsed, OptionsOf(parsed), streams.Errors, out var options)
                ? new RunRequest(options, parsed.GetValue(Once)).RunAsync(streams, cancellationToken)
                : Task.FromResult(ExitCode.Diagnostics);
        });
        return command;
    }

    private static void RequireSomethingToRun(CommandResult result)
    {
        var hasPrograms = result.GetResult(Programs) is { Tokens.Count: > 0 };
        if (IsGiven(result, Config))
        {
            if (hasPrograms)
            {
                result.AddError("--config goes not with --programs: a process runs either.");
            }

            return;
        }

        if (!hasPrograms)
        {
            result.AddError("Option '--programs' is required, or --config with a grok_exporter configuration.");
        }

        if (result.GetResult(Logs) is not { Tokens.Count: > 0 })
        {
            result.AddError("Option '--logs' is required.");
        }
    }

    // Its value cannot be asked for yet: it may be missing, or be given twice.
    private static bool IsGiven(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };

    // What the command line says wins over the configuration.
    private static bool TryConfigure(ParseResult parsed, EngineOptions said, TextWriter errors, out EngineOptions options)
    {
        options = said;
        if (parsed.GetValue(Config) is not { } path)
        {
            return true;
        }

        if (!ExporterSetup.TryLoad(path, said, out var setup, out var diagnostics))
        {
            errors.WriteLine(diagnostics);
            return false;
        }

        if (setup.Warnings.Length > 0)
        {
            errors.WriteLine(setup.Warnings);
        }

        options = setup.Options with
        {
            Listen = parsed.GetResult(Listen) is { Implicit: false } ? said.Listen : setup.Options.Listen,
            FromStart = parsed.GetResult(From) is { Implicit: false } ? said.FromStart : setup.Options.FromStart,
        };
        if (!said.Logs.IsEmpty)
        {
            options = options with { Logs = said.Logs, RequireLogs = false, EndsWithInput = false, Webhook = null, Kafka = null };
        }

        return true;
    }

    /// <summary>What the user asked for, without what <c>--config</c> adds.</summary>
    public static EngineOptions OptionsOf(ParseResult parsed)
    {
        var cache = parsed.GetValue(Cache);
        return new EngineOptions
        {
            Programs = [.. parsed.GetValue(Programs) ?? []],
            Logs = [.. parsed.GetValue(Logs) ?? []],
            Patterns = [.. parsed.GetValue(PatternOptions.Files) ?? []],
            UsesEcs = parsed.GetValue(PatternOptions.Ecs),
            FromStart = parsed.GetRequiredValue(From) == "start",
            Format = parsed.GetRequiredValue(Format) == "json" ? PrintFormat.Json : PrintFormat.Prometheus,
            Listen = parsed.GetRequiredValue(Listen),
            CacheFolder = cache == "none" ? null : cache,
            UseCache = cache != "none",
            KeepState = !parsed.GetValue(NoState),
            StateFolder = parsed.GetValue(State),
            ExposeDurable = parsed.GetRequiredValue(Expose) == "durable",
            LogLevel = parsed.GetValue(LogLevel),
            Follow = FollowArguments.Of(parsed),
        };
    }
}
