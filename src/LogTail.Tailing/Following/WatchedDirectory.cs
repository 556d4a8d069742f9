using LogTail.Tailing.Files;
using LogTail.Tailing.Globbing;
using LogTail.Tailing.Waking;

namespace LogTail.Tailing.Following;

/// <summary>A directory in which patterns look for names. Owned by the following thread.</summary>
internal sealed class WatchedDirectory(string path, bool isRoot)
{
    public string Path { get; } = path;

    /// <summary>A pattern names it without wildcards: it is looked for even while it is missing.</summary>
    public bool IsRoot { get; set; } = isRoot;

    /// <summary>Which directory it is; <see langword="null"/> while there is none.</summary>
    public FileIdentity? Identity { get; set; }

    /// <summary>When its names last changed, by the file system's clock; 0 when not known.</summary>
    public long Stamp { get; set; }

    /// <summary>Our clock when that stamp was first seen.</summary>
    public long StampSeenAt { get; set; }

    /// <summary>Its names were listed so long after the stamp that a later change must have left another one.</summary>
    public bool IsSettled { get; set; }

    /// <summary>Why the last listing failed; told when it changes.</summary>
    public FileFault LastFault { get; set; }

    public int Watch { get; set; } = IWaker.NoWatch;

    /// <summary>It lies on a network file system: events would tell only half, so that it and its files are polled.</summary>
    public bool IsRemote { get; set; }

    /// <summary>Its names were listed at least once since it is this directory: a name that comes now is new.</summary>
    public bool IsKnown { get; set; }

    /// <summary>Its <see cref="Stamp"/> then: what was last changed before that was there already.</summary>
    public long KnownSince { get; set; }

    /// <summary>Directories whose rotated files are moved to this one.</summary>
    public List<WatchedDirectory> Owners { get; } = [];

    /// <summary>Patterns may find files in it.</summary>
    public bool FindsFiles => Interests.Exists(interest => interest.IsLast);

    /// <summary>What to do with its names.</summary>
    public List<Interest> Interests { get; } = [];

    /// <summary>Names of it that are followed or waited for.</summary>
    public Dictionary<string, FollowedPath> Paths { get; } = new(StringComparer.Ordinal);

    /// <summary>Files that by their names may be generations of followed ones, but hold nothing for us: they were there before, or are read.</summary>
    public HashSet<FileIdentity> Bystanders { get; } = [];

    /// <summary>Those of them that the present listing has met; <see langword="null"/> outside of a listing.</summary>
    public HashSet<FileIdentity>? Met { get; set; }

    /// <summary>Whether a file of this name may be a generation of one that a pattern would find, if it were there.</summary>
    public bool MayFindOriginalOf(string name) => Owners.Exists(owner => owner.MayFindOriginalOf(name)) || RotationNames.PossibleOriginals(name)
        .Any(original => Interests.Exists(interest => interest.IsLast && interest.Segment.IsMatch(original)));

    public string PathOf(string name) => System.IO.Path.Join(Path, name);
}

/// <summary>Names of the directory are tried against one segment of a pattern.</summary>
internal readonly record struct Interest(GlobPattern Pattern, int Index)
{
    public GlobSegment Segment => Pattern.Segments[Index];

    public bool IsLast => Index == Pattern.Segments.Length - 1;

    public Interest Next => new(Pattern, Index + 1);
}
