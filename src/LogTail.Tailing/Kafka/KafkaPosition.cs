namespace LogTail.Tailing.Kafka;

/// <summary>Up to where a partition was consumed.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="Partition">Its number, from 0.</param>
/// <param name="Offset">Of the next message to read, as Kafka counts and commits.</param>
public readonly record struct KafkaPosition(string Topic, int Partition, long Offset);
