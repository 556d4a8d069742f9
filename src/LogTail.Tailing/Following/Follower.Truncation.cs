using LogTail.Tailing.Files;
using LogTail.Tailing.Lines;
using LogTail.Tailing.Waking;

namespace LogTail.Tailing.Following;

/// <content>Files that do not hold any more what was read of them.</content>
internal sealed partial class Follower
{
    private readonly List<WakeHint> _lateHints = [];

    private void Truncated(FileTail tail)
    {
        SeeSiblings(tail);
        if (tail.IsClosed)
        {
            return;
        }

        if (tail.IsRotated && Shredding.IsUnderWay(tail.File))
        {
            Abandon(tail);
            return;
        }

        var copy = FindCopy(tail) ?? FindCopyElsewhere(tail);
        if (copy is null && !_reader.TryFinish(tail))
        {
            _isStarved = true;
            Enqueue(tail);
            return;
        }

        var length = tail.File.Stat(out var status) == FileFault.None ? status.Length : 0;
        _observer.Truncated(tail.Source, tail.Lines.ReadTo, length);
        var former = Generation.Former(tail);
        _ledger.Add(former, isClosed: false);
        if (copy is not null)
        {
            ReadFromCopy(copy, tail.Origin, former);
        }
        else
        {
            TellLost(tail);
        }

        tail.Restart(new LineCutter(_options.Encoding, _options.MaxLineBytes, _options.LongLines), status.ModifiedNanos);
        Tell(tail);
        foreach (var path in tail.Paths)
        {
            path.LastEpisode = _clock.GetTimestamp();
            path.LastUnseen = copy;
        }

        if (copy is not null)
        {
            WaitFor(tail, copy);
        }

        _nextJudgement = 0;
        JudgeSuspects();
        Enqueue(tail);
    }

    // It is being destroyed: what was read of it is all there is.
    private void Abandon(FileTail tail)
    {
        if (!_reader.TryFinish(tail))
        {
            _isStarved = true;
            Enqueue(tail);
            return;
        }

        TellLost(tail);
        _rotated.Remove(tail);
        Close(tail);
    }

    private void TellLost(FileTail tail)
    {
        if (tail.KnownLength > tail.Lines.ReadTo)
        {
            _observer.Lost(tail.Source, tail.KnownLength - tail.Lines.ReadTo);
        }
    }

    // Names that appeared just before the truncation must be known before it is judged.
    private void SeeSiblings(FileTail tail)
    {
        _waker.Wait(TimeSpan.Zero, _lateHints);
        Handle(_lateHints);
        foreach (var path in tail.Paths.ToArray())
        {
            // Hints that come by way of other threads may still be on their way.
            if (_discovery.DirectoryOf(path) is { } directory && (directory.Watch == IWaker.NoWatch || _waker.Mode == WakeMode.Polling))
            {
                _discovery.LookAgain(directory);
            }
        }
    }

    // The longest copy of what was read. Copies that end before that have nothing left to tell.
    private FileTail? FindCopy(FileTail tail)
    {
        var read = Generation.Former(tail);
        FileTail? copy = null;
        foreach (var suspect in _suspects.ToArray())
        {
            var suspicion = suspect.Suspicion!;
            if (suspect.File.IsCompressed
                || !suspicion.Originals.Any(path => path.Tail == tail || path == tail.Origin)
                || suspect.File.Stat(out var status) != FileFault.None
                || status.Length == 0)
            {
                continue;
            }

            suspicion.Length = status.Length;
            switch (read.Compare(suspect, status.Length))
            {
                case Likeness.Copy when copy is null || status.Length > copy.Suspicion!.Length:
                    copy = suspect;
                    break;
                case Likeness.Prefix:
                    PassOver(suspect, status.Length);
                    break;
                default:
                    break;
            }
        }

        return copy ?? FindCompressedCopy(tail, read);
    }

    // Beside the target of a link, and where rotated files are moved to: directories that nobody watches.
    private FileTail? FindCopyElsewhere(FileTail tail)
    {
        var target = _files.TargetOf(tail.Origin.Path);
        var place = new SourcePlace(tail.Origin.Path, target, _options.RotatedDirectories);
        var read = Generation.Former(tail);
        var entries = new List<DirectoryEntry>();

        // Its own is watched, but not for what is called as the target.
        foreach (var directory in place.Directories.Skip(target is null ? 1 : 0))
        {
            entries.Clear();
            _files.List(directory, entries);
            foreach (var entry in entries.Where(entry => !entry.IsDirectory))
            {
                if (TryOpenUnwatched(tail, place, Path.Join(directory, entry.Name), entry.Name) is not { } copy)
                {
                    continue;
                }

                if (read.Compare(copy, copy.KnownLength) == Likeness.Copy)
                {
                    return copy;
                }

                Clear(copy);
                Let(copy);
            }
        }

        return null;
    }

    // One that nobody knows, and that may be a copy by its name.
    private FileTail? TryOpenUnwatched(FileTail original, SourcePlace place, string path, string name)
    {
        if (_files.Stat(path, out var status) != FileFault.None
            || status is not { Kind: FileKind.Regular, Length: > 0 }
            || !place.MayHold(new Sibling(name, path, status))
            || _tails.ContainsKey(status.Identity)
            || _ledger.TryGet(status.Identity, out _)
            || !TryOpenSibling(path, original.Origin, out var copy))
        {
            return null;
        }

        Suspect(copy, path, [original.Origin], isGeneration: false);
        return copy;
    }

    private void PassOver(FileTail copy, long length)
    {
        var directory = DirectoryOf(copy.Suspicion!);
        if (copy.WasFound)
        {
            StartPlace.MoveToEnd(copy, length, _options);
            Acquit(copy);
        }
        else
        {
            Clear(copy);
            Dismiss(copy, directory);
        }
    }

    private void ReadFromCopy(FileTail copy, FollowedPath origin, Generation former)
    {
        var from = copy.Suspicion!.Path;
        Clear(copy);
        copy.BelongTo(origin);
        copy.Continue(former);
        copy.Recovery = copy.File.IsCompressed ? Recovery.Compressed : Recovery.Copy;
        Tell(copy);
        if (!copy.WasFound)
        {
            copy.WasFound = true;
            AddRotated(copy);
        }

        _observer.Recovered(former.Source, from, former.ReadTo);
        Enqueue(copy);
    }
}
