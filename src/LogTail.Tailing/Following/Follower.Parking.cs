using LogTail.Tailing.Files;
using LogTail.Tailing.Waking;

namespace LogTail.Tailing.Following;

/// <content>More files than handles: those that were quiet longest are closed, their watches stay.</content>
internal sealed partial class Follower
{
    // Parked at once, so that finding the coldest is rare.
    private const int ParkedShare = 16;

    private readonly int _mostOpen;

    // Counted anew with every sweep.
    private int _openCount;

    private void Opened()
    {
        _openCount++;
        if (_openCount > _mostOpen)
        {
            ParkColdest(Math.Max(1, _mostOpen / ParkedShare));
        }
    }

    // There may be fewer handles than we were told.
    private FileFault OpenOrPark(string path, out IOpenFile? file)
    {
        var fault = _files.Open(path, out file);
        if (fault != FileFault.TooManyOpen)
        {
            return fault;
        }

        ParkColdest(Math.Max(1, _openCount / ParkedShare));
        return _files.Open(path, out file);
    }

    private void ParkColdest(int count)
    {
        var coldest = _tails.Values.Where(MayPark).OrderByDescending(tail => tail.IsAtEnd).ThenBy(tail => tail.LastGrowth).Take(count).ToArray();
        foreach (var tail in coldest)
        {
            tail.File.Park();
            _openCount--;
        }
    }

    // Only by its name can it be found again.
    private static bool MayPark(FileTail tail) =>
        tail is { IsHot: false, IsReadable: true, IsRotated: false, IsStream: false, File: { IsParked: false, IsCompressed: false } };

    // Nobody may have told of its new name, and its handle may be of no use (parked, or forgotten by a server).
    private void NoteName(FileIdentity identity, string path)
    {
        if (_tails.TryGetValue(identity, out var tail) && tail.IsRotated && tail.File.Path != path)
        {
            tail.File.Path = path;
            Enqueue(tail);
        }
    }

    // A parked file whose length says that there is nothing new is left alone.
    private static bool IsAsleep(FileTail tail) =>
        tail.File.IsParked
        && (tail.IsPolled || tail.Watch != IWaker.NoWatch)
        && tail.File.Stat(out var status) == FileFault.None
        && status.Length == tail.Lines.ReadTo;

    private void CountOpen()
    {
        _openCount = _tails.Values.Count(tail => !tail.File.IsParked);
        if (_openCount > _mostOpen)
        {
            ParkColdest(_openCount - _mostOpen);
        }
    }
}
