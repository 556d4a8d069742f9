using System.Collections.Concurrent;
using LogTail.Tailing.Files;

namespace LogTail.Tailing.Waking;

/// <summary>
/// For systems without inotify: data is looked for by the clock, but that names of a directory changed is told, by the file provider of
/// .NET, so that a new file is found at once and not with the next look.
/// </summary>
internal sealed class HintedPollingWaker(string reason) : IWaker
{
    // Each is a watcher of the system with a buffer of its own; further directories are looked at by the clock.
    private const int MostDirectories = 32;

    private readonly SemaphoreSlim _wakes = new(0, 1);
    private readonly Dictionary<int, DirectoryHints> _directories = [];

    // Filled by the threads of the pool on which the provider tells.
    private readonly ConcurrentQueue<WakeHint> _hints = new();
    private int _nextWatch;

    public WakeMode Mode => WakeMode.Polling;

    public string ModeReason => reason;

    public int WatchDirectory(string path)
    {
        if (_directories.Count == MostDirectories)
        {
            return IWaker.NoWatch;
        }

        var watch = ++_nextWatch;
        try
        {
            _directories.Add(watch, new DirectoryHints(path, isSure => Tell(watch, isSure)));
            return watch;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return IWaker.NoWatch;
        }
    }

    public int WatchFile(IOpenFile file) => IWaker.NoWatch;

    public void Unwatch(int watch)
    {
        if (_directories.Remove(watch, out var hints))
        {
            hints.Dispose();
        }
    }

    public void Wait(TimeSpan timeout, List<WakeHint> hints)
    {
        _wakes.Wait(timeout);
        while (_hints.TryDequeue(out var hint))
        {
            hints.Add(hint);
        }
    }

    public void Wake()
    {
        try
        {
            _wakes.Release();
        }
        catch (Exception error) when (error is SemaphoreFullException or ObjectDisposedException)
        {
            // Already woken, or nobody waits any more.
        }
    }

    public void Dispose()
    {
        foreach (var hints in _directories.Values)
        {
            hints.Dispose();
        }

        _wakes.Dispose();
    }

    private void Tell(int watch, bool isSure)
    {
        _hints.Enqueue(isSure ? new WakeHint(WakeKind.NamesChanged, watch, "", 0) : new WakeHint(WakeKind.Overflow, -1, "", 0));
        Wake();
    }
}
