using LogTail.Tailing.Files;

namespace LogTail.Tailing.Following;

/// <content>
/// After a restart: which files of the earlier run are where now, and which lines were written meanwhile into files that nobody saw
/// (spec/follower.md §3.10). A file is known by its identity and by the bytes that were consumed of it; both must agree.
/// </content>
internal sealed partial class Follower
{
    private readonly SavedPositions _saved;

    // Files at followed paths that the earlier run did not consume a byte of.
    private readonly List<FileTail> _fresh = [];
    private ILookup<string, FileTail>? _freshBySource;

    // Positions in files that hold something else now: truncated, or the number belongs to another file.
    private readonly List<SourcePosition> _displaced = [];

    // Such files that their paths do not mean any more, with the path that meant them.
    private readonly List<(string Source, Sibling File)> _rewritten = [];

    // Of generations whose path was not there at the start. When there is such a path again it is another object.
    private readonly Dictionary<string, FollowedPath> _goneOrigins = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Siblings> _siblings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourcePlace> _places = new(StringComparer.Ordinal);

    // A file is opened whose path was, or was not, followed by the earlier run. Returns whether its place is settled.
    private bool TryResume(FollowedPath path, FileTail tail, FileStatus status)
    {
        if (_saved.TryTake(tail.Identity, out var saved) && saved.Offset < long.MaxValue)
        {
            if (saved.IsRecognizable && SavedPlace.TryMove(tail, status.Length, saved, _saved.IsSameBoot))
            {
                if (saved.Source != path.Path)
                {
                    tail.BelongTo(OriginOf(saved.Source));
                }

                Supersede(saved, tail);
                if (saved.Offset == 0)
                {
                    _fresh.Add(tail);
                }

                return true;
            }

            if (saved.IsRecognizable)
            {
                _displaced.Add(saved);
                _observer.Truncated(path.Path, saved.Offset, status.Length);
            }

            _fresh.Add(tail);
            return true;
        }

        if ((!_isStarting && path.StartLength is null && !IsLate(path)) || !_saved.Exist)
        {
            return false;
        }

        // Also one that is not: it may be what followed a known one under another name.
        _fresh.Add(tail);
        return _saved.Knows(path.Path) || IsNewerThanSaved(status);
    }

    private bool IsNewerThanSaved(FileStatus status)
    {
        var birth = OperatingSystem.IsLinux() ? status.Identity.Generation : 0;
        return Siblings.IsRecent(birth == 0 ? status.ModifiedNanos : birth, _saved);
    }

    private void ResumeMissing()
    {
        if (_saved.Exist)
        {
            Resume(_ => true);
        }
    }

    private void Resume(Func<string, bool> isSought)
    {
        foreach (var saved in _saved.Left.Concat(_displaced).OrderBy(saved => saved.Identity.Generation).ToArray())
        {
            if (!isSought(saved.Source) || !IsWanted(saved.Source) || saved.Offset == long.MaxValue)
            {
                continue;
            }

            if (saved.IsClosed)
            {
                ResumeClosed(saved);
            }
            else if (!TryFindByIdentity(saved) && !TryFindFresh(saved) && !TryFindByBytes(saved))
            {
                Miss(saved);
            }
        }

        foreach (var source in _saved.Sources.Where(source => isSought(source) && IsWanted(source)))
        {
            ReadUnseen(source);
            if ((_discovery.Find(source) ?? _goneOrigins.GetValueOrDefault(source)) is { Tail: null } path)
            {
                // It is being rotated, for all we know.
                path.LastEpisode = _clock.GetTimestamp();
            }
        }

        // One that the earlier run never saw may have been there and been rotated since.
        foreach (var path in _discovery.Paths.Where(path => isSought(path.Path) && !_saved.Knows(path.Path)).ToArray())
        {
            ReadUnseen(path.Path);
        }

        SuspectUnread(isSought);
        NoteLateFolders(isSought);

        _fresh.Clear();
        _freshBySource = null;
        _displaced.Clear();
        _rewritten.Clear();
        _siblings.Clear();
        _places.Clear();
    }

    // It was read to its end and quiet. A very late writer may have gone on nevertheless.
    private void ResumeClosed(SourcePosition saved)
    {
        if (SiblingsOf(saved.Source).Find(saved.Identity) is { } sibling
            && sibling.Status.Length > saved.Offset
            && TryOpen(sibling, saved.Source, out var tail)
            && (tail.File.IsCompressed || !TryContinue(tail, sibling, saved, _saved.IsSameBoot)))
        {
            Let(tail);
        }
    }

    private bool TryFindByIdentity(SourcePosition saved)
    {
        if (_displaced.Contains(saved) || SiblingsOf(saved.Source).Find(saved.Identity) is not { } sibling)
        {
            // What cannot be listed now may come back, and is known then.
            return SiblingsOf(saved.Source) is { AreUnknown: true } or { OwnFault: not FileFault.None };
        }

        // So may what cannot be opened.
        if (!TryOpen(sibling, saved.Source, out var tail))
        {
            return true;
        }

        if (tail.File.IsCompressed && !saved.IsRecognizable)
        {
            BecameCompressed(tail, sibling);
            return true;
        }

        if (ContinueOrLet(tail, sibling, saved, _saved.IsSameBoot))
        {
            return true;
        }

        // Truncated, written anew, and only then renamed, or the link was switched away from it: a generation that nobody saw, whatever it is called.
        _displaced.Add(saved);
        _rewritten.Add((saved.Source, sibling));
        SiblingsOf(saved.Source).Recent.Add(sibling);
        return false;
    }

    // It was found empty, and gzip was about to write to it. What it holds may be counted already, as with any other that nobody knew.
    private void BecameCompressed(FileTail tail, Sibling sibling)
    {
        Let(tail);
        _observer.Gone(tail.Identity, _reader.Sent);
        if (Siblings.IsRecent(sibling.Status.ModifiedNanos, _saved))
        {
            SiblingsOf(tail.Source).Recent.Add(sibling);
        }
    }

    // Under a followed path: the file was replaced by a longer copy of itself, or its copy is followed too.
    private bool TryFindFresh(SourcePosition saved)
    {
        if (!saved.IsRecognizable)
        {
            return false;
        }

        _freshBySource ??= _fresh
            .SelectMany(tail => PossibleSourcesOf(tail.Source).Distinct(StringComparer.Ordinal).Select(source => (source, tail)))
            .ToLookup(fresh => fresh.source, fresh => fresh.tail, StringComparer.Ordinal);
        foreach (var tail in _freshBySource[saved.Source])
        {
            if (tail.Lines.ReadTo == 0
                && SavedPlace.CanTell(tail, saved)
                && !IsCountedOtherwise(tail, saved)
                && SavedPlace.TryMove(tail, tail.KnownLength, saved, isSameBoot: true))
            {
                Tell(tail);
                Supersede(saved, tail);
                return true;
            }
        }

        return false;
    }

    // Also in files that were put aside as none of ours: the compressed form of a file that was open and not yet read to its end is one of them.
    private bool TryFindByBytes(SourcePosition saved)
    {
        if (!saved.IsRecognizable)
        {
            return false;
        }

        var place = PlaceOf(saved.Source);
        var siblings = SiblingsOf(saved.Source);
        foreach (var sibling in place.MayBeCalledAnything ? siblings.All : siblings.RelatedTo(place.Names))
        {
            if (!place.IsItself(sibling)
                && place.MayHold(sibling)
                && !_saved.IsRead(sibling.Status.Identity)
                && TryOpen(sibling, saved.Source, out var tail)
                && ContinueOrLet(tail, sibling, saved, isSameBoot: true))
            {
                return true;
            }
        }

        return false;
    }

    // Patterns may find copies too; also such as the earlier run had not judged yet.
    private void SuspectUnread(Func<string, bool> isSought)
    {
        foreach (var tail in _tails.Values.ToArray())
        {
            if (tail is { Suspicion: null, IsClosed: false, Lines.ReadTo: 0, Paths: [var path, ..] }
                && isSought(path.Path)
                && _discovery.DirectoryOf(path) is { } directory
                && OriginalsOf(directory, Path.GetFileName(path.Path)) is { Count: > 0 } originals
                && originals.Exists(original => original.Tail is { } live && LiveCopy.MayBe(live, tail)))
            {
                Suspect(tail, path.Path, originals, isGeneration: false);
            }
        }
    }

    private void Miss(SourcePosition saved)
    {
        // Of an empty file nothing is known to be lost.
        if (saved.IsRecognizable && !_displaced.Contains(saved))
        {
            _observer.LostFile(saved.Source, saved.Offset);
            _observer.Stands(saved with { IsClosed = true }, _reader.Sent);
        }
    }

    // Generations of a path that came and went while nobody looked, the oldest first.
    private void ReadUnseen(string source)
    {
        var place = PlaceOf(source);
        var unseen = SiblingsOf(source).RecentOf(place.Names)
            .Where(sibling => place.IsGeneration(sibling) && (_saved.Knows(source) || IsNewerThanSaved(sibling.Status)))
            .Concat(_rewritten.Where(rewritten => rewritten.Source == source).Select(rewritten => rewritten.File))
            .Distinct()
            .OrderBy(sibling => sibling.Status.ModifiedNanos)
            .ThenByDescending(sibling => sibling.Name, StringComparer.Ordinal);
        foreach (var sibling in unseen.ToArray())
        {
            if (!TryOpen(sibling, source, out var tail))
            {
                continue;
            }

            if (OriginOf(source) is { Tail: { } live } origin && (LiveCopy.MayBe(live, tail) || IsCompressedFrom(live, tail)))
            {
                // Made just before the end of the earlier run, or right now: whether it is to be read shows when the log is truncated.
                origin.LastEpisode = _clock.GetTimestamp();
                Suspect(tail, sibling.Path, [origin], isGeneration: false);
            }
            else if (KnownAs(sibling, source).Where(saved => saved.Offset < long.MaxValue && SavedPlace.Holds(tail.File, tail.KnownLength, saved)).MaxBy(saved => saved.Offset) is { } known)
            {
                // A copy, or the compressed form, of what is known already or is read anyway.
                if (!HasLateLines(tail, known) || !TryContinue(tail, sibling, known, isSameBoot: true))
                {
                    Let(tail);
                }
            }
            else if (HasPlainForm(tail, sibling))
            {
                Let(tail);
            }
            else
            {
                AdoptUnseen(tail, tail.Origin, sibling.Path);
            }
        }
    }

    // The compressed form of a file that was written to once more after it was closed.
    private bool HasLateLines(FileTail tail, SourcePosition known) =>
        known.IsClosed
        && (tail.File.Opened as GzipFile)?.ReadClaimedLength() > known.Offset
        && SiblingsOf(known.Source).Find(known.Identity) is null;

    // What the path means is still there, and has all of it.
    private static bool IsCompressedFrom(FileTail live, FileTail tail) => tail.File.IsCompressed && PlainForm.HasAllOf(live.File, tail.File);

    // It is being compressed right now.
    private bool HasPlainForm(FileTail tail, Sibling sibling)
    {
        var plainPath = RotationNames.WithoutCompression(sibling.Path);
        if (!tail.File.IsCompressed || plainPath == sibling.Path || _files.Open(plainPath, out var plain) != FileFault.None)
        {
            return false;
        }

        using (plain)
        {
            return PlainForm.HasAllOf(plain!, tail.File);
        }
    }

    // Where a pattern finds rotated files too, what is compressed now may have been a source of its own, by another number.
    private IEnumerable<SourcePosition> KnownAs(Sibling sibling, string source) => _saved.All
        .Where(saved => saved.Source == source || RotationNames.AreRelated(Path.GetFileName(saved.Source), sibling.Name));

    private bool ContinueOrLet(FileTail tail, Sibling sibling, SourcePosition saved, bool isSameBoot)
    {
        if (TryContinue(tail, sibling, saved, isSameBoot))
        {
            return true;
        }

        Let(tail);
        return false;
    }

    private bool TryContinue(FileTail tail, Sibling sibling, SourcePosition saved, bool isSameBoot)
    {
        var isItself = _saved.KeyOf(tail.Identity) == _saved.KeyOf(saved.Identity);
        if ((!isItself && (!SavedPlace.CanTell(tail, saved) || IsCountedOtherwise(tail, saved))) || !SavedPlace.TryMove(tail, tail.KnownLength, saved, isSameBoot))
        {
            return false;
        }

        AdoptUnseen(tail, tail.Origin, sibling.Path);
        Supersede(saved, tail);
        return true;
    }

    // What nothing was read of may have been copied and truncated since its beginning was noted, and the copy been read as a file of its own.
    private bool IsCountedOtherwise(FileTail tail, SourcePosition saved) =>
        saved.Offset == 0
        && _saved.All.Any(other => other.Offset is > 0 and < long.MaxValue
            && (other.Source == saved.Source || RotationNames.AreRelated(Path.GetFileName(other.Source), Path.GetFileName(saved.Source)))
            && SavedPlace.Holds(tail.File, tail.KnownLength, other));

    // The position lives on under the identity of the file that is read on; that of a file with new bytes was told when it was opened.
    private void Supersede(SourcePosition saved, FileTail tail)
    {
        if (tail.Identity != saved.Identity && !_displaced.Contains(saved))
        {
            _saved.TryTake(saved.Identity, out _);
            _observer.Gone(saved.Identity, _reader.Sent);
        }
    }

    // Opened as a generation of the path; not under a name of its own.
    private bool TryOpen(Sibling sibling, string source, out FileTail tail)
    {
        tail = null!;
        if (_tails.ContainsKey(sibling.Status.Identity) || _ledger.TryGet(sibling.Status.Identity, out _) || OpenOrPark(sibling.Path, out var file) != FileFault.None)
        {
            return false;
        }

        var format = CompressedFormat.Recognize(file!);
        if (file!.Stat(out var status) != FileFault.None
            || status.Identity != sibling.Status.Identity
            || format is not (null or CompressedFormat.Gzip))
        {
            file.Dispose();
            return false;
        }

        var isCompressed = format is not null;
        tail = Track(OriginOf(source), sibling.Path, isCompressed ? new GzipFile(file) : file, status);
        tail.KnownLength = isCompressed ? long.MaxValue : status.Length;
        return true;
    }

    private FollowedPath OriginOf(string source)
    {
        if (_discovery.Find(source) is { } path)
        {
            return path;
        }

        if (!_goneOrigins.TryGetValue(source, out var gone))
        {
            gone = new FollowedPath(source, isLiteral: false);
            _goneOrigins.Add(source, gone);
        }

        return gone;
    }

    // Itself, and what it may be a generation of.
    private static IEnumerable<string> PossibleSourcesOf(string path) =>
        RotationNames.PossibleOriginals(Path.GetFileName(path)).Select(name => Path.Join(Path.GetDirectoryName(path), name)).Prepend(path);

    // The patterns may be others than those of the earlier run.
    private bool IsWanted(string source) =>
        Array.Exists(_patterns, pattern => pattern.IsMatch(source)) && !_exclusions.Contain(source);

    private SourcePlace PlaceOf(string source)
    {
        if (!_places.TryGetValue(source, out var place))
        {
            place = new SourcePlace(source, _files.TargetOf(source), _options.RotatedDirectories);
            _places.Add(source, place);
        }

        return place;
    }

    private Siblings SiblingsOf(string source)
    {
        var place = PlaceOf(source);
        if (!_siblings.TryGetValue(place.Key, out var siblings))
        {
            foreach (var directory in place.Directories)
            {
                NoteStamp(directory);
            }

            siblings = Siblings.Of(place.Directories, _files, _saved);
            _siblings.Add(place.Key, siblings);
        }

        return siblings;
    }
}
