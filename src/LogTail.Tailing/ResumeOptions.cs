using System.Collections.Immutable;

namespace LogTail.Tailing;

/// <summary>Where an earlier run stood. Immutable.</summary>
/// <param name="Positions">Every file that it followed, and the last ones that it closed; each identity once.</param>
/// <param name="SeenAtNanos">Up to when it had seen what happened to its files and beside them, nanoseconds since 1970: files that were changed later may hold
/// lines that nobody read.</param>
/// <param name="IsSameBoot">False: the machine was started anew since, so that device numbers may differ and the unsynced ends of logs may be gone.</param>
public sealed record ResumeOptions(ImmutableArray<SourcePosition> Positions, long SeenAtNanos, bool IsSameBoot)
{
    /// <summary>There was none.</summary>
    public static readonly ResumeOptions None = new([], 0, IsSameBoot: true);
}
