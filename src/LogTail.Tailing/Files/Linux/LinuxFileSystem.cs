using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LogTail.Tailing.Files.Linux;

/// <summary>Linux by its own calls. <c>File.OpenHandle</c> is no choice: it takes a lock which makes a .NET writer's open fail.</summary>
internal sealed unsafe class LinuxFileSystem : IFileSystem
{
    // Used where the limits of the process cannot be read.
    private const int UsualOpenFileLimit = 1024;

    public int OpenFileLimit { get; } = ReadOpenFileLimit();

    public FileFault Stat(string path, out FileStatus status)
    {
        StatxBuffer buffer;
        if (LibC.Statx(LibC.AtCurrentDirectory, path, LibC.AtForceSync, LibC.StatxBasicAndBirth, &buffer) != 0)
        {
            status = default;
            return LibC.LastFault();
        }

        status = buffer.ToStatus();
        return FileFault.None;
    }

    public bool IsLink(string path)
    {
        StatxBuffer buffer;
        return LibC.Statx(LibC.AtCurrentDirectory, path, LibC.AtNoFollow, LibC.StatxBasicAndBirth, &buffer) == 0 && buffer.IsLink;
    }

    public bool IsRemote(string path) => RemoteFileSystems.Holds(path);

    public string? TargetOf(string path) => LinkTarget.Find(path);

    public FileFault Open(string path, out IOpenFile? file)
    {
        // That we look at a log is no use of it, and writing it down would make work of each look. Only the file's owner and root may leave that out.
        var handle = OpenHandle(path, LibC.ReadOnlyNonBlocking | LibC.NoAccessTime);
        if (handle < 0 && Marshal.GetLastPInvokeError() == LibC.ErrorNotPermitted)
        {
            handle = OpenHandle(path, LibC.ReadOnlyNonBlocking);
        }

        if (handle < 0)
        {
            file = null;
            return LibC.LastFault();
        }

        var opened = new SafeFileHandle(handle, ownsHandle: true);
        var isFifo = LinuxOpenFile.Stat(opened, out var status) == FileFault.None && status.Kind == FileKind.Fifo;
        file = isFifo ? new FifoFile(opened) : new LinuxOpenFile(opened);
        return FileFault.None;
    }

    public FileFault List(string directory, List<DirectoryEntry> entries) =>
        LinuxDirectory.IsKnownHere ? LinuxDirectory.Read(this, directory, entries) : DirectoryListing.Read(directory, entries);

    private static int OpenHandle(string path, int flags)
    {
        int handle;
        do
        {
            handle = LibC.Open(path, flags);
        }
        while (handle < 0 && Marshal.GetLastPInvokeError() == LibC.ErrorInterrupted);
        return handle;
    }

    private static int ReadOpenFileLimit()
    {
        try
        {
            foreach (var line in File.ReadLines("/proc/self/limits"))
            {
                if (line.StartsWith("Max open files", StringComparison.Ordinal))
                {
                    var soft = line["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
                    return int.TryParse(soft, out var limit) ? limit : int.MaxValue;
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return UsualOpenFileLimit;
        }

        return UsualOpenFileLimit;
    }
}
