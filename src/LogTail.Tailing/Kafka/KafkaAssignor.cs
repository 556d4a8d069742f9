namespace LogTail.Tailing.Kafka;

/// <summary>How partitions are spread over the members of a consumer group. All members must agree.</summary>
public enum KafkaAssignor
{
    /// <summary>Of each topic a row of neighbouring partitions.</summary>
    Range,

    /// <summary>One partition after the other in turn, over all topics.</summary>
    RoundRobin,

    /// <summary>As evenly, but a partition stays where it was where that is possible; Kafka's "cooperative-sticky".</summary>
    Sticky,
}
