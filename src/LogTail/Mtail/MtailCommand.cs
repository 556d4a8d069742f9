using System.Collections.Immutable;
using System.Runtime.InteropServices;
using LogTail.Commands;
using LogTail.Configuration;
using LogTail.Engine;
using LogTail.Language.Patterns;
using LogTail.Runtime.Time;
using LogTail.Tailing;
using Serilog.Events;

namespace LogTail.Mtail;

/// <summary>
/// <c>logtail mtail …</c>, also reached through a link named <c>mtail</c>: mtail's own command line, exit codes and streams
/// (spec/mtail-language.md §17).
/// </summary>
internal static class MtailCommand
{
    /// <summary>The name under which a link to the executable behaves as this command.</summary>
    public const string LinkName = "mtail";

    // mtail's exit codes: 1 for whatever it understood and refuses, 2 for a command line it does not understand.
    private const int Refused = 1;
    private const int NotUnderstood = 2;

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandStreams streams, CancellationToken cancellationToken)
    {
        var errors = streams.Errors;
        var flags = new GoFlagParser(MtailFlags.All);
        if (!flags.TryParse(arguments, out var error) || flags.WantsHelp)
        {
            if (!flags.WantsHelp)
            {
                await errors.WriteLineAsync(error);
            }

            MtailFlags.WriteUsage(errors);
            return flags.WantsHelp ? ExitCode.Fine : NotUnderstood;
        }

        if (flags.Bool("version"))
        {
            await streams.Output.WriteLineAsync(VersionLine);
            return ExitCode.Fine;
        }

        if (Refusal(flags) is { } refusal)
        {
            await errors.WriteLineAsync($"logtail: {refusal}");
            return Refused;
        }

        foreach (var idle in flags.Given.Where(flag => flag.DoesNothing))
        {
            await errors.WriteLineAsync($"logtail: -{idle.Name} is accepted and does nothing. {idle.Help}");
        }

        if (!TryOptions(flags, out var options, out error))
        {
            await errors.WriteLineAsync($"logtail: {error}");
            return Refused;
        }

        await MtailDumps.WriteAsync(flags, options!, errors);
        if (flags.Bool("compile_only"))
        {
            return await OncePass.CompileOnlyAsync(options!, flags.Bool("one_shot") ? streams.Bytes : Stream.Null, errors, cancellationToken);
        }

        var code = flags.Bool("one_shot")
            ? await OncePass.RunAsync(options!, streams.Bytes, errors, cancellationToken)
            : await Daemon.RunAsync(options!, cancellationToken);
        return code == ExitCode.Fine ? ExitCode.Fine : Refused;
    }

    // The words are mtail's, for whoever takes them apart; what they say of Go is said of .NET.
    private static string VersionLine =>
        $"mtail version {ProductVersion.Text} git revision logtail go version dotnet{Environment.Version} "
        + $"go arch {RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()} go os {(OperatingSystem.IsLinux() ? "linux" : "other")}";

    // In mtail's order, so that the same mistake is named first.
    private static string? Refusal(GoFlagParser flags)
    {
        if (flags.Rest.Count > 0)
        {
            return $"too many arguments: {string.Join(' ', flags.Rest)} (-logs may be repeated, or take several values separated by commas; booleans are -flag or -flag=false)";
        }

        if (flags.Text("progs").Length == 0)
        {
            return "no programs: name their folder, or one program, with -progs";
        }

        var needsLogs = !(flags.Bool("compile_only") || flags.Bool("dump_ast") || flags.Bool("dump_ast_types") || flags.Bool("dump_bytecode"));
        if (needsLogs && !flags.List("logs").Any(log => log.Length > 0))
        {
            return "no logs: name them with -logs, once or more";
        }

        if (flags.List("logs").Select(TailOptions.RefusalOf).FirstOrDefault(refusal => refusal is not null) is { } unusable)
        {
            return unusable;
        }

        return flags.Bool("one_shot") && !flags.Bool("compile_only") && flags.Text("one_shot_format") is not ("json" or "prometheus")
            ? $"-one_shot_format {flags.Text("one_shot_format")}: the formats are json and prometheus"
            : null;
    }

    private static bool TryOptions(GoFlagParser flags, out EngineOptions? options, out string error)
    {
        options = null;
        if (!TryListen(flags, out var listen, out error)
            || !TryZone(flags.Text("override_timezone"), out var zone, out error)
            || !TryFileNamePattern(flags.Text("ignore_filename_regex_pattern"), out var ignored, out error)
            || !TryLogs(flags, out var logs, out error))
        {
            return false;
        }

        options = new EngineOptions
        {
            Programs = [flags.Text("progs")],
            Logs = logs,
            MtailCompatible = true,
            Format = flags.Text("one_shot_format") == "prometheus" ? PrintFormat.Prometheus : PrintFormat.Json,
            Listen = listen,
            LogLevel = LogLevelOf(flags),
            LogProgramFaults = flags.Bool("vm_logs_runtime_errors"),
            IgnoredFileNames = ignored,
            Zone = zone,
            YearlessIsCurrentYear = flags.Bool("syslog_use_current_year"),
            MaxPatternBytes = flags.Int("max_regexp_length") is > 0 and var bytes ? bytes : 1024,
            MaxDepth = flags.Int("max_recursion_depth") is > 0 and var depth ? depth : 100,
            ProgLabel = flags.Bool("emit_prog_label"),
            SampleTimestamps = flags.Bool("emit_metric_timestamp"),
            InfoPages = flags.Bool("http_info_endpoint"),
            ExpiryInterval = flags.Duration("expired_metrics_gc_interval"),
            Push = new PushOptions
            {
                CollectdSocket = flags.Text("collectd_socketpath"),
                CollectdPrefix = flags.Text("collectd_prefix"),
                GraphiteAddress = flags.Text("graphite_host_port"),
                GraphitePrefix = flags.Text("graphite_prefix"),
                StatsdAddress = flags.Text("statsd_hostport"),
                StatsdPrefix = flags.Text("statsd_prefix"),
                Interval = flags.Duration("metric_push_interval") is { Ticks: > 0 } interval ? interval : TimeSpan.FromMinutes(1),
                Deadline = flags.Duration("metric_push_write_deadline") is { Ticks: > 0 } deadline ? deadline : TimeSpan.FromSeconds(10),
            },
        };
        return true;
    }

    private static bool TryLogs(GoFlagParser flags, out ImmutableArray<string> logs, out string error)
    {
        var translated = ImmutableArray.CreateBuilder<string>();
        logs = [];
        error = "";
        foreach (var log in flags.List("logs").Where(log => log.Length > 0))
        {
            var glob = log;
            if (log != "-" && !log.Contains("://", StringComparison.Ordinal) && !GoGlob.TryTranslate(log, out glob, out var mistake))
            {
                error = $"-logs {log}: {mistake}";
                return false;
            }

            translated.Add(glob);
        }

        logs = translated.ToImmutable();
        return true;
    }

    // mtail logs to files unless told otherwise, and only errors reach standard error.
    private static LogEventLevel LogLevelOf(GoFlagParser flags) =>
        flags.Int("v") > 0 ? LogEventLevel.Debug
        : flags.Bool("logtostderr") || flags.Bool("alsologtostderr") ? LogEventLevel.Information
        : LogEventLevel.Error;

    private static bool TryListen(GoFlagParser flags, out ListenAddress listen, out string error)
    {
        if (flags.Text("unix_socket") is { Length: > 0 } socket)
        {
            return ListenAddress.TryParse("unix:" + socket, out listen, out error);
        }

        var address = flags.Text("address");
        var host = address.Contains(':', StringComparison.Ordinal) ? $"[{address.Trim('[', ']')}]" : address;
        return ListenAddress.TryParse($"{host}:{flags.Text("port")}", out listen, out error);
    }

    private static bool TryZone(string name, out ZoneRules? zone, out string error)
    {
        zone = name.Length == 0 ? null : ZoneRules.Find(name);
        error = name.Length > 0 && zone is null ? $"-override_timezone {name}: no such zone; use a name such as Europe/Berlin, or Local" : "";
        return error.Length == 0;
    }

    private static bool TryFileNamePattern(string pattern, out string? printed, out string error)
    {
        error = "";
        printed = null;
        if (pattern.Length == 0)
        {
            return true;
        }

        var parsed = Re2Parser.Parse(pattern);
        if (parsed.Tree is null)
        {
            error = $"-ignore_filename_regex_pattern {pattern}: {parsed.Error!.Message}";
            return false;
        }

        printed = DotNetPrinter.Print(parsed.Tree, []);
        return true;
    }
}
