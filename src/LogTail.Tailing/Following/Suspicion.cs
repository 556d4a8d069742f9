namespace LogTail.Tailing.Following;

/// <summary>
/// Why a file that appeared is not read yet: by its name it may be a copy of a followed file, being made right now. What it is shows when it
/// grows, or when the original is truncated; judging by its first moment would be wrong, as every copy begins empty.
/// </summary>
/// <param name="Path">The path by which it was found.</param>
/// <param name="Originals">Followed paths that it may be a copy or a generation of; at least one.</param>
/// <param name="IsGeneration">It had the name of an original before it was renamed, so that it is no backup and nothing foreign.</param>
/// <param name="NoticedAt">Our clock then.</param>
internal sealed record Suspicion(string Path, IReadOnlyList<FollowedPath> Originals, bool IsGeneration, long NoticedAt)
{
    /// <summary>Our clock when it was last seen to have grown.</summary>
    public long LastGrowth { get; set; } = NoticedAt;

    public long Length { get; set; }

    /// <summary>Of a compressed file, whose length as it will be read nobody knows: when it was last seen to be changed, by the file system's clock.</summary>
    public long ModifiedNanos { get; set; }
}
