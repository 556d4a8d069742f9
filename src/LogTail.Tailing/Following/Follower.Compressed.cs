using LogTail.Tailing.Files;

namespace LogTail.Tailing.Following;

/// <content>
/// Compressed files that appear beside followed ones. Most are the compressed form of a file that is read, or was; what such a file held is never
/// read again. A few are of one that was made, or copied, and compressed between two looks: nobody has read that.
/// </content>
internal sealed partial class Follower
{
    // It is opened, so that it cannot get away, and not read before it is complete: a decompressor does not start anew where it ended.
    private void SuspectCompressed(WatchedDirectory? directory, string path)
    {
        if (directory is null || _files.Stat(path, out var status) != FileFault.None)
        {
            return;
        }

        directory.Met?.Add(status.Identity);
        if (_isStarting || !directory.IsKnown)
        {
            // By the start it is looked at among all that was made while nothing ran.
            directory.Bystanders.Add(status.Identity);
            return;
        }

        if (OriginalsOf(directory, Path.GetFileName(path)) is not { Count: > 0 } originals)
        {
            return;
        }

        if (_tails.TryGetValue(status.Identity, out var suspect) && suspect.Suspicion is { } suspicion)
        {
            Renamed(suspect, suspicion, path, originals);
            return;
        }

        if (IsAccountedFor(directory, status.Identity))
        {
            return;
        }

        if (TryOpenSibling(path, originals[0], out var tail))
        {
            Suspect(tail, path, originals, isGeneration: false);
        }
    }

    private void JudgeCompressed(FileTail tail, Suspicion suspicion)
    {
        var directory = DirectoryOf(suspicion);
        if (PlainFormOf(suspicion.Path, tail) is { } plain)
        {
            JudgeByPlainForm(tail, suspicion, directory, plain);
        }
        else if (!IsOfThisTime(tail, directory))
        {
            Clear(tail);
            Dismiss(tail, directory);
        }
        else if (IsComplete(tail, suspicion) && !_suspects.Exists(other => MayBePlainFormOf(other, tail, suspicion)))
        {
            JudgeDecompressed(tail, suspicion, directory);
        }
        else
        {
            GiveUpAfter(_timings.Episode, tail, suspicion);
        }
    }

    // The file beside it that is being compressed into it: gzip removes that when it is done.
    private FileIdentity? PlainFormOf(string path, FileTail tail)
    {
        var isThere = _files.Stat(path, out var status) == FileFault.None && status.Identity == tail.Identity;
        var plainPath = RotationNames.WithoutCompression(path);
        return isThere && plainPath != path && _files.Stat(plainPath, out var plain) == FileFault.None ? plain.Identity : null;
    }

    private void JudgeByPlainForm(FileTail tail, Suspicion suspicion, WatchedDirectory? directory, FileIdentity plain)
    {
        if (directory?.Bystanders.Contains(plain) == true && !_ledger.TryGet(plain, out _))
        {
            Clear(tail);
            Dismiss(tail, directory);
        }
        else if (_ledger.TryGet(plain, out _) || (_tails.TryGetValue(plain, out var known) && known.Suspicion is null))
        {
            Forgo(tail, directory);
        }
        else
        {
            GiveUpAfter(_timings.Episode, tail, suspicion);
        }
    }

    // The last line of a generation that nobody saw is younger than our first look, and it was compressed at once. Where compression keeps the time of
    // the last change that tells it from old ones, which are none of ours.
    private bool IsOfThisTime(FileTail tail, WatchedDirectory? directory)
    {
        if (tail.File.Stat(out var status) != FileFault.None || status.ModifiedNanos < directory?.KnownSince)
        {
            return false;
        }

        var birth = status.Identity.Generation;
        return birth == 0 || birth - status.ModifiedNanos <= _timings.Episode.TotalNanoseconds;
    }

    // gzip gives it the time of the plain file when it is done, which is older than the file itself. Others leave it in peace then.
    private bool IsComplete(FileTail tail, Suspicion suspicion)
    {
        if (tail.File.Stat(out var status) != FileFault.None)
        {
            return false;
        }

        if (status.ModifiedNanos != suspicion.ModifiedNanos)
        {
            suspicion.ModifiedNanos = status.ModifiedNanos;
            suspicion.LastGrowth = _clock.GetTimestamp();
        }

        return status.ModifiedNanos < status.Identity.Generation || IsOlderThan(suspicion.LastGrowth, _timings.CopyQuiet);
    }

    // Judged before its compressed form is: there is nothing left to read then.
    private static bool MayBePlainFormOf(FileTail other, FileTail tail, Suspicion suspicion) =>
        !other.File.IsCompressed
        && other.Suspicion!.Length > 0
        && other.Suspicion.Originals.Any(suspicion.Originals.Contains)
        && Generation.Of(other).IsBegunLike(tail.File);

    // Decompressing all of it in order to compare would keep others waiting: beginnings are enough, save where the plain form was truncated.
    private void JudgeDecompressed(FileTail tail, Suspicion suspicion, WatchedDirectory? directory)
    {
        var models = Related(suspicion.Originals, _discovery.DirectoryOf(suspicion.Originals[0])).SelectMany(GenerationsOf).Where(model => model.IsBegunLike(tail.File)).ToArray();
        if (Array.Exists(models, model => IsLive(model, suspicion)))
        {
            // Its original may be about to be truncated.
            GiveUpAfter(_timings.Episode, tail, suspicion);
        }
        else if (FindReplacedByLonger(tail, suspicion) is { } replaced)
        {
            Replace(replaced, tail);
        }
        else if (AreReadAnyway(models, tail) || WasClosedBefore(suspicion.Originals, tail) || IsEmpty(tail))
        {
            Forgo(tail, directory);
        }
        else if (GenerationOf(suspicion) is not { } original)
        {
            GiveUpAfter(_timings.Episode, tail, suspicion);
        }
        else if (models.Length == 0)
        {
            AdoptUnseen(tail, original, suspicion.Path);
        }
        else if (models.Where(model => model.Compare(tail, long.MaxValue) == Likeness.Copy).MaxBy(model => model.ReadTo) is { } truncated)
        {
            tail.Continue(truncated);
            AdoptUnseen(tail, original, suspicion.Path);
        }
        else
        {
            Forgo(tail, directory);
        }
    }

    // One that is open goes on being read. One that was closed was read to its end, unless it was written to, or replaced by a longer copy, after that.
    private bool AreReadAnyway(Generation[] models, FileTail tail) =>
        Array.Exists(models, model => model.IsIntact)
        || (Array.Exists(models, _ledger.Holds) && !((tail.File.Opened as GzipFile)?.ReadClaimedLength() > models.Max(model => model.ReadTo)));

    // A deleted file of which it is not the compressed form, but that of a longer copy, which was put into its place and rotated before we looked.
    private FileTail? FindReplacedByLonger(FileTail tail, Suspicion suspicion) =>
        (tail.File.Opened as GzipFile)?.ReadClaimedLength() is { } length
            ? suspicion.Originals.SelectMany(OpenGenerationsOf).FirstOrDefault(former => former.Suspicion is null
                && IsDeleted(former, out var status)
                && status.Length < length
                && Generation.Of(former).Compare(tail, long.MaxValue) == Likeness.Copy)
            : null;

    // By an earlier run.
    private bool WasClosedBefore(IReadOnlyList<FollowedPath> originals, FileTail tail) =>
        originals.SelectMany(path => _saved.ClosedOf(path.Path)).Any(saved => SavedPlace.IsBegunLike(tail.File, saved));

    // A pattern may find copies too, and their compressed forms are renamed: app.log.2.gz may be of what was app.log.1.
    // What an earlier run called app.log.1 may have no path of this name now.
    private IEnumerable<FollowedPath> Related(IReadOnlyList<FollowedPath> originals, WatchedDirectory? directory) => directory is null
        ? originals
        : originals.Union(directory.Paths.Values
            .Concat(_goneOrigins.Values.Where(path => Path.GetDirectoryName(path.Path) == directory.Path))
            .Where(path => OriginalsOf(directory, Path.GetFileName(path.Path)).Exists(originals.Contains)));

    private static bool IsEmpty(FileTail tail) => tail.File.Read(new byte[1], 0, out var count) == FileFault.None && count == 0;

    // The compressed form of what is known. After a crash it may be needed nevertheless: it must be found as one that nobody knows.
    private void Forgo(FileTail tail, WatchedDirectory? directory)
    {
        Clear(tail);
        directory?.Bystanders.Add(tail.Identity);
        Let(tail);
        _observer.Gone(tail.Identity, _reader.Sent);
    }

    // A copy that was compressed before the original was truncated: it was complete by then.
    private FileTail? FindCompressedCopy(FileTail tail, Generation read) => _suspects.Find(suspect =>
        suspect.File.IsCompressed
        && suspect.Suspicion!.Originals.Any(path => path.Tail == tail || path == tail.Origin)
        && PlainFormOf(suspect.Suspicion.Path, suspect) is null
        && read.Compare(suspect, long.MaxValue) == Likeness.Copy);
}
