using LogTail.Tailing.Files;
using LogTail.Tailing.Waking;

namespace LogTail.Tailing.Following;

internal sealed partial class Follower
{
    // Both halves of a rename come one after the other, save for what other processes do in between.
    private const int MostLeaving = 256;

    private readonly Dictionary<int, FileTail> _byWatch = [];

    // Links whose target went, and until when they are looked at often.
    private readonly Dictionary<FollowedPath, long> _restless = [];
    private long _nextRestless;
    private readonly (uint Cookie, FollowedPath? Path)[] _leaving = new (uint, FollowedPath?)[MostLeaving];

    private void Handle(List<WakeHint> hints)
    {
        foreach (var hint in hints)
        {
            if (hint.Kind == WakeKind.Overflow)
            {
                _observer.EventsOverflowed();
                _unswept.Clear();
                _nextSweep = 0;
            }
            else if (_byWatch.TryGetValue(hint.Watch, out var tail))
            {
                FileChanged(tail, hint.Kind);
            }
            else if (_discovery.TryFind(hint.Watch, out var directory))
            {
                DirectoryChanged(directory!, hint);
            }
        }

        hints.Clear();
    }

    // A file that cannot be read now would go on waking us for nothing: it is armed again when it was read.
    private void FileChanged(FileTail tail, WakeKind kind)
    {
        if (kind == WakeKind.WatchEnded || !tail.IsReadable || (tail.IsQueued && _isStarved))
        {
            Disarm(tail);
        }

        if (kind == WakeKind.SelfMoved)
        {
            LookAtPaths(tail);
        }

        Enqueue(tail);
    }

    private void LookAtPaths(FileTail tail)
    {
        foreach (var path in tail.Paths.ToArray())
        {
            LookAt(path);
            if (path is { IsLink: true, Tail: null })
            {
                // No directory of ours tells when the link's target comes back.
                _restless[path] = After(_timings.Restless);
            }
        }
    }

    private void LookAtRestless()
    {
        if (_restless.Count == 0 || !IsDue(_nextRestless))
        {
            return;
        }

        foreach (var (path, end) in _restless.ToArray())
        {
            var former = path.Tail;
            LookAt(path);
            if (IsDue(end) || (path.Tail is not null && path.Tail != former))
            {
                _restless.Remove(path);
            }
        }

        _nextRestless = After(_timings.RestlessInterval);
    }

    private void DirectoryChanged(WatchedDirectory directory, WakeHint hint)
    {
        if (hint.Kind == WakeKind.SelfMoved)
        {
            _discovery.Moved(directory);
        }
        else if (hint.Kind == WakeKind.NamesChanged)
        {
            _discovery.LookAgain(directory);
        }
        else if (hint.Name.Length > 0)
        {
            FollowMove(directory, hint);
            _discovery.NameChanged(directory, hint.Name);
        }
    }

    // The two halves of a rename carry the same cookie. If the file was never opened under its old name, it is found by its new one:
    // a generation that was rotated away between two looks.
    private void FollowMove(WatchedDirectory directory, WakeHint hint)
    {
        if (hint.Kind == WakeKind.NameLeft && directory.Paths.TryGetValue(hint.Name, out var left))
        {
            _leaving[hint.Cookie % MostLeaving] = (hint.Cookie, left);
        }
        else if (hint.Kind == WakeKind.NameArrived && _leaving[hint.Cookie % MostLeaving] is { Path: { } path } move && move.Cookie == hint.Cookie)
        {
            _leaving[hint.Cookie % MostLeaving] = default;
            AdoptMoved(path, directory, hint.Name);
        }
    }

    private void AdoptMoved(FollowedPath path, WatchedDirectory directory, string name)
    {
        var newPath = directory.PathOf(name);
        if (_files.Stat(newPath, out var status) != FileFault.None || status.Kind != FileKind.Regular)
        {
            return;
        }

        if (_tails.TryGetValue(status.Identity, out var known))
        {
            known.File.Path = newPath;
        }

        if (IsAccountedFor(directory, status.Identity) || !TryOpenSibling(newPath, path, out var tail))
        {
            return;
        }

        if (tail.File.IsCompressed)
        {
            // It had the name of what a pattern finds, and was never read by it. What it is shows as with any other that has its new name.
            Let(tail);
            return;
        }

        path.LastEpisode = _clock.GetTimestamp();
        var others = OriginalsOf(directory, name).Where(original => original != path && FolderOf(original.Path) == FolderOf(path.Path));
        Suspect(tail, newPath, [path, .. others], isGeneration: true);
    }
}
