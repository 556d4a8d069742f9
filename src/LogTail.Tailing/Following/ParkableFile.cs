using LogTail.Tailing.Files;

namespace LogTail.Tailing.Following;

/// <summary>
/// A file that can be closed while nothing is to be read, because handles are scarce, and is opened again by its path when it is needed:
/// only if the path still means this very file.
/// </summary>
internal sealed class ParkableFile(IFileSystem files, string path, FileIdentity identity, IOpenFile file) : IOpenFile
{
    // Null while parked.
    private IOpenFile? _file = file;

    /// <summary>Where it is to be found again. Follows its renames as far as they are known.</summary>
    public string Path { get; set; } = path;

    public bool IsParked => _file is null;

    /// <summary>It is read through a decompressor, which an opening by its path would not set up again.</summary>
    public bool IsCompressed { get; } = file is GzipFile;

    /// <summary>The open file itself, for what needs its handle; <see langword="null"/> while parked.</summary>
    public IOpenFile? Opened => _file;

    public void Park()
    {
        _file?.Dispose();
        _file = null;
    }

    public FileFault Read(Span<byte> buffer, long offset, out int count)
    {
        count = 0;
        var fault = Open();
        fault = fault == FileFault.None ? _file!.Read(buffer, offset, out count) : fault;
        if (fault == FileFault.Stale)
        {
            // Worthless from now on; the next attempt opens it by its path.
            Park();
        }

        return fault;
    }

    public FileFault Stat(out FileStatus status)
    {
        if (_file is not null)
        {
            return _file.Stat(out status);
        }

        var fault = files.Stat(Path, out status);
        return fault == FileFault.None && status.Identity != identity ? FileFault.Missing : fault;
    }

    public long NextData(long offset) => Open() == FileFault.None ? _file!.NextData(offset) : offset;

    public bool HasNoWriter => _file?.HasNoWriter ?? false;

    public void Dispose() => Park();

    private FileFault Open()
    {
        if (_file is not null)
        {
            return FileFault.None;
        }

        var fault = files.Open(Path, out var file);
        if (fault != FileFault.None)
        {
            return fault;
        }

        fault = file!.Stat(out var status);
        if (fault != FileFault.None || status.Identity != identity)
        {
            file.Dispose();
            return fault == FileFault.None ? FileFault.Missing : fault;
        }

        _file = file;
        return FileFault.None;
    }
}
