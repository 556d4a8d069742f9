namespace LogTail.Tailing.Files.Portable;

/// <summary>Windows and macOS by what .NET offers, with share modes that let writers write, rename and delete.</summary>
internal sealed class PortableFileSystem : IFileSystem
{
    // Far below what either system allows a process, far above what anyone follows there.
    public int OpenFileLimit => 8192;

    public FileFault Stat(string path, out FileStatus status)
    {
        status = default;
        try
        {
            if (Directory.Exists(path))
            {
                status = OfDirectory(path);
                return FileFault.None;
            }
        }
        catch (Exception error) when (PortableFaults.TryClassify(error, out var fault))
        {
            return fault;
        }

        var opened = Open(path, out var file);
        if (opened != FileFault.None)
        {
            return opened;
        }

        using (file)
        {
            return file!.Stat(out status);
        }
    }

    public bool IsLink(string path)
    {
        try
        {
            return (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0;
        }
        catch (Exception error) when (PortableFaults.TryClassify(error, out _))
        {
            return false;
        }
    }

    // Nothing is watched here that could be blind to it.
    public bool IsRemote(string path) => false;

    public string? TargetOf(string path) => LinkTarget.Find(path);

    public FileFault Open(string path, out IOpenFile? file)
    {
        file = null;
        try
        {
            // The resolved target, so that a link and its target are one file.
            var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
            var handle = File.OpenHandle(target, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            file = new PortableOpenFile(handle, target);
            return FileFault.None;
        }
        catch (Exception error) when (PortableFaults.TryClassify(error, out var fault))
        {
            return fault;
        }
    }

    public FileFault List(string directory, List<DirectoryEntry> entries) => DirectoryListing.Read(directory, entries);

    private static FileStatus OfDirectory(string path) => new(
        new FileIdentity(0, PortableFaults.HashOf(Path.GetFullPath(path)), Directory.GetCreationTimeUtc(path).Ticks),
        FileKind.Directory,
        0,
        1,
        (Directory.GetLastWriteTimeUtc(path) - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick);
}
