using LogTail.Tailing.Files;

namespace LogTail.Tailing.Following;

/// <content>Lines that are written to a file after it was rotated, read to its end, quiet, and closed.</content>
internal sealed partial class Follower
{
    // A very late writer: the file was closed and has grown since.
    private void ReadOn(Generation former, string path, List<FollowedPath> originals)
    {
        var origin = originals.Find(original => original.Path == former.Source);
        if (origin is null || !TryOpenSibling(path, origin, out var tail) || !_ledger.TryTake(former.Identity, out _))
        {
            return;
        }

        tail.Continue(former);
        ReadOn(tail, origin);
    }

    // The same for one that an earlier run had closed.
    private bool TryReadOn(string path, FileStatus status, List<FollowedPath> originals)
    {
        if (_isStarting
            || !_saved.TryGetClosed(status.Identity, out var saved)
            || status.Length <= saved.Offset
            || originals.Find(original => original.Path == saved.Source) is not { } origin
            || !TryOpenSibling(path, origin, out var tail))
        {
            return false;
        }

        if (tail.File.IsCompressed || !SavedPlace.TryMove(tail, status.Length, saved, _saved.IsSameBoot))
        {
            Let(tail);
            return false;
        }

        _saved.TryTake(saved.Identity, out _);
        ReadOn(tail, origin);
        return true;
    }

    private void ReadOn(FileTail tail, FollowedPath origin)
    {
        tail.WasFound = true;
        tail.FormerPath = origin;
        AddRotated(tail);
        _observer.Opened(tail.Source, tail.Identity, tail.Lines.Offset);
        Tell(tail);
        Enqueue(tail);
    }
}
