using LogTail.Tailing.Files;
using LogTail.Tailing.Lines;
using LogTail.Tailing.Waking;

namespace LogTail.Tailing.Following;

/// <content>Reading, and when to look again: armed while quiet, polled fast while lines come fast.</content>
internal sealed partial class Follower
{
    // At most so many looks at hot files a second; with more hot files each is looked at less often.
    private const int MostHotLooks = 20_000;

    private readonly List<FileTail> _hot = [];
    private long _nextHot;

    private FileTail OpenTail(FollowedPath path, IOpenFile file, FileStatus status)
    {
        var tail = new FileTail(path.Path, status.Identity, file, new LineCutter(_options.Encoding, _options.MaxLineBytes))
        {
            LastGrowth = _clock.GetTimestamp(),
            KnownLength = status.Length,
        };
        if (_isStarting && _options.StartAt == StartAt.End)
        {
            StartPlace.MoveToEnd(tail, status.Length, _options);
        }

        _observer.Opened(tail.Source, tail.Identity, tail.Lines.Offset);
        return tail;
    }

    private void Enqueue(FileTail tail)
    {
        if (!tail.IsQueued && tail is { IsClosed: false, Predecessor: null })
        {
            tail.IsQueued = true;
            _ready.Enqueue(tail);
        }
    }

    private void ReadReady()
    {
        var end = After(TurnSlice);
        _isStarved = false;
        while (!_isStarved && !IsDue(end) && _ready.TryDequeue(out var tail))
        {
            tail.IsQueued = false;
            Look(tail);
        }
    }

    private void Look(FileTail tail)
    {
        if (tail.IsClosed || tail.Predecessor is not null)
        {
            return;
        }

        var growth = tail.LastGrowth;
        switch (_reader.Read(tail))
        {
            case ReadOutcome.More:
                Enqueue(tail);
                break;
            case ReadOutcome.Starved:
                _isStarved = true;
                Enqueue(tail);
                break;
            case ReadOutcome.Truncated:
                Truncated(tail);
                break;
            default:
                Release(tail.Successors);
                Settle(tail, growth);
                break;
        }
    }

    // At the end of the file for now: the next look comes by the clock, or by an event.
    private void Settle(FileTail tail, long formerGrowth)
    {
        if (tail.IsHot)
        {
            return;
        }

        if (tail.LastGrowth != formerGrowth && _clock.GetElapsedTime(formerGrowth, tail.LastGrowth) < _timings.HotGap)
        {
            tail.IsHot = true;
            _hot.Add(tail);
            _nextHot = _hot.Count == 1 ? After(_timings.HotInterval) : _nextHot;
        }
        else if (tail.Watch == IWaker.NoWatch)
        {
            Arm(tail);
        }
    }

    private void Arm(FileTail tail)
    {
        tail.Watch = _waker.WatchFile(tail.File);
        if (tail.Watch != IWaker.NoWatch)
        {
            _byWatch[tail.Watch] = tail;
            // What was written between the last read and the watch gave no event.
            Enqueue(tail);
        }
    }

    private void LookAtHot()
    {
        if (_hot.Count == 0 || _isStarved || !IsDue(_nextHot))
        {
            return;
        }

        for (var i = _hot.Count - 1; i >= 0; i--)
        {
            var tail = _hot[i];
            Look(tail);
            if (tail.IsClosed || (!tail.IsQueued && _clock.GetElapsedTime(tail.LastGrowth) > _timings.HotQuiet))
            {
                _hot[i] = _hot[^1];
                _hot.RemoveAt(_hot.Count - 1);
                tail.IsHot = false;
                Cool(tail);
            }
        }

        var interval = TimeSpan.FromSeconds((double)_hot.Count / MostHotLooks);
        _nextHot = After(interval > _timings.HotInterval ? interval : _timings.HotInterval);
    }

    private void Cool(FileTail tail)
    {
        if (!tail.IsClosed && tail.Watch == IWaker.NoWatch)
        {
            Arm(tail);
        }
    }

    private void Release(List<FileTail> successors)
    {
        foreach (var successor in successors)
        {
            successor.Predecessor = null;
            Enqueue(successor);
        }

        successors.Clear();
    }

    private void Truncated(FileTail tail)
    {
        if (!_reader.TryFinish(tail))
        {
            _isStarved = true;
            Enqueue(tail);
            return;
        }

        var length = tail.File.Stat(out var status) == FileFault.None ? status.Length : 0;
        _observer.Truncated(tail.Source, tail.Lines.ReadTo, length);
        if (tail.KnownLength > tail.Lines.ReadTo)
        {
            _observer.Lost(tail.Source, tail.KnownLength - tail.Lines.ReadTo);
        }

        tail.Lines.MoveTo(0, null, []);
        tail.Head.Clear();
        tail.KnownLength = length;
        Enqueue(tail);
    }
}
