using LogTail.Tailing.Waking;

namespace LogTail.Tailing.Following;

internal sealed partial class Follower
{
    private readonly Dictionary<int, FileTail> _byWatch = [];

    private void Handle(List<WakeHint> hints)
    {
        foreach (var hint in hints)
        {
            if (hint.Kind == WakeKind.Overflow)
            {
                _observer.EventsOverflowed();
                _nextSweep = 0;
            }
            else if (_byWatch.Remove(hint.Watch, out var tail))
            {
                tail.Watch = IWaker.NoWatch;
                FileChanged(tail, hint.Kind);
            }
            else if (_discovery.TryFind(hint.Watch, out var directory))
            {
                DirectoryChanged(directory!, hint);
            }
        }

        hints.Clear();
    }

    private void FileChanged(FileTail tail, WakeKind kind)
    {
        if (kind == WakeKind.SelfMoved)
        {
            foreach (var path in tail.Paths.ToArray())
            {
                LookAt(path);
            }
        }

        Enqueue(tail);
    }

    private void DirectoryChanged(WatchedDirectory directory, WakeHint hint)
    {
        if (hint.Kind == WakeKind.SelfMoved)
        {
            _discovery.Moved(directory);
        }
        else if (hint.Name.Length > 0)
        {
            _discovery.NameChanged(directory, hint.Name);
        }
    }
}
