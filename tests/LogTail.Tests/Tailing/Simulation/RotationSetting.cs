namespace LogTail.Tests.Tailing.Simulation;

/// <summary>What is the same in all random runs of a kind.</summary>
/// <param name="Pattern">What is followed.</param>
/// <param name="Paces">How long a change to the disk takes, in nanoseconds; one of them is chosen for each run.</param>
internal sealed record RotationSetting(string Pattern, IReadOnlyList<long> Paces)
{
    /// <summary>Sometimes a longer copy is put in the place of the log.</summary>
    public bool Replaces { get; init; }

    /// <summary>The log's name is a link to a file that gets a new name now and then.</summary>
    public bool IsLinked { get; init; }
}
