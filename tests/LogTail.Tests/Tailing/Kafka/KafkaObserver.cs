using System.Collections.Concurrent;
using LogTail.Tailing;
using LogTail.Tailing.Kafka;

namespace LogTail.Tests.Tailing.Kafka;

/// <summary>Remembers what a Kafka source tells.</summary>
internal sealed class KafkaObserver : ITailObserver
{
    private volatile bool _hasCaughtUp;

    public bool HasCaughtUp => _hasCaughtUp;

    public ConcurrentQueue<string> Told { get; } = new();

    public void CaughtUpWithKafka() => _hasCaughtUp = true;

    public void StandsInKafka(KafkaPosition position) => Told.Enqueue($"stands {position.Topic}[{position.Partition}] {position.Offset}");

    public void Failed(string source, string reason) => Told.Enqueue($"failed {source}: {reason}");

    public void LinesCut(string source, long count, long offset) => Told.Enqueue($"cut {source} {count}");

    public void MessagesExpired(string topic, int partition, long count) => Told.Enqueue($"expired {topic}[{partition}] {count}");

    public void PartitionLost(string topic, int partition, long uncommitted) => Told.Enqueue($"lost {topic}[{partition}] {uncommitted}");
}
