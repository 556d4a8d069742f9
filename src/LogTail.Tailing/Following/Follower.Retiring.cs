using LogTail.Tailing.Files;

namespace LogTail.Tailing.Following;

/// <content>Files that no path means any more: kept open until they are read and quiet.</content>
internal sealed partial class Follower
{
    private readonly List<FileTail> _rotated = [];
    private long _nextRetire;

    private void Retire()
    {
        if (_rotated.Count == 0 || !IsDue(_nextRetire))
        {
            return;
        }

        for (var i = _rotated.Count - 1; i >= 0; i--)
        {
            var tail = _rotated[i];
            if (MayClose(tail) && _reader.TryFinish(tail) && IsKept(tail))
            {
                Close(tail);
                _rotated.RemoveAt(i);
            }
        }

        _nextRetire = After(_timings.RetireInterval);
    }

    private bool MayClose(FileTail tail)
    {
        if (!tail.IsAtEnd || tail.IsQueued || tail.Predecessors > 0)
        {
            return false;
        }

        TellEnded(tail);
        var quiet = _clock.GetElapsedTime(tail.LastGrowth);
        if (quiet < _timings.RotatedQuiet && quiet < _timings.DeletedQuiet)
        {
            return false;
        }

        var fault = tail.File.Stat(out var status);
        if (fault != FileFault.None)
        {
            // It was parked when its name went, and nobody told the new one.
            return fault == FileFault.Missing && quiet >= _timings.RotatedAloneQuiet;
        }

        // Its end may have moved since the last look.
        if (status.Length != tail.Lines.ReadTo)
        {
            Enqueue(tail);
            return false;
        }

        return status.LinkCount == 0
            ? quiet >= _timings.DeletedQuiet
            : quiet >= _timings.RotatedAloneQuiet || (quiet >= _timings.RotatedQuiet && HasLiveSuccessor(tail));
    }

    // What it held must be on disk first. But when that fails for long, the room of a deleted file must not be taken up for ever.
    private bool IsKept(FileTail tail) =>
        _observer.IsDurable(tail.LastBatch) || _clock.GetElapsedTime(tail.LastGrowth) > _timings.RotatedAloneQuiet + _timings.KeptPatience;

    // A file of which everything is read, and to which nobody can add, is not missed after a restart: one that is deleted, and a compressed one.
    private void TellEnded(FileTail tail)
    {
        if (!tail.IsToldClosed
            && tail.File.Stat(out var status) == FileFault.None
            && status.Length == tail.Lines.ReadTo
            && (status.LinkCount == 0 || (tail.File.IsCompressed && !tail.Lines.HoldsLine)))
        {
            tail.IsToldClosed = true;
            Tell(tail, isClosed: true);
        }
    }

    // A rotated file, or a copy, that a pattern finds too is never closed. But whoever would finish its last line writes to another file now.
    private bool IsLeftUnfinished(FileTail tail) =>
        tail.Lines.HoldsLine
        && tail.Origin.Tail is { Lines.ReadTo: > 0 } successor
        && successor != tail
        && _clock.GetElapsedTime(tail.LastGrowth) >= _timings.RotatedQuiet
        && tail.Paths.TrueForAll(path => RotationNames.IsGeneration(Path.GetFileName(tail.Source), Path.GetFileName(path.Path)));

    private static bool HasLiveSuccessor(FileTail tail) => tail.FormerPath?.Tail?.Lines.ReadTo > 0;

    private void AddRotated(FileTail tail)
    {
        _rotated.Add(tail);
        _nextRetire = _rotated.Count == 1 ? After(_timings.RetireInterval) : _nextRetire;
    }

    // Read to its end.
    private void Close(FileTail tail)
    {
        _ledger.Add(Generation.Former(tail), isClosed: true);
        _discovery.DirectoryOf(tail.Origin)?.Bystanders.Add(tail.Identity);
        _discovery.DirectoryOf(tail.File.Path)?.Bystanders.Add(tail.Identity);
        Let(tail);
        Tell(tail, isClosed: true);
        _observer.Closed(tail.Source, tail.Identity, tail.Lines.Offset);
    }

    private void DiscardCompressed(FileTail tail)
    {
        var directory = _discovery.DirectoryOf(tail.File.Path) ?? _discovery.DirectoryOf(tail.Origin);
        Discard(tail, "it is compressed");
        SuspectCompressed(directory, tail.File.Path);
    }

    // It turned out to be nothing that has lines.
    private void Discard(FileTail tail, string reason)
    {
        _rotated.Remove(tail);
        foreach (var path in tail.Paths)
        {
            path.Tail = null;
            path.Refused = tail.Identity;
            _observer.Refused(path.Path, reason);
        }

        tail.Paths.Clear();
        Let(tail);

        // It was told when it was found, before it had a byte. Were it known after a restart, its lines would be read as those of a file that
        // was opened and not read; as an unknown one it is compared with what was counted.
        _observer.Gone(tail.Identity, _reader.Sent);
    }

    private void Let(FileTail tail)
    {
        Disarm(tail);
        _openCount -= tail.File.IsParked ? 0 : 1;
        tail.Close();
        _tails.Remove(tail.Identity);
        Release(tail.Successors);
    }
}
