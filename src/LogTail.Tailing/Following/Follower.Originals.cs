namespace LogTail.Tailing.Following;

/// <content>Which followed paths a file may be a generation or a copy of, by its name and by where it lies.</content>
internal sealed partial class Follower
{
    // Also paths that the earlier run followed and that mean nothing now.
    private List<FollowedPath> OriginalsOf(WatchedDirectory directory, string name)
    {
        var originals = new List<FollowedPath>();
        foreach (var original in RotationNames.PossibleOriginals(name))
        {
            AddIfFollowed(directory, original, originals);
        }

        foreach (var owner in directory.Owners)
        {
            // What is moved to another directory may keep its name.
            foreach (var original in RotationNames.PossibleOriginals(name).Append(name))
            {
                AddIfFollowed(owner, original, originals);
            }
        }

        return originals;
    }

    private void AddIfFollowed(WatchedDirectory directory, string name, List<FollowedPath> found)
    {
        if ((directory.Paths.TryGetValue(name, out var path) || _goneOrigins.TryGetValue(directory.PathOf(name), out path)) && !found.Contains(path))
        {
            found.Add(path);
        }
    }
}
