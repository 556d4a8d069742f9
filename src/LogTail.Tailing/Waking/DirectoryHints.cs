using Microsoft.Extensions.FileProviders.Physical;
using Microsoft.Extensions.Primitives;

namespace LogTail.Tailing.Waking;

/// <summary>
/// Tells that names of one directory changed, by <see cref="PhysicalFilesWatcher"/> (spec/follower.md §4): with a system watcher of our own that is
/// deaf to writes and does not look into subdirectories, which the provider's own would.
/// </summary>
internal sealed class DirectoryHints : IDisposable
{
    // Never the name of a file: as long as a token for it lives the provider keeps its watcher instead of making one per change.
    private const string NeverThere = "\u0001";

    private readonly FileSystemWatcher _system;
    private readonly PhysicalFilesWatcher _provider;
    private readonly IChangeToken _keepsAlive;
    private readonly IDisposable _registration;

    /// <param name="told">Called on threads of the pool. False: events were dropped, anything may have happened.</param>
    /// <exception cref="ArgumentException">There is no such directory.</exception>
    public DirectoryHints(string path, Action<bool> told)
    {
        var root = Path.TrimEndingDirectorySeparator(path) + Path.DirectorySeparatorChar;
        _system = new FileSystemWatcher(root) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName };
        _provider = new PhysicalFilesWatcher(root, _system, pollForChanges: false, ExclusionFilters.None);

        // Not before: the provider sets it.
        _system.IncludeSubdirectories = false;
        _system.Error += (_, _) => Revive(told);
        _keepsAlive = _provider.CreateFileChangeToken(NeverThere);
        _registration = ChangeToken.OnChange(() => _provider.CreateFileChangeToken("*"), () => told(true));
    }

    public void Dispose()
    {
        _registration.Dispose();
        _provider.Dispose();
        _system.Dispose();
        GC.KeepAlive(_keepsAlive);
    }

    // After its queue overflowed it never says anything again, although it claims to be enabled.
    private void Revive(Action<bool> told)
    {
        try
        {
            _system.EnableRaisingEvents = false;
            _system.EnableRaisingEvents = true;
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException or ArgumentException)
        {
            // The directory is gone; looking by the clock notices.
        }

        told(false);
    }
}
