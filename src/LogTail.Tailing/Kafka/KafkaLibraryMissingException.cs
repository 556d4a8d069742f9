namespace LogTail.Tailing.Kafka;

/// <summary>Kafka is to be read, and the system has no librdkafka. The message says what to install.</summary>
public sealed class KafkaLibraryMissingException(string message, Exception? inner) : IOException(message, inner);
