using Microsoft.Win32.SafeHandles;

namespace LogTail.Tailing.Files.Portable;

internal sealed class PortableOpenFile(SafeFileHandle handle, string path) : IOpenFile
{
    public FileFault Read(Span<byte> buffer, long offset, out int count)
    {
        count = 0;
        try
        {
            count = RandomAccess.Read(handle, buffer, offset);
            return FileFault.None;
        }
        catch (Exception error) when (PortableFaults.TryClassify(error, out var fault))
        {
            return fault;
        }
    }

    public FileFault Stat(out FileStatus status)
    {
        status = default;
        try
        {
            var modified = (File.GetLastWriteTimeUtc(handle) - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
            status = new FileStatus(Identity(), FileKind.Regular, RandomAccess.GetLength(handle), 1, modified);
            return FileFault.None;
        }
        catch (Exception error) when (PortableFaults.TryClassify(error, out var fault))
        {
            return fault;
        }
    }

    public long NextData(long offset) => offset;

    public void Dispose() => handle.Dispose();

    // The file id on Windows. Elsewhere .NET tells nothing better than when a file was born, so that a file which keeps its path
    // and birth is the same one: a rename is seen because the path's next file is born later.
    private FileIdentity Identity() =>
        OperatingSystem.IsWindows() && WindowsFileId.TryRead(handle, out var identity)
            ? identity
            : new FileIdentity(0, PortableFaults.HashOf(path), File.GetCreationTimeUtc(handle).Ticks);
}
