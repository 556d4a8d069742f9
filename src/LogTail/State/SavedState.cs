using System.Collections.Immutable;
using LogTail.Tailing;
using LogTail.Tailing.Kafka;

namespace LogTail.State;

/// <summary>All that a state file holds: one moment between two batches.</summary>
/// <param name="Sequence">Rises with each checkpoint of a folder.</param>
/// <param name="BootId">Which run of the machine it was; empty where that cannot be told.</param>
/// <param name="TakenAtNanos">When it was, nanoseconds since 1970.</param>
/// <param name="Programs">Those that ran.</param>
/// <param name="Families">All metrics, hidden ones too.</param>
/// <param name="Positions">Every file that is followed, and the last ones that were closed.</param>
internal sealed record SavedState(
    long Sequence,
    string BootId,
    long TakenAtNanos,
    ImmutableArray<SavedProgram> Programs,
    ImmutableArray<SavedFamily> Families,
    ImmutableArray<SourcePosition> Positions)
{
    /// <summary>As <see cref="ResumeOptions.SeenAtNanos"/>.</summary>
    public long SeenAtNanos { get; init; } = TakenAtNanos;

    /// <summary>Every partition of Kafka that was ever ours.</summary>
    public ImmutableArray<KafkaPosition> KafkaPositions { get; init; } = [];

    /// <summary>What the follower goes on from.</summary>
    public ResumeOptions ToResume(string currentBootId) => new(Positions, SeenAtNanos, BootId == currentBootId);
}
