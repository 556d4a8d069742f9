using LogTail.Tailing.Files;

namespace LogTail.Tailing.Following;

/// <content>
/// Siblings of followed files that appear beside them: copies, generations that came and went between two looks, or neither. Each is
/// opened at once, so that it cannot get away, and read only when it is clear which of its lines were not counted yet.
/// </content>
internal sealed partial class Follower
{
    private readonly List<FileTail> _suspects = [];
    private readonly Ledger _ledger = new();
    private long _nextJudgement;
    private bool _isJudging;

    // A judgement needs originals that were not read yet: it comes as soon as they are, before a checkpoint may know of them and not of it.
    private bool _waitsForReading;

    // A name that no pattern finds.
    private void LookAtStranger(WatchedDirectory directory, string name)
    {
        var originals = OriginalsOf(directory, name);
        if (originals.Count == 0 && !directory.MayFindOriginalOf(name))
        {
            return;
        }

        var path = directory.PathOf(name);
        if (_files.Stat(path, out var status) != FileFault.None || status.Kind != FileKind.Regular)
        {
            return;
        }

        directory.Met?.Add(status.Identity);
        if (originals.Count == 0)
        {
            // What lay here before is no generation of a log that comes later.
            if (!directory.IsKnown)
            {
                directory.Bystanders.Add(status.Identity);
            }

            return;
        }

        if (_ledger.TryGet(status.Identity, out var former) && status.Length > former.ReadTo)
        {
            ReadOn(former, path, originals);
            return;
        }

        if (TryReadOn(path, status, originals))
        {
            return;
        }

        if (_tails.TryGetValue(status.Identity, out var suspect) && suspect.Suspicion is { } suspicion && suspicion.Path != path)
        {
            Renamed(suspect, suspicion, path, originals);
            return;
        }

        if (IsAccountedFor(directory, status.Identity))
        {
            NoteName(status.Identity, path);
            return;
        }

        if (!directory.IsKnown)
        {
            directory.Bystanders.Add(status.Identity);
        }
        else if (TryOpenSibling(path, originals[0], out var tail))
        {
            if (!tail.File.IsCompressed && CompressedFormat.Recognize(tail.File) is not null)
            {
                Dismiss(tail, directory);
                return;
            }

            Suspect(tail, path, originals, isGeneration: false);
        }
    }

    // It is judged by the name that it has now: what an editor wrote aside may be the log, and rotated, before we look again.
    private void Renamed(FileTail tail, Suspicion suspicion, string path, IReadOnlyList<FollowedPath> originals)
    {
        if (_files.Stat(suspicion.Path, out var former) != FileFault.None || former.Identity != tail.Identity)
        {
            tail.Suspicion = suspicion with { Path = path, Originals = originals };
            _nextJudgement = 0;
        }
    }

    // Where a suspect lies; that of what it may be a copy of, if nobody watches there.
    private WatchedDirectory? DirectoryOf(Suspicion suspicion) => _discovery.DirectoryOf(suspicion.Path) ?? _discovery.DirectoryOf(suspicion.Originals[0]);

    private bool IsAccountedFor(WatchedDirectory directory, FileIdentity identity) =>
        _tails.ContainsKey(identity) || _ledger.TryGet(identity, out _) || directory.Bystanders.Contains(identity);

    // A file that no path means. It is known by its identity from here on.
    private bool TryOpenSibling(string path, FollowedPath origin, out FileTail tail)
    {
        tail = null!;
        if (OpenOrPark(path, out var file) != FileFault.None)
        {
            return false;
        }

        if (file!.Stat(out var status) != FileFault.None || status.Kind != FileKind.Regular || _tails.ContainsKey(status.Identity))
        {
            file.Dispose();
            return false;
        }

        var isCompressed = CompressedFormat.Recognize(file) == CompressedFormat.Gzip;
        tail = Track(origin, path, isCompressed ? new GzipFile(file) : file, status);
        tail.KnownLength = isCompressed ? long.MaxValue : status.Length;
        return true;
    }

    private void Suspect(FileTail tail, string path, IReadOnlyList<FollowedPath> originals, bool isGeneration)
    {
        if (tail.Suspicion is null)
        {
            _suspects.Add(tail);
        }

        tail.Suspicion = new Suspicion(path, originals, isGeneration, _clock.GetTimestamp());
        _nextJudgement = 0;
        TellSuspected(tail);
        NoteEpisodes(tail, originals);
    }

    private void NoteEpisodes(FileTail suspect, IReadOnlyList<FollowedPath> originals)
    {
        foreach (var original in originals.Where(original => MayHaveLostItsBytesTo(original, suspect)))
        {
            original.LastEpisode = _clock.GetTimestamp();
        }
    }

    // Of a file of which nothing was read nobody sees that it was truncated. But if it was changed since it was opened, and a sibling was made before
    // its first byte was read, the sibling may be the copy of what it held.
    private static bool MayHaveLostItsBytesTo(FollowedPath original, FileTail sibling)
    {
        if (original.Tail is not { Suspicion: null } tail || tail.File.Stat(out var status) != FileFault.None || status.ModifiedNanos <= tail.ModifiedAtOpening)
        {
            return false;
        }

        return tail.ModifiedAtFirstByte == 0 ? tail.Lines.ReadTo == 0 : sibling.Identity.Generation <= tail.ModifiedAtFirstByte && sibling.Identity.Generation > tail.ModifiedAtOpening;
    }

    private void JudgeSuspects()
    {
        if (_suspects.Count == 0 || _isJudging || !IsDue(_nextJudgement))
        {
            return;
        }

        _isJudging = true;

        // In the order in which they were made: generations that nobody has seen are read in that order.
        foreach (var tail in _suspects.OrderBy(tail => tail.Identity.Generation).ThenBy(tail => tail.Suspicion!.Path, StringComparer.Ordinal).ToArray())
        {
            if (tail.Suspicion is not { } suspicion)
            {
                continue;
            }

            if (!AreSeen(suspicion.Originals))
            {
                _waitsForReading = true;
            }
            else if (tail.Suspicion is not null)
            {
                // What was copied may have been truncated since.
                NoteEpisodes(tail, suspicion.Originals);
                Judge(tail, suspicion);
            }
        }

        _isJudging = false;
        _nextJudgement = After(_timings.JudgeInterval);
    }

    // A copy can only be recognized by one who knows what the original holds now: it may have been truncated since it was read.
    private bool AreSeen(IReadOnlyList<FollowedPath> originals)
    {
        foreach (var path in originals)
        {
            if (path.Tail is { } original)
            {
                Look(original);
            }

            if (!AreRead(path))
            {
                return false;
            }
        }

        return !_isStarved;
    }

    // Nor by one who has not read yet what was rotated away before: it may have been empty then, and written since, or truncated and written anew.
    private bool AreRead(FollowedPath path)
    {
        foreach (var generation in OpenGenerationsOf(path).ToArray())
        {
            if (HasChanged(generation) || IsRewritten(generation))
            {
                Look(generation);
            }

            // That it was truncated is all that one look tells.
            if (IsUnread(generation))
            {
                Look(generation);
                if (IsUnread(generation))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool HasChanged(FileTail tail) =>
        tail is { Suspicion: null, IsClosed: false } && tail.File.Stat(out var status) == FileFault.None && status.Length != tail.Lines.ReadTo;

    // Its length may be the same.
    private bool IsRewritten(FileTail tail) => tail is { Suspicion: null, IsClosed: false, File.IsCompressed: false } && _reader.IsRewritten(tail);

    private static bool IsUnread(FileTail tail) => tail is { Lines.ReadTo: 0, LastFault: FileFault.None } && HasChanged(tail);

    private void Judge(FileTail tail, Suspicion suspicion)
    {
        if (tail.File.IsCompressed)
        {
            JudgeCompressed(tail, suspicion);
            return;
        }

        if (tail.File.Stat(out var status) != FileFault.None)
        {
            return;
        }

        if (status.Length != suspicion.Length)
        {
            suspicion.Length = status.Length;
            suspicion.LastGrowth = _clock.GetTimestamp();
        }

        if (status.Length == 0 && !suspicion.IsGeneration)
        {
            GiveUpAfter(_timings.Episode, tail, suspicion);
        }
        else if (CompressedFormat.Recognize(tail.File) is not null)
        {
            Clear(tail);
            DiscardCompressed(tail);
        }
        else
        {
            JudgeContent(tail, suspicion);
        }
    }

    private void JudgeContent(FileTail tail, Suspicion suspicion)
    {
        var (likeness, model, isLikeLive) = Recognize(tail, suspicion);
        var isQuiet = IsOlderThan(suspicion.LastGrowth, _timings.CopyQuiet);
        if (likeness == Likeness.None)
        {
            JudgeNew(tail, suspicion);
        }
        else if (FindReplaced(tail, suspicion) is { } replaced)
        {
            Replace(replaced, tail);
        }
        else if (suspicion.IsGeneration && (isQuiet || !isLikeLive))
        {
            if (likeness == Likeness.Copy)
            {
                tail.Continue(model!);
            }

            JudgeNew(tail, suspicion);
        }
        else if (likeness == Likeness.Copy && isQuiet && !isLikeLive)
        {
            JudgeCopy(tail, suspicion, model!);
        }
        else
        {
            GiveUpAfter(tail.WasFound ? _timings.CopyQuiet : _timings.Episode, tail, suspicion);
        }
    }

    private void JudgeNew(FileTail tail, Suspicion suspicion)
    {
        if (tail.WasFound)
        {
            Acquit(tail);
        }
        else if (GenerationOf(suspicion) is { } original)
        {
            AdoptUnseen(tail, original, suspicion.Path);
        }
        else
        {
            GiveUpAfter(_timings.Episode, tail, suspicion);
        }
    }

    // Of a generation that is not where it was: its bytes were copied instead of being renamed. Only what was not read of it is new.
    private void JudgeCopy(FileTail tail, Suspicion suspicion, Generation model)
    {
        if (tail.WasFound && suspicion.Originals.Any(IsInEpisode))
        {
            tail.Continue(model);
            Acquit(tail);
        }
        else if (!tail.WasFound && !model.IsIntact && GenerationOf(suspicion) is { } original)
        {
            tail.Continue(model);
            AdoptUnseen(tail, original, suspicion.Path);
        }
        else
        {
            GiveUpAfter(tail.WasFound ? _timings.CopyQuiet : _timings.Episode, tail, suspicion);
        }
    }

    // A deleted file of which this one is a longer copy, so that it was put into its place, though it was gone from there before we looked.
    private FileTail? FindReplaced(FileTail tail, Suspicion suspicion) => suspicion.Originals
        .Select(path => FindReplaced(tail, path))
        .FirstOrDefault(former => former is not null && (suspicion.Length > former.Lines.ReadTo || _reader.IsRewritten(former)));

    private FileTail? FindReplaced(FileTail tail, FollowedPath path) => OpenGenerationsOf(path)
        .Where(former => former != tail && IsReplacedBy(former, tail))
        .MaxBy(former => former.Lines.ReadTo);

    // The generation that the file is most like, and whether it is like one that a path means now: its original may be about to be truncated.
    private (Likeness Likeness, Generation? Model, bool IsLikeLive) Recognize(FileTail tail, Suspicion suspicion)
    {
        var best = (Likeness: Likeness.None, Model: (Generation?)null, IsLikeLive: false);
        foreach (var generation in suspicion.Originals.SelectMany(GenerationsOf))
        {
            var likeness = generation.Compare(tail, suspicion.Length);
            best.IsLikeLive |= likeness != Likeness.None && IsLive(generation, suspicion);
            if (likeness > best.Likeness || (likeness == best.Likeness && generation.ReadTo > best.Model?.ReadTo))
            {
                best = (likeness, generation, best.IsLikeLive);
            }
        }

        return best;
    }

    private static bool IsLive(Generation model, Suspicion suspicion) =>
        model.IsIntact && suspicion.Originals.Any(path => path.Tail?.Identity == model.Identity);

    // The present file counts whatever name it was found by: `rsync` begins with a hidden one, which a pattern may find.
    private IEnumerable<FileTail> OpenGenerationsOf(FollowedPath path)
    {
        var open = _goneOrigins.TryGetValue(path.Path, out var gone) && gone != path ? path.Generations.Concat(gone.Generations) : path.Generations;
        return path.Tail is { } present && present.Origin != path && present.Origin != gone ? open.Append(present) : open;
    }

    private IEnumerable<Generation> GenerationsOf(FollowedPath path)
    {
        foreach (var tail in OpenGenerationsOf(path))
        {
            if (tail.Suspicion is null)
            {
                yield return Generation.Of(tail);
            }
        }

        foreach (var former in _ledger.Of(path.Path))
        {
            yield return former;
        }
    }

    // The path whose rotation explains the file; null when none was rotated lately, or the name is not one that rotation makes.
    private FollowedPath? GenerationOf(Suspicion suspicion) =>
        suspicion.Originals.LastOrDefault(path =>
            IsInEpisode(path) && RotationNames.IsGeneration(Path.GetFileName(path.Path), Path.GetFileName(suspicion.Path)))
        ?? (suspicion.IsGeneration ? suspicion.Originals[0] : null);

    private bool IsInEpisode(FollowedPath path) => path.LastEpisode is { } time && !IsOlderThan(time, _timings.Episode);

    private void GiveUpAfter(TimeSpan quiet, FileTail tail, Suspicion suspicion)
    {
        if (!IsOlderThan(suspicion.LastGrowth, quiet))
        {
            return;
        }

        if (tail.WasFound)
        {
            Acquit(tail);
        }
        else
        {
            Clear(tail);
            Dismiss(tail, DirectoryOf(suspicion));
        }
    }

    // It is a file of its own.
    private void Acquit(FileTail tail)
    {
        Clear(tail);
        Tell(tail);
        Enqueue(tail);
    }

    private void Clear(FileTail tail)
    {
        tail.Suspicion = null;
        _suspects.Remove(tail);
    }

    // It has nothing to do with us.
    private void Dismiss(FileTail tail, WatchedDirectory? directory)
    {
        directory?.Bystanders.Add(tail.Identity);
        _observer.Stands(SavedPositions.NothingOf(tail.Source, tail.Identity), _reader.Sent);
        Let(tail);
    }

    // A whole generation of the path that came and went between two looks.
    private void AdoptUnseen(FileTail tail, FollowedPath original, string from)
    {
        Clear(tail);
        tail.BelongTo(original);
        tail.FormerPath = original;
        tail.WasFound = true;
        AddRotated(tail);
        Precede(tail, original);
        Tell(tail);
        var isWhole = tail.Lines.ReadTo == 0;
        tail.Recovery = tail.File.IsCompressed ? Recovery.Compressed : isWhole ? Recovery.Unseen : _isStarting ? Recovery.Renamed : Recovery.Copy;
        _observer.Recovered(original.Path, from, tail.Lines.ReadTo);
        if (isWhole)
        {
            _observer.FoundUnseen(original.Path);
        }

        Enqueue(tail);
    }

    // Lines of this file come before those of the path's present file, if that is still possible.
    private static void Precede(FileTail tail, FollowedPath path)
    {
        if (path.LastUnseen is { IsClosed: false, IsAtEnd: false } earlier)
        {
            WaitFor(tail, earlier);
        }

        path.LastUnseen = tail;
        if (path.Tail is { Suspicion: null } current && current.Lines.ReadTo == 0)
        {
            WaitFor(current, tail);
        }
    }
}
