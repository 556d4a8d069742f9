using System.Collections.Immutable;
using LogTail.Tailing;

namespace LogTail.Configuration;

/// <summary>How logs are found and read. Immutable.</summary>
public sealed record FollowOptions
{
    /// <summary>Globs of paths that are left out although a pattern finds them.</summary>
    public ImmutableArray<string> Excludes { get; init; } = [];

    /// <summary>As <see cref="TailOptions.RotatedDirectories"/>.</summary>
    public ImmutableArray<string> RotatedDirectories { get; init; } = [];

    /// <summary>How bytes become text in logs without a byte order mark.</summary>
    public LineEncoding Encoding { get; init; } = LineEncoding.Utf8;

    /// <summary>Bytes that a line may have.</summary>
    public int MaxLineBytes { get; init; } = 1024 * 1024;

    /// <summary>What becomes of longer ones.</summary>
    public LongLines LongLines { get; init; } = LongLines.Truncate;

    /// <summary>Look for changes of logs and programs by the clock, and never ask the kernel for events.</summary>
    public bool Polls { get; init; }
}
