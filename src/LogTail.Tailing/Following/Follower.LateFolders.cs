using LogTail.Tailing.Files;

namespace LogTail.Tailing.Following;

/// <content>
/// Folders of the earlier run that are not there when this one starts (a disk is mounted later), that may not be listed yet, or that are empty (the place
/// where a disk will be mounted). What was left in them is looked for once they can be listed, as at the start.
/// </content>
internal sealed partial class Follower
{
    private readonly HashSet<string> _lateFolders = new(StringComparer.Ordinal);

    // Our clock when they were found wanting. Until an episode later nothing is called lost, and whoever begins anew looks for what this run did.
    private long? _awaitedSince;

    private bool AwaitsFolders => _awaitedSince is not null;

    // It is met in the first listing of such a folder. What comes into one that is known is new.
    private bool IsLate(FollowedPath path) => _lateFolders.Contains(FolderOf(path.Path)) && _discovery.DirectoryOf(path) is { IsKnown: false };

    private static string FolderOf(string path) => Path.GetDirectoryName(path) ?? "";

    private void NoteLateFolders(Func<string, bool> isSought)
    {
        foreach (var source in _saved.Sources.Where(source => isSought(source) && IsWanted(source)))
        {
            var siblings = SiblingsOf(source);
            if (siblings.OwnFault != FileFault.None)
            {
                _awaitedSince ??= _clock.GetTimestamp();
            }

            if (siblings.OwnFault != FileFault.None || siblings.All.Count == 0)
            {
                _lateFolders.Add(FolderOf(source));
            }
        }
    }

    private void BecameKnown(WatchedDirectory directory)
    {
        if (_isStarting || !_lateFolders.Remove(directory.Path))
        {
            return;
        }

        _isStarting = true;
        Resume(source => FolderOf(source) == directory.Path);
        _isStarting = false;
        if (_lateFolders.Count == 0)
        {
            _awaitedSince = null;
        }
    }

    // The folder may be gone for good. Should it come nevertheless, what is in it is read.
    private void MissLate()
    {
        if (_awaitedSince is not { } since || !IsOlderThan(since, _timings.Episode))
        {
            return;
        }

        _awaitedSince = null;
        var entries = new List<DirectoryEntry>();
        foreach (var folder in _lateFolders.Where(folder => _files.List(folder, entries) == FileFault.Missing))
        {
            foreach (var saved in _saved.Left.Where(saved => FolderOf(saved.Source) == folder && saved is { IsClosed: false, Offset: < long.MaxValue } && IsWanted(saved.Source)))
            {
                Miss(saved);
            }
        }
    }
}
