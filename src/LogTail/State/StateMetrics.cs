using LogTail.Metrics.SelfMetrics;

namespace LogTail.State;

/// <summary>What is counted about checkpoints and restarts (spec/follower.md §3.12).</summary>
internal sealed class StateMetrics
{
    private readonly TimeProvider _clock;

    // Stamp of the clock: since then the disk has been behind, if it is. The start counts as a checkpoint until there is one.
    private long _lastAt;

    public StateMetrics(SelfMetricRegistry registry, TimeProvider clock)
    {
        _clock = clock;
        _lastAt = clock.GetTimestamp();
        Checkpoints = registry.Counter("logtail_checkpoints_total", "Times metrics and offsets were written to disk together.");
        Failures = registry.Counter("logtail_checkpoint_failures_total", "Times they could not be written.");
        Bytes = registry.Gauge("logtail_checkpoint_bytes", "Size of the last checkpoint.");
        Pause = registry.Gauge("logtail_checkpoint_pause_seconds", "How long lines waited while the last checkpoint was cut.");
        Resets = registry.Counter("logtail_state_resets_total", "Times a state could not be read at the start, and everything began anew.");
        ReplaySeconds = registry.Gauge("logtail_replay_seconds", "How long it took at the start to read what was written meanwhile.");
        ReplayIncomplete = registry.Gauge("logtail_replay_incomplete", "1 when metrics are served although not all of that is read yet.");
        registry.Read(SelfMetricKind.Gauge, "logtail_checkpoint_age_seconds", "Time since metrics and offsets on disk were those in memory.", Age);
    }

    public SelfCounter Checkpoints { get; }

    public SelfCounter Failures { get; }

    public SelfGauge Bytes { get; }

    public SelfGauge Pause { get; }

    public SelfCounter Resets { get; }

    public SelfGauge ReplaySeconds { get; }

    public SelfGauge ReplayIncomplete { get; }

    /// <summary>Whether what is on disk is what is in memory. Asked by scrapes.</summary>
    public Func<bool> IsCurrent { get; set; } = () => false;

    /// <summary>Until this moment what is on disk was what is in memory.</summary>
    public void WasCurrent() => Volatile.Write(ref _lastAt, _clock.GetTimestamp());

    private double Age() => IsCurrent() ? 0 : _clock.GetElapsedTime(Volatile.Read(ref _lastAt)).TotalSeconds;
}
