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

    /// <summary>Now and then there are few free batches, or none, for a while.</summary>
    public bool IsStarved { get; init; }

    /// <summary>Files that may be open at the same time; 0 for many.</summary>
    public int MostOpen { get; init; }

    /// <summary>Now and then the directory cannot be listed.</summary>
    public bool IsListedBadly { get; init; }

    /// <summary>Rotated files are called by a date, and keep that name.</summary>
    public bool IsDated { get; init; }

    /// <summary>Now and then the oldest generation is deleted, once all that it holds is in a checkpoint.</summary>
    public bool Deletes { get; init; }

    /// <summary>Chars of a line.</summary>
    public int LongestLine { get; init; } = 60;
}
