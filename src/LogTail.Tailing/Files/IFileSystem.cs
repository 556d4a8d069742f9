namespace LogTail.Tailing.Files;

/// <summary>The file system as far as following needs it: narrow, so that a scripted one can stand in for it in tests.</summary>
internal interface IFileSystem
{
    /// <summary>Files that the process may have open.</summary>
    int OpenFileLimit { get; }

    /// <summary>What a name stands for now; symbolic links are followed.</summary>
    FileFault Stat(string path, out FileStatus status);

    /// <summary>The name itself is a symbolic link, so that what it means can change while its directory does not.</summary>
    bool IsLink(string path);

    /// <summary>Where a symbolic link leads in the end; <see langword="null"/> for what is none, or leads nowhere.</summary>
    string? TargetOf(string path);

    /// <summary>What a name stands for lies on a network file system, or one of FUSE: others may change it without the kernel's knowing.</summary>
    bool IsRemote(string path);

    /// <summary>Opens for reading without disturbing any writer and without ever blocking.</summary>
    FileFault Open(string path, out IOpenFile? file);

    /// <summary>Adds the names of a directory, in no particular order.</summary>
    FileFault List(string directory, List<DirectoryEntry> entries);
}
