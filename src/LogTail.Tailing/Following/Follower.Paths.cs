using LogTail.Tailing.Files;
using LogTail.Tailing.Lines;

namespace LogTail.Tailing.Following;

/// <content>What paths mean, and what follows when they mean something else.</content>
internal sealed partial class Follower
{
    private void LookAt(FollowedPath path)
    {
        var fault = _files.Stat(path.Path, out var status);
        if (fault == FileFault.Missing)
        {
            path.LastFault = fault;
            path.Refused = null;
            path.StartLength = null;
            Vanish(path);
            if (_goneOrigins.TryGetValue(path.Path, out var gone))
            {
                // It may have been there between two looks.
                gone.LastEpisode = _clock.GetTimestamp();
            }
        }
        else if (fault != FileFault.None)
        {
            ReportFault(path, fault);
        }
        else if (path.Refused == status.Identity)
        {
            _discovery.DirectoryOf(path)?.Met?.Add(status.Identity);
        }
        else if (path.Tail?.Identity != status.Identity)
        {
            Mean(path, status);
        }
    }

    // The path means a file that it did not mean before.
    private void Mean(FollowedPath path, FileStatus status)
    {
        if (!_isStarting && _discovery.DirectoryOf(path) is { } directory)
        {
            _discovery.LookForOriginals(directory, Path.GetFileName(path.Path));
        }

        if (_tails.TryGetValue(status.Identity, out var known))
        {
            if (known.File.IsCompressed)
            {
                RefuseCompressed(path, status, CompressedFormat.Gzip);
            }
            else
            {
                Point(path, known);
            }

            return;
        }

        if (status.Kind is not (FileKind.Regular or FileKind.Fifo))
        {
            Refuse(path, status, status.Kind.Describe());
            return;
        }

        var fault = OpenOrPark(path.Path, out var file);
        if (fault != FileFault.None)
        {
            ReportFault(path, fault);
            path.StartLength = _isStarting && fault == FileFault.TooManyOpen ? status.Length : null;
            return;
        }

        Adopt(path, file!);
    }

    private void Adopt(FollowedPath path, IOpenFile file)
    {
        // The path may mean yet another file since it was looked at; what was opened is what counts.
        var fault = file.Stat(out var status);
        if (fault != FileFault.None || status.Kind is not (FileKind.Regular or FileKind.Fifo) || _tails.ContainsKey(status.Identity))
        {
            file.Dispose();
            if (fault == FileFault.None)
            {
                LookAt(path);
            }

            return;
        }

        if (status.Kind == FileKind.Regular && CompressedFormat.Recognize(file) is { } format)
        {
            file.Dispose();
            RefuseCompressed(path, status, format);
            return;
        }

        path.LastFault = FileFault.None;
        var tail = Track(path, path.Path, file, status);
        Place(path, tail, status);
        Point(path, tail);
        Enqueue(tail);
    }

    private void RefuseCompressed(FollowedPath path, FileStatus status, string format)
    {
        Refuse(path, status, $"it is {format}-compressed");
        if (format == CompressedFormat.Gzip)
        {
            SuspectCompressed(_discovery.DirectoryOf(path), path.Path);
        }
    }

    private FileTail Track(FollowedPath origin, string path, IOpenFile file, FileStatus status)
    {
        var parkable = new ParkableFile(_files, path, status.Identity, file);
        var tail = new FileTail(origin, status.Identity, parkable, new LineCutter(_options.Encoding, _options.MaxLineBytes, _options.LongLines))
        {
            LastGrowth = _clock.GetTimestamp(),
            KnownLength = status.Length,
            ModifiedAtOpening = status.ModifiedNanos,
            IsRemote = origin.IsLink ? _files.IsRemote(path) : _discovery.DirectoryOf(origin)?.IsRemote ?? false,
            IsStream = status.Kind == FileKind.Fifo,
        };
        _tails.Add(status.Identity, tail);
        Opened();
        return tail;
    }

    // Where reading begins.
    private void Place(FollowedPath path, FileTail tail, FileStatus status)
    {
        if (tail.IsStream)
        {
            // It has no past.
        }
        else if (_ledger.TryTake(tail.Identity, out var former))
        {
            tail.Continue(former!);
        }
        else if (TryResume(path, tail, status))
        {
            // Where the earlier run stood, or at 0 if the file is newer than that.
            path.StartLength = null;
        }
        else if (_isStarting || path.StartLength is not null || IsLate(path))
        {
            if (_options.StartAt == StartAt.End)
            {
                StartPlace.MoveToEnd(tail, Math.Min(status.Length, path.StartLength ?? status.Length), _options);
            }

            path.StartLength = null;
        }
        else if (_discovery.DirectoryOf(path) is { } directory && OriginalsOf(directory, Path.GetFileName(path.Path)) is { Count: > 0 } originals)
        {
            Suspect(tail, path.Path, originals, isGeneration: false);
        }

        _observer.Opened(tail.Source, tail.Identity, tail.Lines.Offset);
        if (tail.Suspicion is null)
        {
            Tell(tail);
        }
    }

    private void Point(FollowedPath path, FileTail tail)
    {
        var former = FormerOf(path, tail);
        if (former is not null && IsReplacedBy(former, tail))
        {
            if (_reader.IsRewritten(former))
            {
                // It was truncated before: what it held then may be in a copy, which must be found first.
                SuspectFound(tail, path);
            }
            else
            {
                Replace(former, tail);
            }
        }
        else if ((former ?? path.LastTail) is { IsClosed: false } last
            && last != tail
            && tail is { Suspicion: null, WasFound: false, Lines.ReadTo: 0 }
            && IsKeptAside(last, out _))
        {
            // An editor may be about to write it all anew, also when nothing had this name for a moment.
            SuspectFound(tail, path);
        }

        path.Tail = tail;
        path.Refused = null;
        if (tail.IsRotated)
        {
            _rotated.Remove(tail);
        }

        tail.Paths.Add(path);
        tail.File.Path = path.Path;
        // What is not read for the present has no end to wait for.
        if (path.LastTail is { IsClosed: false, Suspicion: null } earlier && earlier != tail && !tail.WasFound)
        {
            WaitFor(tail, earlier);
            Enqueue(earlier);
        }

        // Also when the path meant nothing for a moment.
        if ((former ?? path.LastTail) is { } before && before != tail)
        {
            _observer.Rotated(path.Path, before.Identity, tail.Identity, KindOf(path, before, isHere: former is not null));
        }

        tail.WasFound = true;
        path.LastTail = tail;
        path.LastEpisode = _isStarting ? null : _clock.GetTimestamp();
        if (former is not null)
        {
            Leave(path, former);
        }
    }

    // Where it stands nobody knows yet: begun anew, it is compared with what was counted.
    private void SuspectFound(FileTail tail, FollowedPath path)
    {
        Suspect(tail, path.Path, [path], isGeneration: false);
        _observer.Gone(tail.Identity, _reader.Sent);
    }

    // What replaced the former file may have been replaced as well, before the path was looked at.
    private static FileTail? FormerOf(FollowedPath path, FileTail tail)
    {
        var former = path.Tail;
        while (former is { IsClosed: true, ReplacedBy: { } next } && next != tail)
        {
            former = next;
        }

        return former;
    }

    private static Rotation KindOf(FollowedPath path, FileTail former, bool isHere) => former switch
    {
        { IsClosed: true } => isHere ? Rotation.Replaced : Rotation.Renamed,
        _ when path.IsLink => Rotation.LinkSwitched,
        _ when former.File.Stat(out var status) == FileFault.None && status.LinkCount == 0 => Rotation.Deleted,
        _ => Rotation.Renamed,
    };

    // A program wrote a longer copy and renamed it over the file.
    private bool IsReplacedBy(FileTail former, FileTail tail)
    {
        if (former.IsClosed || former.Suspicion is not null || tail.Lines.ReadTo > 0 || !(IsDeleted(former, out var formerStatus) || IsKeptAside(former, out formerStatus))
            || tail.File.Stat(out var status) != FileFault.None || status.Length < formerStatus.Length)
        {
            return false;
        }

        if (_reader.IsRewritten(former))
        {
            // It was truncated and written anew first: all that it holds now is in the other one.
            return LiveCopy.BeginsWith(tail, former, formerStatus.Length);
        }

        // Of a file that was never read it is enough that the other one begins with it.
        return former.Lines.ReadTo == 0
            ? Generation.Of(former).Compare(tail, formerStatus.Length) == Likeness.Prefix
            : Generation.Of(former).Compare(tail, status.Length) == Likeness.Copy;
    }

    // Under the name that an editor gives to what it is about to replace.
    private bool IsKeptAside(FileTail tail, out FileStatus status)
    {
        foreach (var ending in RotationNames.BackupEndings)
        {
            if (_files.Stat(tail.Source + ending, out status) == FileFault.None && status.Identity == tail.Identity && status.Length > 0)
            {
                return true;
            }
        }

        status = default;
        return false;
    }

    private static bool IsDeleted(FileTail tail, out FileStatus status)
    {
        var fault = tail.File.Stat(out status);
        if (fault == FileFault.Stale)
        {
            // A network file system has forgotten the file: what was read of it is all there is.
            status = new FileStatus(tail.Identity, FileKind.Regular, tail.Lines.ReadTo, 0, 0);
            return tail.Lines.ReadTo > 0;
        }

        if (fault == FileFault.Missing && tail.File.IsParked)
        {
            // Its name means another file, or none: it was deleted, for all that can be seen without its handle.
            status = new FileStatus(tail.Identity, FileKind.Regular, tail.Lines.ReadTo, 0, 0);
            return tail.Lines.ReadTo > 0;
        }

        return fault == FileFault.None && status is { LinkCount: 0, Length: > 0 };
    }

    private void Replace(FileTail former, FileTail tail)
    {
        if (tail.Suspicion is not null)
        {
            Clear(tail);
        }

        tail.BelongTo(former.Origin);
        if (!_reader.IsRewritten(former))
        {
            tail.Continue(Generation.Of(former));
        }

        Tell(tail);
        if (!tail.WasFound && tail.IsRotated)
        {
            tail.WasFound = true;
            tail.FormerPath = former.FormerPath;
            AddRotated(tail);
        }

        _rotated.Remove(former);
        former.ReplacedBy = tail;
        Close(former);
        Enqueue(tail);
    }

    private void Vanish(FollowedPath path)
    {
        if (path.Tail is { } former)
        {
            path.Tail = null;
            path.LastEpisode = _clock.GetTimestamp();
            _observer.Vanished(path.Path, former.Identity);
            Leave(path, former);
        }

        if (path.LastTail is { IsClosed: true })
        {
            path.LastTail = null;
        }
    }

    private void Leave(FollowedPath path, FileTail former)
    {
        former.Paths.Remove(path);
        former.FormerPath = path;
        if (former is { IsRotated: true, IsClosed: false })
        {
            AddRotated(former);
        }

        // Read once more from here: only an end that is found now ends the wait of its successor.
        Enqueue(former);
    }

    private static void WaitFor(FileTail tail, FileTail predecessor)
    {
        if (!IsBefore(tail, predecessor))
        {
            tail.Predecessors++;
            predecessor.Successors.Add(tail);
        }
    }

    // Names that were swapped must not make two files wait for each other.
    private static bool IsBefore(FileTail tail, FileTail other) =>
        tail == other || tail.Successors.Exists(successor => IsBefore(successor, other));

    private void Refuse(FollowedPath path, FileStatus status, string reason)
    {
        path.Refused = status.Identity;
        Vanish(path);
        if (path.IsLiteral || status.Kind != FileKind.Directory)
        {
            _observer.Refused(path.Path, reason);
        }
    }

    private void ReportFault(FollowedPath path, FileFault fault)
    {
        _observer.CallFailed(fault.Code());
        if (path.LastFault != fault)
        {
            path.LastFault = fault;
            _observer.Failed(path.Path, fault.Describe());
        }
    }
}
