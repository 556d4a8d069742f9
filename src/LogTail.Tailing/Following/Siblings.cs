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

    // Made when they are needed.
    private ILookup<string, (int Place, Sibling Sibling)>? _recentByOriginal;
    private ILookup<string, (int Place, Sibling Sibling)>? _allByRelation;

    private Siblings(SavedPositions saved) => _saved = saved;

    /// <summary>A directory could not be listed, though it may well be there.</summary>
    public bool AreUnknown { get; private set; }

    /// <summary>Why the source's own directory could not be listed. If it is missing, a disk may be about to be mounted.</summary>
    public FileFault OwnFault { get; private set; }

    /// <summary>All of them, in order of their names.</summary>
    public List<Sibling> All { get; } = [];

    /// <summary>Those that were written since the earlier run last looked, or that it had not judged, and that it did not know.</summary>
    public List<Sibling> Recent { get; } = [];

    /// <summary>Those of <see cref="Recent"/> that by their names may be generations of a source. To be asked when all are known.</summary>
    /// <param name="names">What the source is called.</param>
    public IEnumerable<Sibling> RecentOf(IEnumerable<string> names)
    {
        _recentByOriginal ??= ByName(Recent, RotationNames.PossibleOriginals);
        return Find(_recentByOriginal, names);
    }

    /// <summary>Those of <see cref="All"/> that by their names may hold the bytes of a source, or of a former generation.</summary>
    /// <param name="names">What the source is called.</param>
    public IEnumerable<Sibling> RelatedTo(IEnumerable<string> names)
    {
        _allByRelation ??= ByName(All, RotationNames.Relations);
        return Find(_allByRelation, names.SelectMany(RotationNames.Relations));
    }

    /// <param name="directories">The source's own is the first.</param>
    public static Siblings Of(IReadOnlyList<string> directories, IFileSystem files, SavedPositions saved)
    {
        var siblings = new Siblings(saved);
        for (var i = 0; i < directories.Count; i++)
        {
            siblings.List(directories[i], files, isOwn: i == 0);
        }

        return siblings;
    }

    /// <summary>The file of an identity that the earlier run knew.</summary>
    public Sibling? Find(FileIdentity identity) => _byIdentity.GetValueOrDefault(_saved.KeyOf(identity));

    private static ILookup<string, (int Place, Sibling Sibling)> ByName(IEnumerable<Sibling> siblings, Func<string, IEnumerable<string>> namesOf) => siblings
        .SelectMany((sibling, place) => namesOf(sibling.Name).Distinct(StringComparer.Ordinal).Select(name => (name, place, sibling)))
        .ToLookup(found => found.name, found => (found.place, found.sibling), StringComparer.Ordinal);

    // In the order in which they stood.
    private static IEnumerable<Sibling> Find(ILookup<string, (int Place, Sibling Sibling)> siblings, IEnumerable<string> names) =>
        names.SelectMany(name => siblings[name]).Distinct().OrderBy(found => found.Place).Select(found => found.Sibling);

    private void List(string directory, IFileSystem files, bool isOwn)
    {
        var entries = new List<DirectoryEntry>();
        var fault = files.List(directory, entries);
        AreUnknown |= fault is not (FileFault.None or FileFault.Missing);
        OwnFault = isOwn ? fault : OwnFault;
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
