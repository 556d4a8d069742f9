using LogTail.Metrics.SelfMetrics;

namespace LogTail.Events;

/// <summary>What the follower counts: names that mtail has no counterpart for (spec/follower.md §3.12).</summary>
internal sealed class TailMetrics(SelfMetricRegistry registry)
{
    public SelfCounter FilesOpened { get; } = registry.Counter("logtail_files_opened_total", "Log files that were opened.");

    public SelfCounter FilesClosed { get; } = registry.Counter("logtail_files_closed_total", "Log files that were closed.");

    public SelfFamily<SelfCounter> Rotations { get; } = registry.Counters("logtail_rotations_total", "Times a path came to mean another file.", ["kind"]);

    public SelfCounter Truncations { get; } = registry.Counter("logtail_truncations_total", "Times a log was truncated.");

    public SelfFamily<SelfCounter> RecoveredLines { get; } =
        registry.Counters("logtail_recovered_lines_total", "Lines that had left their path before they were read, by where they were found.", ["from"]);

    public SelfCounter UnseenGenerations { get; } =
        registry.Counter("logtail_unseen_generations_total", "Whole files of a log that came and went between two looks, or while LogTail was down, and were found.");

    public SelfFamily<SelfCounter> OpenErrors { get; } =
        registry.Counters("logtail_open_errors_total", "Calls of the system that failed on a log, by the name of the error.", ["errno"]);

    public SelfFamily<SelfGauge> Files { get; } = registry.Gauges(
        "logtail_files", "Log files that are followed, closed for want of handles (parked), rotated and kept open for late lines, or not yet told from copies (judged).", ["state"]);

    public SelfGauge PinnedBytes { get; } =
        registry.Gauge("logtail_pinned_bytes", "Room on disks that deleted logs take up because they are still read.");

    public SelfCounter LostBytes { get; } = registry.Counter("logtail_lost_bytes_total", "Bytes of logs that were gone before they could be read.");

    public SelfCounter LostFiles { get; } =
        registry.Counter("logtail_lost_files_total", "Files that were followed before a restart and were not found after it.");

    public SelfCounter LostMessages { get; } =
        registry.Counter("logtail_lost_messages_total", "Messages that Kafka deleted before they could be read.");

    public SelfCounter LinesCut { get; } = registry.Counter("logtail_line_too_long_total", "Lines cut at the longest length allowed.");

    public SelfCounter NulBytes { get; } = registry.Counter("logtail_nul_bytes_total", "NUL bytes left out at the beginning of lines.");

    public SelfCounter EventOverflows { get; } =
        registry.Counter("logtail_inotify_overflows_total", "Times the kernel dropped events, and everything was looked at instead.");

    public SelfFamily<SelfGauge> WakeupMode { get; } =
        registry.Gauges("logtail_wakeup_mode", "1 for what is so: the kernel tells of new data (events), or it is looked for several times a second (polling).", ["mode"]);
}
