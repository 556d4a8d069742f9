using LogTail.Metrics.SelfMetrics;

namespace LogTail.Events;

/// <summary>What the follower counts: names that mtail has no counterpart for (spec/follower.md §3.12).</summary>
internal sealed class TailMetrics(SelfMetricRegistry registry)
{
    public SelfCounter FilesOpened { get; } = registry.Counter("logtail_files_opened_total", "Log files that were opened.");

    public SelfCounter FilesClosed { get; } = registry.Counter("logtail_files_closed_total", "Log files that were closed.");

    public SelfCounter Rotations { get; } = registry.Counter("logtail_rotations_total", "Times a path came to mean another file.");

    public SelfCounter Truncations { get; } = registry.Counter("logtail_truncations_total", "Times a log was truncated.");

    public SelfCounter LostBytes { get; } = registry.Counter("logtail_lost_bytes_total", "Bytes of logs that were gone before they could be read.");

    public SelfCounter LostFiles { get; } =
        registry.Counter("logtail_lost_files_total", "Files that were followed before a restart and were not found after it.");

    public SelfCounter LostMessages { get; } =
        registry.Counter("logtail_lost_messages_total", "Messages that Kafka deleted before they could be read.");

    public SelfCounter LinesCut { get; } = registry.Counter("logtail_line_too_long_total", "Lines cut at the longest length allowed.");

    public SelfCounter NulBytes { get; } = registry.Counter("logtail_nul_bytes_total", "NUL bytes left out at the beginning of lines.");

    public SelfCounter EventOverflows { get; } =
        registry.Counter("logtail_inotify_overflows_total", "Times the kernel dropped events, and everything was looked at instead.");

    public SelfGauge Polling { get; } = registry.Gauge("logtail_polling", "1 when new data is looked for, 0 when the kernel tells of it.");
}
