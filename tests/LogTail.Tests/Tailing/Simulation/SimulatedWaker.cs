using LogTail.Tailing;
using LogTail.Tailing.Files;
using LogTail.Tailing.Waking;

namespace LogTail.Tests.Tailing.Simulation;

/// <summary>Inotify over the simulated disk; deaf, if events are to be lost.</summary>
internal sealed class SimulatedWaker : IWaker
{
    private const int DirectoryWatch = 1;

    private readonly SimulatedDisk _disk;
    private readonly List<WakeHint> _queue = [];
    private readonly Dictionary<SimulatedDisk.Inode, int> _files = [];
    private int _nextWatch = DirectoryWatch + 1;

    public SimulatedWaker(SimulatedDisk disk, bool isDeaf)
    {
        _disk = disk;
        if (isDeaf)
        {
            return;
        }

        disk.NameEvent = (kind, name, cookie) => _queue.Add(new WakeHint(kind, DirectoryWatch, name, cookie));
        disk.FileEvent = inode =>
        {
            if (_files.TryGetValue(inode, out var watch))
            {
                _queue.Add(new WakeHint(WakeKind.FileChanged, watch, "", 0));
            }
        };
    }

    public WakeMode Mode => WakeMode.Events;

    public string ModeReason => "";

    public int WatchDirectory(string path) => DirectoryWatch;

    public int WatchFile(IOpenFile file) => _files[((SimulatedDisk.OpenFile)file).Inode] = _nextWatch++;

    public void Unwatch(int watch)
    {
        foreach (var file in _files.Where(file => file.Value == watch).ToArray())
        {
            _files.Remove(file.Key);
        }
    }

    public void Wait(TimeSpan timeout, List<WakeHint> hints)
    {
        _disk.Wait(timeout);
        hints.AddRange(_queue);
        _queue.Clear();
    }

    public void Wake()
    {
    }

    public void Dispose()
    {
    }
}
