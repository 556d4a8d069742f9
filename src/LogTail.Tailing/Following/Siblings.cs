using LogTail.Tailing.Files;

namespace LogTail.Tailing.Following;

/// <summary>A file beside a followed one.</summary>
internal sealed record Sibling(string Name, string Path, FileStatus Status);

/// <summary>The files of one directory at the start. Indexed, because there may be as many as are followed.</summary>
internal sealed class Siblings
{
    // A file system's clock ticks a little behind ours.
    private const long StampDoubtNanos = 1_000_000_000;

    private readonly SavedPositions _saved;
    private readonly Dictionary<FileIdentity, Sibling> _byIdentity = [];

    private Siblings(SavedPositions saved, bool areUnknown)
    {
        _saved = saved;
        AreUnknown = areUnknown;
    }

    /// <summary>The directory could not be listed, though it may well be there.</summary>
    public bool AreUnknown { get; }

    /// <summary>All of them, in order of their names.</summary>
    public List<Sibling> All { get; } = [];

    /// <summary>Those that were written since the earlier run ended and that it did not know.</summary>
    public List<Sibling> Recent { get; } = [];

    public static Siblings Of(string directory, IFileSystem files, SavedPositions saved)
    {
        var entries = new List<DirectoryEntry>();
        var siblings = new Siblings(saved, files.List(directory, entries) is not (FileFault.None or FileFault.Missing));
        foreach (var entry in entries.OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            var path = Path.Join(directory, entry.Name);
            if (!entry.IsDirectory && files.Stat(path, out var status) == FileFault.None && status.Kind == FileKind.Regular)
            {
                siblings.Add(new Sibling(entry.Name, path, status));
            }
        }

        return siblings;
    }

    /// <summary>The file of an identity that the earlier run knew.</summary>
    public Sibling? Find(FileIdentity identity) => _byIdentity.GetValueOrDefault(_saved.KeyOf(identity));

    private void Add(Sibling sibling)
    {
        All.Add(sibling);
        _byIdentity[_saved.KeyOf(sibling.Status.Identity)] = sibling;
        if (IsRecent(sibling.Status.ModifiedNanos, _saved) && !_saved.Knows(sibling.Status.Identity))
        {
            Recent.Add(sibling);
        }
    }

    /// <summary>Whether something happened after the earlier run ended, or may have.</summary>
    public static bool IsRecent(long nanos, SavedPositions saved) => nanos >= saved.TakenAtNanos - StampDoubtNanos;
}
