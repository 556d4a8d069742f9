using Confluent.Kafka;

namespace LogTail.Tailing.Kafka;

/// <summary>How a consumer of the group is set up.</summary>
internal static class KafkaConnection
{
    // So that two may be lost on the way.
    private const int HeartbeatsPerSession = 3;

    // Messages that are fetched ahead: what a broker sends in half a second, and not what memory holds.
    private const int MostFetchedAheadKilobytes = 16 * 1024;

    public static ConsumerConfig Configure(KafkaOptions options) => new()
    {
        BootstrapServers = string.Join(',', options.Brokers),
        GroupId = options.Group,
        ClientId = "logtail",
        PartitionAssignmentStrategy = options.Assignor switch
        {
            KafkaAssignor.RoundRobin => PartitionAssignmentStrategy.RoundRobin,
            KafkaAssignor.Sticky => PartitionAssignmentStrategy.CooperativeSticky,
            _ => PartitionAssignmentStrategy.Range,
        },
        AutoOffsetReset = options.FromOldest ? AutoOffsetReset.Earliest : AutoOffsetReset.Latest,
        EnableAutoCommit = false,
        EnableAutoOffsetStore = false,
        EnablePartitionEof = true,
        // What a transaction has written counts when it is there, as in grok_exporter.
        IsolationLevel = IsolationLevel.ReadUncommitted,
        SessionTimeoutMs = (int)options.SessionTimeout.TotalMilliseconds,
        HeartbeatIntervalMs = (int)options.SessionTimeout.TotalMilliseconds / HeartbeatsPerSession,
        QueuedMaxMessagesKbytes = MostFetchedAheadKilobytes,
        SocketKeepaliveEnable = true,
    };
}
