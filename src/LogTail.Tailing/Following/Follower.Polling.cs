using LogTail.Tailing.Waking;

namespace LogTail.Tailing.Following;

/// <content>What has no watch is looked at by the clock: everything where there are no events, the surplus where watches ran out.</content>
internal sealed partial class Follower
{
    private readonly List<FileTail> _polled = [];
    private long _nextPoll;
    private WakeMode _toldMode = WakeMode.Events;

    private bool HasPolled => _polled.Count > 0 || _waker.Mode == WakeMode.Polling || _discovery.HasUnwatched;

    private void Poll()
    {
        if (!HasPolled || !IsDue(_nextPoll))
        {
            return;
        }

        _discovery.CheckUnwatched();
        for (var i = _polled.Count - 1; i >= 0; i--)
        {
            if (_polled[i].IsClosed || !_polled[i].IsPolled)
            {
                _polled[i] = _polled[^1];
                _polled.RemoveAt(_polled.Count - 1);
            }
            else
            {
                Enqueue(_polled[i]);
            }
        }

        _nextPoll = After(_options.PollInterval);
        TellMode();
    }

    private void BeginPolling(FileTail tail)
    {
        if (!tail.IsPolled)
        {
            tail.IsPolled = true;
            _polled.Add(tail);
        }
    }

    // Watches may be free again.
    private void TryEndPolling()
    {
        foreach (var tail in _polled)
        {
            // One that is not polled any more, though it stands here until the next poll, would be added while this goes on.
            if (_waker.Mode == WakeMode.Events && tail is { IsPolled: true, IsClosed: false, IsHot: false, IsRemote: false, Watch: IWaker.NoWatch })
            {
                Arm(tail);
            }
        }
    }

    // Never empty: a handle that was closed for want of handles, for instance, cannot be watched, though nothing was refused.
    private string ReasonToPoll()
    {
        if (_waker.Mode == WakeMode.Events && (_discovery.HasRemote || _tails.Values.Any(tail => tail.IsRemote)))
        {
            return "logs lie on a network file system";
        }

        return _waker.ModeReason.Length > 0 ? _waker.ModeReason : "some files or folders cannot be watched at present";
    }

    private void TellMode()
    {
        var mode = HasPolled ? WakeMode.Polling : WakeMode.Events;
        if (mode != _toldMode)
        {
            _toldMode = mode;
            _observer.WakeModeChanged(mode, mode == WakeMode.Events ? "" : ReasonToPoll());
        }
    }
}
