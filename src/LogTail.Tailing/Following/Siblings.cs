using LogTail.Tailing.Files;

namespace LogTail.Tailing.Following;

/// <summary>A file beside a followed one.</summary>
internal sealed record Sibling(string Name, string Path, FileStatus Status);

/// <summary>
/// The files of the directories in which generations of a source may lie, at the start. Indexed, because there may be as many as are followed.
/// </summary>
internal sealed class Siblings
{
    // A file system's clock ticks a little behind ours.
    private const long StampDoubtNanos = 1_000_000_000;

    private readonly SavedPositions _saved;
    private readonly Dictionary<FileIdentity, Sibling> _byIdentity = [];

    private Siblings(SavedPositions saved) => _saved = saved;

    /// <summary>A directory could not be listed, though it may well be there.</summary>
    public bool AreUnknown { get; private set; }

    /// <summary>All of them, in order of their names.</summary>
    public List<Sibling> All { get; } = [];

    /// <summary>Those that were written since the earlier run last looked, or that it had not judged, and that it did not know.</summary>
    public List<Sibling> Recent { get; } = [];

    public static Siblings Of(IEnumerable<string> directories, IFileSystem files, SavedPositions saved)
    {
        var siblings = new Siblings(saved);
        foreach (var directory in directories)
        {
            siblings.List(directory, files);
        }

        return siblings;
    }

    /// <summary>The file of an identity that the earlier run knew.</summary>
    public Sibling? Find(FileIdentity identity) => _byIdentity.GetValueOrDefault(_saved.KeyOf(identity));

    private void List(string directory, IFileSystem files)
    {
        var entries = new List<DirectoryEntry>();
        AreUnknown |= files.List(directory, entries) is not (FileFault.None or FileFault.Missing);
        foreach (var entry in entries.OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            var path = Path.Join(directory, entry.Name);
            if (!entry.IsDirectory && files.Stat(path, out var status) == FileFault.None && status.Kind == FileKind.Regular)
            {
                Add(new Sibling(entry.Name, path, status));
            }
        }
    }

    private void Add(Sibling sibling)
    {
        // A link and its target are one file.
        if (!_byIdentity.TryAdd(_saved.KeyOf(sibling.Status.Identity), sibling))
        {
            return;
        }

        All.Add(sibling);
        if (IsRecent(sibling.Status.ModifiedNanos, _saved) && !_saved.Knows(sibling.Status.Identity))
        {
            Recent.Add(sibling);
        }
    }

    /// <summary>Whether something happened after the earlier run had last seen everything, or may have.</summary>
    public static bool IsRecent(long nanos, SavedPositions saved) => nanos >= saved.SeenAtNanos - StampDoubtNanos;
}
