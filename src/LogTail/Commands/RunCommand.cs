using System.CommandLine;
using LogTail.Configuration;
using LogTail.Engine;
using LogTail.Tailing;
using Serilog.Events;

namespace LogTail.Commands;

/// <summary><c>logtail run</c>: the daemon, or with <c>--once</c> one pass over the logs.</summary>
internal static class RunCommand
{
    private const string Description =
        """
        Follow logs and serve metrics.

        Files that exist at the start are followed from their end (or read whole with --from start);
        files that appear later are read from their first byte. Programs are reloaded when they change.
        Metrics and offsets are kept on disk together: a restart, or kill -9, neither loses nor doubles a line.

          logtail run --programs programs --logs 'examples/logs/*.log' --from start
          logtail run --programs /etc/logtail --logs '/var/log/nginx/*.log' /var/log/auth.log --listen 127.0.0.1:3903
          logtail run --once --format json --programs access.mtail --logs access.log
        """;

    private static readonly Option<string[]> Programs = new("--programs", "-p")
    {
        Description = "Program files, or folders whose *.mtail files are programs.",
        HelpName = "DIR|FILE…",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string[]> Logs = new("--logs", "-l")
    {
        Description = "Logs to read: paths and globs (* ? [..]); quote them, so that the shell leaves them alone.",
        HelpName = "GLOB…",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
        Validators =
        {
            result =>
            {
                foreach (var refusal in result.Tokens.Select(token => TailOptions.RefusalOf(token.Value)).Where(refusal => refusal is not null))
                {
                    result.AddError($"--logs {refusal}");
                }
            },
        },
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
        var command = new Command("run", Description) { Programs, Logs, PatternOptions.Files, PatternOptions.Ecs, From, Once, Format, Listen, Cache, State, NoState, Expose, LogLevel };
        command.Validators.Add(result =>
        {
            if (result.GetValue(NoState) && (result.GetValue(State) is not null || result.GetValue(Expose) == "durable"))
            {
                result.AddError("--no-state goes neither with --state nor with --expose durable.");
            }
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            var options = OptionsOf(parsed);
            return parsed.GetValue(Once)
                ? OncePass.RunAsync(options, streams.Bytes, streams.Errors, cancellationToken)
                : Daemon.RunAsync(options, cancellationToken);
        });
        return command;
    }

    private static EngineOptions OptionsOf(ParseResult parsed)
    {
        var cache = parsed.GetValue(Cache);
        return new EngineOptions
        {
            Programs = [.. parsed.GetRequiredValue(Programs)],
            Logs = [.. parsed.GetRequiredValue(Logs)],
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
        };
    }
}
