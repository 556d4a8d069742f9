using LogTail.Tailing.Files;
using LogTail.Tailing.Lines;
using LogTail.Tailing.Waking;

namespace LogTail.Tailing.Following;

/// <summary>One file that is read: the open handle is what it is, whatever paths mean it now. Owned by the following thread.</summary>
internal sealed class FileTail
{
    public FileTail(FollowedPath origin, FileIdentity identity, ParkableFile file, LineCutter lines)
    {
        Origin = origin;
        Identity = identity;
        File = file;
        Lines = lines;
        origin.Generations.Add(this);
    }

    /// <summary>The path by which it was first found, and under which its lines are delivered. Settled before its first line.</summary>
    public FollowedPath Origin { get; private set; }

    public string Source => Origin.Path;

    public FileIdentity Identity { get; }

    public ParkableFile File { get; }

    public LineCutter Lines { get; private set; }

    /// <summary>A fifo: what was read is gone, so that there is no place to come back to.</summary>
    public bool IsStream { get; init; }

    /// <summary>It lies on a network file system, where others write without an event here.</summary>
    public bool IsRemote { get; init; }

    public Head Head { get; private set; } = new();

    /// <summary>Followed paths that mean this file. None: it was rotated away or deleted.</summary>
    public List<FollowedPath> Paths { get; } = new(1);

    public bool IsRotated => Paths.Count == 0;

    /// <summary>The path that meant it last, once it was rotated away.</summary>
    public FollowedPath? FormerPath { get; set; }

    /// <summary>Not read before it is clear whether its lines were counted already; <see langword="null"/> for most files.</summary>
    public Suspicion? Suspicion { get; set; }

    /// <summary>Files whose lines come before those of this one, not yet read to their ends. It is not read until there are none.</summary>
    public int Predecessors { get; set; }

    /// <summary>Files that wait for this one.</summary>
    public List<FileTail> Successors { get; } = [];

    /// <summary>The watch for its writes: set while they come slowly.</summary>
    public int Watch { get; set; } = IWaker.NoWatch;

    /// <summary>There is no watch to be had for it: it is looked at by the clock.</summary>
    public bool IsPolled { get; set; }

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

    /// <summary>
    /// When the file had last been changed, by the file system's clock: when it was opened or seen to be truncated, and when the first byte that it has
    /// had since was read (0 until then).
    /// </summary>
    public long ModifiedAtOpening { get; set; }

    public long ModifiedAtFirstByte { get; set; }

    /// <summary>Number of the last batch of it.</summary>
    public long LastBatch { get; set; }

    /// <summary>How its lines were found after they had left the path; <see langword="null"/> for those that were read in time.</summary>
    public Recovery? Recovery { get; set; }

    /// <summary>It was told as closed because it is deleted or compressed and read to its end, though it is kept open for a while.</summary>
    public bool IsToldClosed { get; set; }

    public bool IsClosed { get; private set; }

    /// <summary>The longer copy that was put into its place, and goes on where it ended.</summary>
    public FileTail? ReplacedBy { get; set; }

    /// <summary>It is ours: a pattern found it, or it is a generation of what a pattern found. Its place in the order is settled.</summary>
    public bool WasFound { get; set; }

    /// <summary>Whether it may be read now.</summary>
    public bool IsReadable => !IsClosed && Predecessors == 0 && Suspicion is null;

    /// <summary>Its lines are those of another path.</summary>
    public void BelongTo(FollowedPath origin)
    {
        Origin.Generations.Remove(this);
        Origin = origin;
        origin.Generations.Add(this);
    }

    public void Close()
    {
        IsClosed = true;
        Origin.Generations.Remove(this);
        File.Dispose();
    }

    /// <summary>Its bytes are new ones: everything known of the former ones stays with whoever holds it.</summary>
    /// <param name="lines">Where nothing is read yet.</param>
    /// <param name="modifiedNanos">When the file was last changed, by the file system's clock.</param>
    public void Restart(LineCutter lines, long modifiedNanos)
    {
        ModifiedAtOpening = modifiedNanos;
        ModifiedAtFirstByte = 0;
        Lines = lines;
        Head = new Head();
        KnownLength = 0;
        Recovery = null;
    }

    /// <summary>Goes on where the reading of another file ended, of which this one is a copy.</summary>
    public void Continue(Generation former)
    {
        Lines.TakeOver(former.Lines);
        Head = former.Head.Copy();
    }
}
