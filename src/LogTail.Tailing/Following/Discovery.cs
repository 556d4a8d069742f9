using LogTail.Tailing.Files;
using LogTail.Tailing.Globbing;
using LogTail.Tailing.Waking;

namespace LogTail.Tailing.Following;

/// <summary>
/// Finds the paths that patterns mean, and keeps finding them. A listing that fails means "unknown", never "deleted". Owned by the
/// following thread.
/// </summary>
internal sealed class Discovery(
    IReadOnlyList<GlobPattern> patterns,
    IReadOnlyList<string> rotatedDirectories,
    Exclusions exclusions,
    IFileSystem files,
    IWaker waker,
    TimeProvider clock,
    Action<FollowedPath> lookAt,
    Action<WatchedDirectory, string> lookAtStranger,
    Action<WatchedDirectory> becameKnown,
    Action<string> beforeListing,
    ITailObserver observer)
{
    // File systems stamp with a clock that ticks; a change within a tick of the last listing may hide behind the same stamp.
    private static readonly TimeSpan StampDoubt = TimeSpan.FromSeconds(2);

    /// <summary>What the clock of a local file system may be behind: the kernel's tick, generously.</summary>
    public static readonly TimeSpan StampTick = TimeSpan.FromMilliseconds(20);

    private readonly Dictionary<string, WatchedDirectory> _directories = new(StringComparer.Ordinal);
    private readonly Dictionary<int, WatchedDirectory> _byWatch = [];

    // Directories below a `**`, by identity: a link back up must not be walked again.
    private readonly Dictionary<(FileIdentity, Interest), string> _walked = [];

    // Directories that are there without a watch, as of the last check.
    private int _unwatched;

    public IEnumerable<FollowedPath> Paths => _directories.Values.SelectMany(directory => directory.Paths.Values);

    /// <summary>Finds what there is.</summary>
    public void Begin()
    {
        foreach (var pattern in patterns)
        {
            var index = 0;
            var path = pattern.Root;
            while (index < pattern.Segments.Length - 1 && pattern.Segments[index].Literal is { } name)
            {
                path = Path.Join(path, name);
                index++;
            }

            AddInterest(path, new Interest(pattern, index), isRoot: true);
        }
    }

    /// <summary>Checks every directory and every path that may mean something else by now.</summary>
    public void Sweep()
    {
        foreach (var directory in _directories.Values.ToArray())
        {
            Check(directory);
        }
    }

    /// <summary>Ends all watches.</summary>
    public void Unwatch()
    {
        foreach (var watch in _byWatch.Keys)
        {
            waker.Unwatch(watch);
        }

        _byWatch.Clear();
    }

    /// <summary>Whether a directory is there but gives no hints.</summary>
    public bool HasUnwatched => _unwatched > 0;

    /// <summary>Checks the directories that give no hints.</summary>
    public void CheckUnwatched()
    {
        foreach (var directory in _directories.Values.Where(directory => directory.Watch == IWaker.NoWatch).ToArray())
        {
            Check(directory);
        }

        _unwatched = _directories.Values.Count(directory => directory is { Watch: IWaker.NoWatch, Identity: not null });
    }

    /// <summary>The directory that a watch belongs to.</summary>
    public bool TryFind(int watch, out WatchedDirectory? directory) => _byWatch.TryGetValue(watch, out directory);

    /// <summary>The directory itself was moved or deleted: its watch tells about another place now.</summary>
    public void Moved(WatchedDirectory directory)
    {
        Forget(directory);
        Check(directory);
    }

    /// <summary>A name of the directory appeared, went, or means another file.</summary>
    public void NameChanged(WatchedDirectory directory, string name)
    {
        if (directory.Paths.TryGetValue(name, out var known))
        {
            LookAtKnown(directory, name, known);
        }
        else
        {
            Consider(directory, name, isDirectory: null, isLink: null);
        }
    }

    private void AddInterest(string path, Interest interest, bool isRoot)
    {
        if (!_directories.TryGetValue(path, out var directory))
        {
            directory = new WatchedDirectory(path, isRoot);
            _directories.Add(path, directory);
        }

        directory.IsRoot |= isRoot;
        if (directory.Interests.Contains(interest) || (interest.Segment.IsAnyDepth && !TryEnter(path, interest)))
        {
            return;
        }

        directory.Interests.Add(interest);
        if (interest.Segment.IsAnyDepth)
        {
            directory.Interests.Add(interest.Next);
        }

        directory.IsSettled = false;
        Check(directory);
        if (directory.FindsFiles)
        {
            WatchRotated(directory);
        }
    }

    // Where its rotated files are moved to. No pattern finds them there.
    private void WatchRotated(WatchedDirectory owner)
    {
        foreach (var path in rotatedDirectories.Select(rotated => Path.GetFullPath(rotated, owner.Path)).Where(path => path != owner.Path))
        {
            if (!_directories.TryGetValue(path, out var directory))
            {
                directory = new WatchedDirectory(path, isRoot: true);
                _directories.Add(path, directory);
            }

            if (!directory.Owners.Contains(owner))
            {
                directory.Owners.Add(owner);
                directory.IsSettled = false;
                Check(directory);
            }
        }
    }

    private bool TryEnter(string path, Interest interest) =>
        files.Stat(path, out var status) != FileFault.None
        || _walked.TryAdd((status.Identity, interest), path)
        || _walked[(status.Identity, interest)] == path;

    private void Check(WatchedDirectory directory)
    {
        var fault = files.Stat(directory.Path, out var status);
        if (fault == FileFault.Missing || (fault == FileFault.None && status.Kind != FileKind.Directory))
        {
            Disappeared(directory);
            return;
        }

        if (fault == FileFault.None)
        {
            Recognize(directory, status);
        }
        else
        {
            // Its time of change is not known now, so that nothing speaks for its names being the same.
            directory.IsSettled = false;
        }

        if (directory.IsSettled)
        {
            LookAtDoubtful(directory);
            return;
        }

        var isOld = clock.GetElapsedTime(directory.StampSeenAt) > StampDoubt;
        var isListed = TryList(directory);
        if (isListed && !directory.IsKnown)
        {
            directory.IsKnown = true;
            directory.KnownSince = directory.Stamp;
            becameKnown(directory);
        }

        directory.IsSettled = isListed && isOld && fault == FileFault.None;
        LookAtLiterals(directory, onlyUnknown: isListed);
    }

    private void Recognize(WatchedDirectory directory, FileStatus status)
    {
        if (directory.Identity != status.Identity)
        {
            Forget(directory);
            directory.Identity = status.Identity;
            directory.IsRemote = files.IsRemote(directory.Path);
        }

        if (directory.Stamp != status.ModifiedNanos)
        {
            directory.Stamp = status.ModifiedNanos;
            directory.StampSeenAt = clock.GetTimestamp();
            directory.IsSettled = false;
        }

        if (directory.Watch == IWaker.NoWatch)
        {
            directory.Watch = directory.IsRemote ? IWaker.NoWatch : waker.WatchDirectory(directory.Path);
            if (directory.Watch != IWaker.NoWatch)
            {
                _byWatch[directory.Watch] = directory;
            }
            else
            {
                _unwatched++;
            }
        }
    }

    private void Forget(WatchedDirectory directory)
    {
        if (directory.Watch != IWaker.NoWatch && _byWatch.Remove(directory.Watch))
        {
            waker.Unwatch(directory.Watch);
        }

        directory.Watch = IWaker.NoWatch;
        directory.Identity = null;
        directory.Stamp = 0;
        directory.IsSettled = false;
        directory.IsKnown = false;
        directory.Bystanders.Clear();
    }

    private void Disappeared(WatchedDirectory directory)
    {
        Forget(directory);
        foreach (var path in directory.Paths.Values.ToArray())
        {
            lookAt(path);
        }

        if (!directory.IsRoot && directory.Paths.Count == 0)
        {
            _directories.Remove(directory.Path);
            foreach (var entry in _walked.Where(entry => entry.Value == directory.Path).ToArray())
            {
                _walked.Remove(entry.Key);
            }
        }
        else
        {
            LookAtLiterals(directory, onlyUnknown: true);
        }
    }

    // Names are tried in ordinal order, so that what is found first is the same every time.
    private bool TryList(WatchedDirectory directory)
    {
        beforeListing(directory.Path);
        var entries = new List<DirectoryEntry>();
        var fault = files.List(directory.Path, entries);
        if (fault is not (FileFault.None or FileFault.Missing))
        {
            observer.CallFailed(fault.Code());
            if (fault != directory.LastFault)
            {
                observer.Failed(directory.Path, fault.Describe());
            }
        }

        directory.LastFault = fault;
        if (fault != FileFault.None)
        {
            return false;
        }

        entries.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        foreach (var gone in directory.Paths.Keys.Except(entries.Select(entry => entry.Name), StringComparer.Ordinal).ToArray())
        {
            LookAtKnown(directory, gone, directory.Paths[gone]);
        }

        directory.Met = [];
        foreach (var entry in entries)
        {
            Consider(directory, entry.Name, entry.IsDirectory, entry.IsLink);
        }

        // What is gone from the directory needs no remembering.
        directory.Bystanders.IntersectWith(directory.Met);
        directory.Met = null;
        return true;
    }

    private void LookAtLiterals(WatchedDirectory directory, bool onlyUnknown)
    {
        foreach (var interest in directory.Interests.ToArray())
        {
            if (interest.Segment.Literal is { } name && !(onlyUnknown && directory.Paths.ContainsKey(name)))
            {
                Consider(directory, name, isDirectory: null, isLink: null);
            }
        }
    }

    private void LookAtDoubtful(WatchedDirectory directory)
    {
        foreach (var path in directory.Paths.Values.ToArray())
        {
            if (path.IsLink || path.Tail is null)
            {
                lookAt(path);
            }
        }
    }

    private void LookAtKnown(WatchedDirectory directory, string name, FollowedPath path)
    {
        lookAt(path);
        if (path is { Tail: null, LastTail: null, IsLiteral: false, LastFault: FileFault.Missing, Generations.Count: 0 })
        {
            directory.Paths.Remove(name);
        }
    }

    private void Consider(WatchedDirectory directory, string name, bool? isDirectory, bool? isLink)
    {
        var isFound = false;
        var isLiteral = false;
        foreach (var interest in directory.Interests.ToArray())
        {
            if (!interest.Segment.IsMatch(name))
            {
                continue;
            }

            if (interest.IsLast)
            {
                isFound = true;
                isLiteral |= directory.IsRoot && interest.Segment.Literal is not null;
            }
            else if (isDirectory ??= IsDirectory(directory.PathOf(name)))
            {
                AddInterest(directory.PathOf(name), interest.Segment.IsAnyDepth ? interest : interest.Next, isRoot: false);
            }
        }

        if (!isFound)
        {
            lookAtStranger(directory, name);
        }
        else if (isLiteral || isDirectory != true)
        {
            Found(directory, name, isLiteral, isLink);
        }
    }

    /// <summary>Looks at a directory now: before a judgement that depends on what is in it.</summary>
    public void LookAgain(WatchedDirectory directory)
    {
        directory.IsSettled = false;
        Check(directory);
    }

    /// <summary>
    /// Looks at what a file may be a copy or a generation of, by its name, and that is there and not known yet: hints come in the order of changes, and
    /// each tells of what is there by now.
    /// </summary>
    public void LookForOriginals(WatchedDirectory directory, string name)
    {
        foreach (var original in RotationNames.PossibleOriginals(name))
        {
            if (!directory.Paths.ContainsKey(original)
                && directory.Interests.Exists(interest => interest.IsLast && interest.Segment.IsMatch(original))
                && files.Stat(directory.PathOf(original), out _) == FileFault.None)
            {
                Consider(directory, original, isDirectory: null, isLink: null);
            }
        }
    }

    /// <summary>A path that a pattern found, by its name.</summary>
    public FollowedPath? Find(string path) => _directories.TryGetValue(Path.GetDirectoryName(path) ?? "", out var directory)
        ? directory.Paths.GetValueOrDefault(Path.GetFileName(path))
        : null;

    /// <summary>Some directory could not be listed when that was tried last.</summary>
    public bool IsBlind => _directories.Values.Any(directory => directory.LastFault is not (FileFault.None or FileFault.Missing));

    /// <summary>Some directory lies on a network file system.</summary>
    public bool HasRemote => _directories.Values.Any(directory => directory is { IsRemote: true, Identity: not null });

    /// <summary>The directory that a path is looked for in.</summary>
    public WatchedDirectory? DirectoryOf(FollowedPath path) => DirectoryOf(path.Path);

    /// <summary>The directory that a file lies in, if it is watched.</summary>
    public WatchedDirectory? DirectoryOf(string path) => _directories.GetValueOrDefault(Path.GetDirectoryName(path) ?? "");

    private bool IsDirectory(string path) =>
        files.Stat(path, out var status) == FileFault.None && status.Kind == FileKind.Directory;

    private void Found(WatchedDirectory directory, string name, bool isLiteral, bool? isLink)
    {
        if (!directory.Paths.TryGetValue(name, out var path))
        {
            var fullPath = directory.PathOf(name);
            if (exclusions.Contain(fullPath))
            {
                return;
            }

            path = new FollowedPath(fullPath, isLiteral);
            directory.Paths.Add(name, path);
        }

        path.IsLink = isLink ?? files.IsLink(path.Path);
        LookAtKnown(directory, name, path);
    }
}
