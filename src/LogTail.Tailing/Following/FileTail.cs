using LogTail.Tailing.Files;
using LogTail.Tailing.Lines;
using LogTail.Tailing.Waking;

namespace LogTail.Tailing.Following;

/// <summary>One file that is read: the open handle is what it is, whatever paths mean it now. Owned by the following thread.</summary>
internal sealed class FileTail(string source, FileIdentity identity, IOpenFile file, LineCutter lines)
{
    /// <summary>The path under which its lines are delivered, for good: the one by which it was first found.</summary>
    public string Source { get; } = source;

    public FileIdentity Identity { get; } = identity;

    public IOpenFile File { get; } = file;

    public LineCutter Lines { get; } = lines;

    public Head Head { get; } = new();

    /// <summary>Followed paths that mean this file. None: it was rotated away or deleted.</summary>
    public List<FollowedPath> Paths { get; } = new(1);

    public bool IsRotated => Paths.Count == 0;

    /// <summary>The file whose lines come before those of this one. Not read until that one was read to its end.</summary>
    public FileTail? Predecessor { get; set; }

    /// <summary>Files that wait for this one.</summary>
    public List<FileTail> Successors { get; } = [];

    /// <summary>Where the one-shot watch for its next write is set.</summary>
    public int Watch { get; set; } = IWaker.NoWatch;

    /// <summary>It stands in the queue of files to read.</summary>
    public bool IsQueued { get; set; }

    /// <summary>It is looked at every few milliseconds, because it was written a moment ago.</summary>
    public bool IsHot { get; set; }

    /// <summary>The last read came to the end of the file.</summary>
    public bool IsAtEnd { get; set; }

    /// <summary>Our clock at the last read that brought something; at the opening before that.</summary>
    public long LastGrowth { get; set; }

    /// <summary>The greatest length that the file is known to have had since it was last truncated.</summary>
    public long KnownLength { get; set; }

    /// <summary>While draining for a stop: where reading ends; otherwise no limit.</summary>
    public long StopAt { get; set; } = long.MaxValue;

    public FileFault LastFault { get; set; }

    public bool IsClosed { get; set; }
}
