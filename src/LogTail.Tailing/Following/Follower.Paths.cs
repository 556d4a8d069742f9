using LogTail.Tailing.Files;

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
            Vanish(path);
        }
        else if (fault != FileFault.None)
        {
            ReportFault(path, fault);
        }
        else if (path.Tail?.Identity != status.Identity && path.Refused != status.Identity)
        {
            Mean(path, status);
        }
    }

    // The path means a file that it did not mean before.
    private void Mean(FollowedPath path, FileStatus status)
    {
        if (_tails.TryGetValue(status.Identity, out var known))
        {
            Point(path, known);
            return;
        }

        if (status.Kind != FileKind.Regular)
        {
            Refuse(path, status, status.Kind.Describe());
            return;
        }

        var fault = _files.Open(path.Path, out var file);
        if (fault != FileFault.None)
        {
            ReportFault(path, fault);
            return;
        }

        Adopt(path, file!);
    }

    private void Adopt(FollowedPath path, IOpenFile file)
    {
        // The path may mean yet another file since it was looked at; what was opened is what counts.
        var fault = file.Stat(out var status);
        if (fault != FileFault.None || status.Kind != FileKind.Regular || _tails.ContainsKey(status.Identity))
        {
            file.Dispose();
            if (fault == FileFault.None)
            {
                LookAt(path);
            }

            return;
        }

        if (CompressedFormat.Recognize(file) is { } format)
        {
            file.Dispose();
            Refuse(path, status, $"it is {format}-compressed");
            return;
        }

        path.LastFault = FileFault.None;
        var tail = OpenTail(path, file, status);
        _tails.Add(status.Identity, tail);
        Point(path, tail);
        Enqueue(tail);
    }

    private void Point(FollowedPath path, FileTail tail)
    {
        var former = path.Tail;
        path.Tail = tail;
        path.Refused = null;
        tail.Paths.Add(path);
        if (tail.Paths.Count == 1)
        {
            _rotated.Remove(tail);
        }

        if (path.LastTail is { IsClosed: false } last && last != tail && tail.Lines.ReadTo == 0)
        {
            WaitFor(tail, last);
        }

        path.LastTail = tail;
        if (former is not null)
        {
            _observer.Rotated(path.Path, former.Identity, tail.Identity);
            Leave(path, former);
        }
    }

    private void Vanish(FollowedPath path)
    {
        if (path.Tail is { } former)
        {
            path.Tail = null;
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
        if (former.IsRotated)
        {
            _rotated.Add(former);
            _nextRetire = _rotated.Count == 1 ? After(_timings.RetireInterval) : _nextRetire;
        }

        // Read once more from here: only an end that is found now ends the wait of its successor.
        Enqueue(former);
    }

    private static void WaitFor(FileTail tail, FileTail predecessor)
    {
        tail.Predecessor = predecessor;
        predecessor.Successors.Add(tail);
    }

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
        if (path.LastFault != fault)
        {
            path.LastFault = fault;
            _observer.Failed(path.Path, fault.Describe());
        }
    }
}
