using System.Collections.Immutable;
using LogTail.Language.GrokExporter.Configuration;
using LogTail.Runtime.Time;
using LogTail.Tailing.Kafka;
using Serilog.Events;

namespace LogTail.Configuration;

/// <summary>In what form a pass over the logs prints its metrics.</summary>
public enum PrintFormat
{
    /// <summary>Prometheus text 0.0.4.</summary>
    Prometheus,

    /// <summary>mtail's JSON (spec/mtail-language.md §16.2).</summary>
    Json,
}

/// <summary>What the user asked for, whichever command line said it. Defaults are those of <c>logtail run</c>.</summary>
public sealed record EngineOptions
{
    /// <summary>Program files, or folders of <c>*.mtail</c> files.</summary>
    public required ImmutableArray<string> Programs { get; init; }

    /// <summary>Files and folders that programs depend on beside themselves: a change of one is a reason to look again.</summary>
    public ImmutableArray<string> WatchedPaths { get; init; } = [];

    /// <summary>Warnings about the programs that the user was shown before the start, which does not repeat them.</summary>
    public string ShownWarnings { get; init; } = "";

    /// <summary>Asked after each reload: a sentence when something has changed that only a restart takes.</summary>
    public Func<string?>? RestartNotice { get; init; }

    /// <summary>Globs, and the other sources of spec/mtail-language.md §20.1.</summary>
    public required ImmutableArray<string> Logs { get; init; }

    /// <summary>How logs are found and read.</summary>
    public FollowOptions Follow { get; init; } = new();

    /// <summary>Grok pattern files, and folders of them, for references in programs.</summary>
    public ImmutableArray<string> Patterns { get; init; } = [];

    /// <summary>True: the shipped grok patterns capture under the names of the Elastic Common Schema.</summary>
    public bool UsesEcs { get; init; }

    /// <summary>Names of self-metrics and what is fatal at the start: ours, or mtail's.</summary>
    public bool MtailCompatible { get; init; }

    /// <summary>True: files that exist at the start are read from byte 0, not from their end.</summary>
    public bool FromStart { get; init; }

    /// <summary>What one pass over the logs prints.</summary>
    public PrintFormat Format { get; init; }

    /// <summary>Where the HTTP server listens.</summary>
    public ListenAddress Listen { get; init; } = ListenAddress.Default;

    /// <summary>Folder of compiled programs; null for the default one.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>False: every program is compiled at each start.</summary>
    public bool UseCache { get; init; } = true;

    /// <summary>True: metrics and offsets are kept on disk, and a restart goes on from there.</summary>
    public bool KeepState { get; init; }

    /// <summary>Folder of the state; null for the default one.</summary>
    public string? StateFolder { get; init; }

    /// <summary>True: only metrics that are on disk are shown, so that none ever goes back.</summary>
    public bool ExposeDurable { get; init; }

    /// <summary>The least severe log event that is written.</summary>
    public LogEventLevel LogLevel { get; init; } = LogEventLevel.Information;

    /// <summary>False: faults of programs are counted, not logged.</summary>
    public bool LogProgramFaults { get; init; } = true;

    /// <summary>Base names that match it (a .NET regular expression) are not read; null for none.</summary>
    public string? IgnoredFileNames { get; init; }

    /// <summary>Zone of timestamps that name none; null for UTC.</summary>
    public ZoneRules? Zone { get; init; }

    /// <summary>True: a timestamp without a year is of the current year.</summary>
    public bool YearlessIsCurrentYear { get; init; } = true;

    /// <summary>UTF-8 bytes that a pattern may have.</summary>
    public int MaxPatternBytes { get; init; } = 1024;

    /// <summary>How deep a program may nest.</summary>
    public int MaxDepth { get; init; } = 100;

    /// <summary>False: samples carry no <c>prog</c> label.</summary>
    public bool ProgLabel { get; init; } = true;

    /// <summary>True: samples carry the time of their last change.</summary>
    public bool SampleTimestamps { get; init; }

    /// <summary>False: no /varz, /progz, and a bare /.</summary>
    public bool InfoPages { get; init; } = true;

    /// <summary>How often series past their expiry or limit are dropped; zero for never.</summary>
    public TimeSpan ExpiryInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Where metrics are sent to, beside being served.</summary>
    public PushOptions Push { get; init; } = new();

    /// <summary>What the HTTP server serves, and how.</summary>
    public HttpOptions Http { get; init; } = new();

    /// <summary>True: what runs is a configuration of grok_exporter, with its paths and built-in metrics.</summary>
    public bool IsExporter { get; init; }

    /// <summary>What a scrape shows of what LogTail counts about itself.</summary>
    public SelfMetricChoice SelfMetrics { get; init; }

    /// <summary>Lines that come by HTTP; null for none.</summary>
    public WebhookInput? Webhook { get; init; }

    /// <summary>Lines that come from Kafka; null for none. Where to resume, and what is committed when, is the engine's to say.</summary>
    public KafkaOptions? Kafka { get; init; }

    /// <summary>How often files are looked at, instead of being told by the kernel; null to be told.</summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>True: each of <see cref="Logs"/> must match a file at the start, else it fails.</summary>
    public bool RequireLogs { get; init; }

    /// <summary>True: the process ends when standard input does.</summary>
    public bool EndsWithInput { get; init; }
}

/// <summary>Which self-metrics a scrape shows.</summary>
public enum SelfMetricChoice
{
    /// <summary>All there are.</summary>
    All,

    /// <summary>Those that grok_exporter has too (spec/grok.md §8.3).</summary>
    GrokExporter,

    /// <summary>Of these the ones about lines: nothing about the process and the scrapes.</summary>
    GrokExporterLines,
}

/// <summary>Monitoring systems that want metrics sent to them (spec/mtail-language.md §16.3–16.5).</summary>
public sealed record PushOptions
{
    /// <summary>Unix stream socket of collectd; empty for none.</summary>
    public string CollectdSocket { get; init; } = "";

    /// <summary>Put before each collectd name.</summary>
    public string CollectdPrefix { get; init; } = "";

    /// <summary><c>host:port</c> of graphite's plaintext protocol; empty for none.</summary>
    public string GraphiteAddress { get; init; } = "";

    /// <summary>Put before each graphite name.</summary>
    public string GraphitePrefix { get; init; } = "";

    /// <summary><c>host:port</c> of statsd (UDP); empty for none.</summary>
    public string StatsdAddress { get; init; } = "";

    /// <summary>Put before each statsd name.</summary>
    public string StatsdPrefix { get; init; } = "";

    /// <summary>How often.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long one push may take.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether there is anybody to push to.</summary>
    public bool Any => (CollectdSocket + GraphiteAddress + StatsdAddress).Length > 0;
}
