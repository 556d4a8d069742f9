using LogTail.Tailing.Waking;

namespace LogTail.Tailing.Following;

/// <content>Reading, and when to look again: at each event while lines come slowly, by the clock, without events, while they come fast.</content>
internal sealed partial class Follower
{
    // At most so many looks at hot files a second; with more hot files each is looked at less often.
    private const int MostHotLooks = 20_000;

    private readonly List<FileTail> _hot = [];
    private long _nextHot;

    private void Enqueue(FileTail tail)
    {
        if (!tail.IsQueued && tail.IsReadable)
        {
            tail.IsQueued = true;
            _ready.Enqueue(tail);
        }
    }

    private void ReadReady()
    {
        var end = After(TurnSlice);
        var hadWork = _ready.Count > 0;
        _isStarved = false;
        _reader.BeginRound();
        while (!_isStarved && !IsDue(end) && _ready.TryDequeue(out var tail))
        {
            tail.IsQueued = false;
            Look(tail);
        }

        _reader.EndRound();

        if (hadWork && _ready.Count == 0 && _waitsForReading)
        {
            _waitsForReading = false;
            _nextJudgement = 0;
        }

        ReadUnswept();
    }

    // A slice in every turn: a log that is written without a pause must not keep the sweep from the others.
    private void ReadUnswept()
    {
        var end = After(SweepSlice);
        while (!IsDue(end) && _unswept.TryDequeue(out var tail))
        {
            if (_isStarved)
            {
                Enqueue(tail);
            }

            if (tail.IsQueued)
            {
                TailReader.NoteLength(tail);
            }
            else
            {
                Look(tail);
            }
        }
    }

    private void Look(FileTail tail)
    {
        if (!tail.IsReadable)
        {
            return;
        }

        if (IsAsleep(tail))
        {
            // Parked at its end, which is as good as having read to it.
            Release(tail.Successors);
            return;
        }

        var wasParked = tail.File.IsParked;
        var growth = tail.LastGrowth;
        var wasAtEnd = tail.IsAtEnd;
        var outcome = _reader.Read(tail);
        if (wasParked)
        {
            Opened();
        }

        switch (outcome)
        {
            case ReadOutcome.More:
                Enqueue(tail);
                break;
            case ReadOutcome.Starved:
                _isStarved = true;
                Enqueue(tail);
                break;
            case ReadOutcome.Truncated:
                // A copy may have to be found first.
                _reader.HandOver();
                Truncated(tail);
                break;
            case ReadOutcome.Compressed:
                DiscardCompressed(tail);
                break;
            default:
                if (tail.File.HasNoWriter || IsLeftUnfinished(tail))
                {
                    // Without a batch for it the line waits for the next end.
                    _reader.TryFinish(tail);
                }

                if (tail.File.IsCompressed)
                {
                    TellEnded(tail);
                }

                Release(tail.Successors);
                Settle(tail, isFast: wasAtEnd && tail.LastGrowth != growth && _clock.GetElapsedTime(growth, tail.LastGrowth) < _timings.HotGap);
                break;
        }
    }

    // At the end of the file for now: the next look comes by the clock, or by an event.
    private void Settle(FileTail tail, bool isFast)
    {
        if (tail.IsHot)
        {
            return;
        }

        if (isFast)
        {
            Disarm(tail);
            tail.IsHot = true;
            _hot.Add(tail);
            _nextHot = _hot.Count == 1 ? After(_timings.HotInterval) : _nextHot;
        }
        else if (tail is { Watch: IWaker.NoWatch, IsPolled: false })
        {
            Arm(tail);
        }
    }

    private void Arm(FileTail tail)
    {
        if (tail.File.IsCompressed)
        {
            // Nobody writes to it.
            return;
        }

        tail.Watch = tail.File.Opened is { } file && !tail.IsRemote ? _waker.WatchFile(file) : IWaker.NoWatch;
        if (tail.Watch == IWaker.NoWatch)
        {
            BeginPolling(tail);
        }
        else
        {
            tail.IsPolled = false;
            _byWatch[tail.Watch] = tail;
            // What was written between the last read and the watch gave no event.
            Enqueue(tail);
        }
    }

    private void Disarm(FileTail tail)
    {
        if (_byWatch.Remove(tail.Watch))
        {
            _waker.Unwatch(tail.Watch);
        }

        tail.Watch = IWaker.NoWatch;
    }

    private void LookAtHot()
    {
        if (_hot.Count == 0 || _isStarved || !IsDue(_nextHot))
        {
            return;
        }

        _reader.BeginRound();
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

        _reader.EndRound();
        var interval = TimeSpan.FromSeconds((double)_hot.Count / MostHotLooks);
        _nextHot = After(interval > _timings.HotInterval ? interval : _timings.HotInterval);
    }

    private void Cool(FileTail tail)
    {
        if (tail is { IsClosed: false, Watch: IWaker.NoWatch, IsPolled: false })
        {
            Arm(tail);
            if (tail.Paths.Exists(path => path.IsLink))
            {
                // It was not armed while it was hot: its target may have been renamed meanwhile.
                LookAtPaths(tail);
            }
        }
    }

    private void Release(List<FileTail> successors)
    {
        foreach (var successor in successors)
        {
            successor.Predecessors--;
            Enqueue(successor);
        }

        successors.Clear();
    }
}
