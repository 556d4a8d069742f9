using LogTail.Tailing;
using LogTail.Tailing.Files;
using LogTail.Tailing.Waking;

namespace LogTail.Tests.Tailing.Support;

/// <summary>Inotify of a machine where few watches are left, or whose queue overflows.</summary>
internal sealed class StingyWaker(IWaker waker) : IWaker
{
    private int _watches;
    private volatile bool _mustOverflow;

    public WakeMode Mode => waker.Mode;

    public string ModeReason => "the limit is reached";

    /// <summary>Watches that there may be at once.</summary>
    public int Limit { get; set; } = int.MaxValue;

    /// <summary>All hints that are waiting are lost, and that is said.</summary>
    public void Overflow()
    {
        _mustOverflow = true;
        waker.Wake();
    }

    public int WatchDirectory(string path) => Count(() => waker.WatchDirectory(path));

    public int WatchFile(IOpenFile file) => Count(() => waker.WatchFile(file));

    public void Unwatch(int watch)
    {
        _watches--;
        waker.Unwatch(watch);
    }

    public void Wait(TimeSpan timeout, List<WakeHint> hints)
    {
        waker.Wait(timeout, hints);
        if (_mustOverflow)
        {
            _mustOverflow = false;
            hints.Clear();
            hints.Add(new WakeHint(WakeKind.Overflow, -1, "", 0));
        }
    }

    public void Wake() => waker.Wake();

    public void Dispose() => waker.Dispose();

    private int Count(Func<int> watch)
    {
        if (_watches >= Limit)
        {
            return IWaker.NoWatch;
        }

        _watches++;
        return watch();
    }
}
