using LogTail.Tailing.Files;
using LogTail.Tailing.Lines;

namespace LogTail.Tailing.Following;

/// <content>What a checkpoint is told beside the batches: where files stand, up to when everything was seen, and when the backlog of the start is read.</content>
internal sealed partial class Follower
{
    // Files that were there at the start and the lengths they had, those not yet read so far. The last one is looked at first.
    private readonly Stack<(FileTail Tail, long Length)> _catchingUp = new();
    private bool _toldCaughtUp;

    // When the last look at everything began, and what the earlier run had seen, or when this one began if there was none.
    private long _lookedAt;
    private long _seenBefore;

    // What was told last; nothing before the first look at everything has ended.
    private long _toldSeen = long.MaxValue;

    private void Tell(FileTail tail, bool isClosed = false)
    {
        if (tail.IsStream)
        {
            return;
        }

        var lines = tail.Lines;
        _observer.Stands(
            new SourcePosition(
                tail.Source, tail.Identity, lines.Offset, lines.IsSkipping, lines.Encoding, HeadOf(tail), lines.AnchorMark(), isClosed),
            _reader.Sent);
    }

    // Of a file that was not read yet the beginning is looked at: it may be compressed before we come back to it.
    private static BytesMark HeadOf(FileTail tail)
    {
        if (tail.Lines.ReadTo > 0 || tail.IsClosed || tail.File.IsParked)
        {
            return tail.Head.Mark;
        }

        Span<byte> start = stackalloc byte[Head.Capacity];
        return tail.File.Read(start, 0, out var count) == FileFault.None ? BytesMark.Of(start[..count]) : default;
    }

    // Begins a look at everything. What appears during it may be missed.
    private void BeginSeeing() => _lookedAt = UnixNanos(_clock.GetUtcNow());

    // What a suspect holds was seen and is in no position: whoever begins anew must find it as something that nobody knew.
    private void TellSeen()
    {
        var seen = _lookedAt;
        foreach (var suspect in _suspects)
        {
            seen = Math.Min(seen, EarliestTimeOf(suspect));
        }

        TellSeen(seen);
    }

    // As many may appear at once as there are logs: the others need not be looked at again for one more.
    private void TellSuspected(FileTail suspect)
    {
        if (_toldSeen < long.MaxValue && EarliestTimeOf(suspect) is var time && time < _toldSeen)
        {
            TellSeen(time);
        }
    }

    // Nothing waits for longer than twice the time of an episode; and what lay there before the first run is none of ours.
    private void TellSeen(long seen)
    {
        _toldSeen = AwaitsFolders ? _seenBefore : Math.Max(seen, Math.Max(_lookedAt - (2 * EpisodeNanos), _seenBefore));
        _observer.SawUntil(_toldSeen, _reader.Sent);
    }

    private long EarliestTimeOf(FileTail suspect) => suspect.File.Stat(out var status) != FileFault.None ? long.MaxValue
        : suspect.File.IsCompressed ? EarliestTimeOf(status)
        : status.ModifiedNanos;

    // It will have the time of its plain form when it is done.
    private long EarliestTimeOf(FileStatus compressed)
    {
        var birth = compressed.Identity.Generation;
        return (birth == 0 ? compressed.ModifiedNanos : Math.Min(compressed.ModifiedNanos, birth)) - EpisodeNanos;
    }

    private long EpisodeNanos => (long)_timings.Episode.TotalNanoseconds;

    private static long UnixNanos(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    private void BeginCatchingUp()
    {
        foreach (var tail in _tails.Values)
        {
            _catchingUp.Push((tail, tail.KnownLength));
        }
    }

    private void CheckCaughtUp()
    {
        if (_toldCaughtUp)
        {
            return;
        }

        while (_catchingUp.TryPeek(out var next) && HasCaughtUp(next.Tail, next.Length))
        {
            _catchingUp.Pop();
        }

        if (_catchingUp.Count == 0)
        {
            _toldCaughtUp = true;
            _catchingUp.TrimExcess();
            _observer.CaughtUp(_reader.Sent);
        }
    }

    // What cannot be read now must not keep everybody waiting.
    private static bool HasCaughtUp(FileTail tail, long length) =>
        tail.IsClosed || tail.IsAtEnd || tail.Lines.ReadTo >= length || tail.LastFault != FileFault.None || tail.Suspicion is not null;
}
