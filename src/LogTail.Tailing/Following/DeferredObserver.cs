using LogTail.Tailing.Kafka;

namespace LogTail.Tailing.Following;

/// <summary>Keeps what is told as long as it is not clear whether it holds. Then it passes everything on. Owned by the following thread.</summary>
internal sealed class DeferredObserver(ITailObserver observer) : ITailObserver
{
    // Null once it holds.
    private List<Action<ITailObserver>>? _kept = [];

    /// <summary>What was told up to now holds, and so will what comes.</summary>
    public void Release()
    {
        var kept = _kept ?? [];
        _kept = null;
        kept.ForEach(Tell);
    }

    public void Begun() => Tell(told => told.Begun());

    public void Opened(string source, FileIdentity identity, long offset) => Tell(told => told.Opened(source, identity, offset));

    public void Rotated(string source, FileIdentity former, FileIdentity current, Rotation rotation) => Tell(told => told.Rotated(source, former, current, rotation));

    public void Vanished(string source, FileIdentity former) => Tell(told => told.Vanished(source, former));

    public void Truncated(string source, long offset, long newLength) => Tell(told => told.Truncated(source, offset, newLength));

    public void Closed(string source, FileIdentity identity, long offset) => Tell(told => told.Closed(source, identity, offset));

    public void Stands(SourcePosition position, long after) => Tell(told => told.Stands(position, after));

    public void Gone(FileIdentity identity, long after) => Tell(told => told.Gone(identity, after));

    public void SawUntil(long nanos, long after) => Tell(told => told.SawUntil(nanos, after));

    public void CaughtUp(long after) => Tell(told => told.CaughtUp(after));

    public void LostFile(string source, long offset) => Tell(told => told.LostFile(source, offset));

    public void Recovered(string source, string from, long offset) => Tell(told => told.Recovered(source, from, offset));

    public void LinesRecovered(Recovery recovery, int count) => Tell(told => told.LinesRecovered(recovery, count));

    public void FoundUnseen(string source) => Tell(told => told.FoundUnseen(source));

    public bool IsDurable(long batch) => observer.IsDurable(batch);

    public void Surveyed(TailSurvey survey) => Tell(told => told.Surveyed(survey));

    public void CallFailed(string errno) => Tell(told => told.CallFailed(errno));

    public void Lost(string source, long bytes) => Tell(told => told.Lost(source, bytes));

    public void Awaited(string pattern) => Tell(told => told.Awaited(pattern));

    public void Refused(string source, string reason) => Tell(told => told.Refused(source, reason));

    public void Failed(string source, string reason) => Tell(told => told.Failed(source, reason));

    public void LinesCut(string source, long count, long offset) => Tell(told => told.LinesCut(source, count, offset));

    public void NulsSkipped(string source, long count) => Tell(told => told.NulsSkipped(source, count));

    public void WakeModeChanged(WakeMode mode, string reason) => Tell(told => told.WakeModeChanged(mode, reason));

    public void EventsOverflowed() => Tell(told => told.EventsOverflowed());

    public void StandsInKafka(KafkaPosition position) => Tell(told => told.StandsInKafka(position));

    public void CaughtUpWithKafka() => Tell(told => told.CaughtUpWithKafka());

    public void MessagesExpired(string topic, int partition, long count) => Tell(told => told.MessagesExpired(topic, partition, count));

    public void PartitionLost(string topic, int partition, long uncommitted) => Tell(told => told.PartitionLost(topic, partition, uncommitted));

    private void Tell(Action<ITailObserver> what)
    {
        if (_kept is null)
        {
            what(observer);
        }
        else
        {
            _kept.Add(what);
        }
    }
}
