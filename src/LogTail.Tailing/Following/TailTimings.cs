namespace LogTail.Tailing.Following;

/// <summary>How long things take. Apart from the sweep none decides what is counted, only when.</summary>
internal sealed record TailTimings
{
    /// <summary>Writes that follow each other faster than this make a file hot: it is polled, which is cheaper than an event each.</summary>
    public TimeSpan HotGap { get; init; } = TimeSpan.FromMilliseconds(20);

    public TimeSpan HotInterval { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>A hot file without a write for this long cools down.</summary>
    public TimeSpan HotQuiet { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a link is looked at often after its target was renamed, and how often.</summary>
    public TimeSpan Restless { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan RestlessInterval { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How often rotated files are considered for closing.</summary>
    public TimeSpan RetireInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// A rotated file whose successor is being written is closed after so long without a late line: workers of a server that is told to open its
    /// log anew may finish their requests in the old one.
    /// </summary>
    public TimeSpan RotatedQuiet { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>One whose successor is not written yet.</summary>
    public TimeSpan RotatedAloneQuiet { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>One that was deleted: its bytes take up room on the disk until then.</summary>
    public TimeSpan DeletedQuiet { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How much longer a file is kept open whose last lines cannot be written to a checkpoint.</summary>
    public TimeSpan KeptPatience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often files are judged that may be copies.</summary>
    public TimeSpan JudgeInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>What looks like a copy, does not grow for so long, and whose original was not truncated, is a file of its own.</summary>
    public TimeSpan CopyQuiet { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Siblings that appear within this time of a rotation are part of it.</summary>
    public TimeSpan Episode { get; init; } = TimeSpan.FromSeconds(60);
}
