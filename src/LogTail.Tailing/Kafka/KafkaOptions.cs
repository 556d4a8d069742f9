using System.Collections.Immutable;

namespace LogTail.Tailing.Kafka;

/// <summary>Topics to read as a member of a consumer group: each message value is one line. Immutable.</summary>
public sealed record KafkaOptions
{
    /// <summary><c>host:port</c> of brokers to ask for all others.</summary>
    public required ImmutableArray<string> Brokers { get; init; }

    /// <summary>Names of topics.</summary>
    public required ImmutableArray<string> Topics { get; init; }

    /// <summary>Instances of the same group share the partitions.</summary>
    public string Group { get; init; } = "grok_exporter";

    /// <summary>How they share them.</summary>
    public KafkaAssignor Assignor { get; init; } = KafkaAssignor.Range;

    /// <summary>Where the group begins in a partition in which it never read: at its oldest message; otherwise with those to come.</summary>
    public bool FromOldest { get; init; }

    /// <summary>
    /// A member that was not heard of for so long is out, and its partitions go to others. The default is that of the client that grok_exporter
    /// uses, so that a lost member is noticed as soon.
    /// </summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a member that is given partitions leaves those that had them to finish and to commit; what they do after that comes twice.</summary>
    public TimeSpan TimeForOthers { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Up to where an earlier run had consumed, whatever it had committed.</summary>
    public ImmutableArray<KafkaPosition> Resume { get; init; } = [];

    /// <summary>
    /// True: positions are committed to the group only when <see cref="LineTailer.Checkpointed"/> says that they are kept. False: once a second,
    /// those that are consumed.
    /// </summary>
    public bool CommitsCheckpointsOnly { get; init; }
}
