using LogTail.State;
using LogTail.Tailing;
using LogTail.Tailing.Kafka;
using Serilog;

namespace LogTail.Events;

/// <summary>Turns what the follower meets into one line of our log and one self-metric each.</summary>
internal sealed class TailEvents : ITailObserver
{
    private const int LinesPerMinute = 10;

    private readonly ILogger _log;
    private readonly SelfMetrics _selfMetrics;
    private readonly TailMetrics _metrics;
    private readonly SourcePositions _positions;
    private readonly RateLimit _limit;
    private readonly List<string> _awaited = [];

    public TailEvents(ILogger log, SelfMetrics metrics, SourcePositions positions, TimeProvider clock)
    {
        _positions = positions;
        _log = log;
        _selfMetrics = metrics;
        _metrics = new TailMetrics(metrics.Registry);
        Surveyed(default);
        SetWakeupMode(WakeMode.Events);
        foreach (var rotation in Enum.GetValues<Rotation>())
        {
            _metrics.Rotations.For(NameOf(rotation));
        }

        foreach (var recovery in Enum.GetValues<Recovery>())
        {
            _metrics.RecoveredLines.For(NameOf(recovery));
        }

        _limit = new RateLimit(LinesPerMinute, clock);
    }

    /// <summary>Patterns that matched nothing when they were first looked at. Complete once the positions have begun.</summary>
    public IReadOnlyList<string> AwaitedPatterns => _awaited;

    public void Begun() => _positions.Begin();

    public void StandsInKafka(KafkaPosition position) => _positions.SetKafka(position);

    public void CaughtUpWithKafka() => _positions.CatchUpWithKafka();

    public void MessagesExpired(string topic, int partition, long count)
    {
        _metrics.LostMessages.Add(count);
        Warn(topic, "{Topic}[{Partition}]: {Count} messages were deleted by Kafka before they were read", topic, partition, count);
    }

    public void PartitionLost(string topic, int partition, long uncommitted) =>
        Warn(topic, "{Topic}[{Partition}]: the group gave it to another member without asking; up to {Count} lines may be counted there again", topic, partition, uncommitted);

    public void Stands(SourcePosition position, long after) => _positions.Announce(position, after);

    public void Gone(FileIdentity identity, long after) => _positions.Forget(identity, after);

    public void SawUntil(long nanos, long after) => _positions.SawUntil(nanos, after);

    public void CaughtUp(long after) => _positions.CatchUp(after);

    public void LostFile(string source, long offset)
    {
        _metrics.LostFiles.Increment();
        Warn(source, "{Source}: the file that was read to byte {Offset} before the restart is not to be found; what it held after that is lost", source, offset);
    }

    public void Opened(string source, FileIdentity identity, long offset)
    {
        _metrics.FilesOpened.Increment();
        _log.Debug("Following {Source} from byte {Offset}", source, offset);
    }

    public void Rotated(string source, FileIdentity former, FileIdentity current, Rotation rotation)
    {
        _metrics.Rotations.For(NameOf(rotation)).Increment();
        _log.Debug("{Source} was rotated; the former file is read to its end first", source);
    }

    public void Vanished(string source, FileIdentity former) =>
        _log.Debug("{Source} is gone from its path; what is left of it is still read", source);

    public void Truncated(string source, long offset, long newLength)
    {
        _metrics.Truncations.Increment();
        _log.Debug("{Source} was truncated to {Length} bytes after {Offset} were read; it is read from its start", source, newLength, offset);
    }

    public void Closed(string source, FileIdentity identity, long offset)
    {
        _metrics.FilesClosed.Increment();
        _log.Debug("Closed {Source} after byte {Offset}", source, offset);
    }

    public void Recovered(string source, string from, long offset) =>
        _log.Information("Lines of {Source} that are no longer in it are read from {From}, byte {Offset} on", source, from, offset);

    public void LinesRecovered(Recovery recovery, int count) => _metrics.RecoveredLines.For(NameOf(recovery)).Add(count);

    public void FoundUnseen(string source) => _metrics.UnseenGenerations.Increment();

    public bool IsDurable(long batch) => _positions.IsDurable(batch);

    public void CallFailed(string errno) => _metrics.OpenErrors.For(errno).Increment();

    public void Surveyed(TailSurvey survey)
    {
        _metrics.Files.For("followed").Set(survey.Followed);
        _metrics.Files.For("parked").Set(survey.Parked);
        _metrics.Files.For("rotated").Set(survey.Rotated);
        _metrics.Files.For("judged").Set(survey.Judged);
        _metrics.PinnedBytes.Set(survey.PinnedBytes);
    }

    public void Lost(string source, long bytes)
    {
        _metrics.LostBytes.Add(bytes);
        Warn(source, "{Source}: {Bytes} bytes were gone before they could be read, and no copy of them was found", source, bytes);
    }

    public void Awaited(string pattern)
    {
        _awaited.Add(pattern);
        _log.Information("Nothing matches {Pattern} yet; it is waited for", pattern);
    }

    public void Refused(string source, string reason)
    {
        _selfMetrics.LogErrors.For(source).Increment();
        _log.Warning("{Source} cannot be followed: {Reason}", source, reason);
    }

    public void Failed(string source, string reason)
    {
        _selfMetrics.LogErrors.For(source).Increment();
        Warn(source, "{Source}: {Reason}; it will be tried again", source, reason);
    }

    public void LinesCut(string source, long count, long offset)
    {
        _metrics.LinesCut.Add(count);
        Warn(source, "{Source}: the line at byte {Offset} is too long and was cut", source, offset);
    }

    public void NulsSkipped(string source, long count) => _metrics.NulBytes.Add(count);

    public void WakeModeChanged(WakeMode mode, string reason)
    {
        SetWakeupMode(mode);
        if (mode == WakeMode.Polling)
        {
            _log.Warning("New data is looked for several times a second instead of being told by the kernel: {Reason}", reason);
        }
    }

    public void EventsOverflowed() => _metrics.EventOverflows.Increment();

    private void SetWakeupMode(WakeMode mode)
    {
        _metrics.WakeupMode.For("events").Set(mode == WakeMode.Events ? 1 : 0);
        _metrics.WakeupMode.For("polling").Set(mode == WakeMode.Polling ? 1 : 0);
    }

    private static string NameOf(Rotation rotation) => rotation switch
    {
        Rotation.Renamed => "renamed",
        Rotation.Deleted => "deleted",
        Rotation.Replaced => "replaced",
        _ => "link",
    };

    private static string NameOf(Recovery recovery) => recovery switch
    {
        Recovery.Copy => "copy",
        Recovery.Renamed => "renamed",
        Recovery.Compressed => "gzip",
        _ => "unseen",
    };

    private void Warn(string source, string template, params object[] values)
    {
        if (_limit.TryPass(source, out var suppressed))
        {
            _log.Warning(template, values);
            if (suppressed > 0)
            {
                _log.Warning("{Source}: {Count} more such events were not logged", source, suppressed);
            }
        }
    }
}
