using static LogTail.Mtail.GoFlagKind;

namespace LogTail.Mtail;

/// <summary>The flags of mtail, rc50 and HEAD (spec/mtail-language.md §17), with what they do here.</summary>
internal static class MtailFlags
{
    public static readonly GoFlag[] All =
    [
        new("address", Text, "", "Host or IP address of the HTTP listener; empty for every address."),
        new("alsologtostderr", Bool, "", "Log to standard error.", DoesNothing: true),
        new("block_profile_rate", Int, "0", "Profiles the Go runtime.", DoesNothing: true),
        new("collectd_prefix", Text, "", "Prefix of collectd names."),
        new("collectd_socketpath", Text, "", "Unix socket of collectd to push metrics to."),
        new("compile_only", Bool, "", "Check the programs and exit."),
        new("disable_fsnotify", Bool, "true", "No effect in mtail either.", DoesNothing: true),
        new("dump_ast", Bool, "", "Log what each program was read as."),
        new("dump_ast_types", Bool, "", "Log what each program was read as, with types."),
        new("dump_bytecode", Bool, "", "Log what each program becomes (C#)."),
        new("emit_metric_timestamp", Bool, "", "Export the time of each sample."),
        new("emit_prog_label", Bool, "true", "Export the label `prog`."),
        new("experimental_enable_opentelemetry", Bool, "", "Experimental in mtail.", DoesNothing: true),
        new("expired_metrics_gc_interval", Duration, "1h0m0s", "How often expired series are dropped; 0 for never."),
        new("graphite_host_port", Text, "", "host:port of graphite to push metrics to."),
        new("graphite_prefix", Text, "", "Prefix of graphite names."),
        new("http_debugging_endpoint", Bool, "true", "The Go runtime's debugging pages.", DoesNothing: true),
        new("http_info_endpoint", Bool, "true", "Serve /varz, /progz and the tables on /."),
        new("ignore_filename_regex_pattern", Text, "", "Base names that match it are not read."),
        new("jaeger_endpoint", Text, "", "Traces the Go runtime.", DoesNothing: true),
        new("log_backtrace_at", Text, "", "Debugs the Go runtime.", DoesNothing: true),
        new("log_dir", Text, "", "Write log files into this folder; here the log goes to standard error.", DoesNothing: true),
        new("logs", List, "", "Logs to read: paths, globs, `-`, unix://, unixgram://, tcp:// and udp:// addresses; repeatable, comma-separated."),
        new("logtostderr", Bool, "", "Log to standard error, not only errors."),
        new("max_recursion_depth", Int, "100", "How deep a program may nest."),
        new("max_regexp_length", Int, "1024", "Bytes that a pattern may have."),
        new("metric_push_interval", Duration, "1m0s", "How often metrics are pushed."),
        new("metric_push_interval_seconds", Int, "0", "No effect in mtail either.", DoesNothing: true),
        new("metric_push_write_deadline", Duration, "10s", "How long one push may take."),
        new("mtailDebug", Int, "0", "Debugs mtail's parser.", DoesNothing: true),
        new("mutex_profile_fraction", Int, "0", "Profiles the Go runtime.", DoesNothing: true),
        new("one_shot", Bool, "", "Read the logs from start to end, print the metrics and exit."),
        new("one_shot_format", Text, "json", "What -one_shot prints: json or prometheus."),
        new("override_timezone", Text, "", "Zone of timestamps that name none (IANA name or Local); empty for UTC."),
        new("poll_interval", Duration, "250ms", "Data is noticed when it is written.", DoesNothing: true),
        new("poll_log_interval", Duration, "250ms", "New files are noticed when they appear.", DoesNothing: true),
        new("port", Text, "3903", "Port of the HTTP listener; 0 takes a free one."),
        new("progs", Text, "", "Folder of programs, or one program file."),
        new("stale_log_gc_interval", Duration, "1h0m0s", "Idle files cost nothing here.", DoesNothing: true),
        new("statsd_hostport", Text, "", "host:port of statsd (UDP) to push metrics to."),
        new("statsd_prefix", Text, "", "Prefix of statsd names."),
        new("stderrthreshold", Text, "", "Logs at or above it go to standard error.", DoesNothing: true),
        new("syslog_use_current_year", Bool, "true", "A timestamp without a year is of the current year."),
        new("trace_sample_period", Int, "0", "Traces the Go runtime.", DoesNothing: true),
        new("unix_socket", Text, "", "Serve HTTP on this unix socket instead of a port."),
        new("v", Int, "0", "Above 0: log more."),
        new("version", Bool, "", "Print the version and exit."),
        new("vm_logs_runtime_errors", Bool, "true", "Log faults of programs."),
        new("vmodule", Text, "", "Debugs mtail's sources.", DoesNothing: true),
    ];

    /// <summary>The help, a flag and a sentence in turn.</summary>
    public static void WriteUsage(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("Usage:");
        foreach (var flag in All)
        {
            var type = flag.Kind switch
            {
                Bool => "",
                Int => " int",
                Duration => " duration",
                List => " value",
                _ => " string",
            };
            var initial = flag.Default.Length == 0 || flag is { Kind: Int, Default: "0" } ? "" : $" (default {(flag.Kind == Text ? $"\"{flag.Default}\"" : flag.Default)})";
            output.WriteLine($"  -{flag.Name}{type}");
            output.WriteLine($"    \t{flag.Help}{initial}{(flag.DoesNothing ? " (accepted, does nothing)" : "")}");
        }
    }
}
