using System.Runtime.InteropServices;
using System.Text;

namespace LogTail.Tailing.Files.Linux;

/// <summary>
/// Reads the names of a directory by <c>readdir(3)</c>, which tells links and directories without a look at each file: <c>System.IO</c> makes two
/// more calls for every name.
/// </summary>
internal static unsafe class LinuxDirectory
{
    // struct dirent where file offsets have 64 bits: d_ino, d_off, d_reclen, d_type, d_name up to a NUL.
    private const int TypeAt = 18;
    private const int NameAt = 19;

    private const byte UnknownType = 0;
    private const byte DirectoryType = 4;
    private const byte LinkType = 10;

    /// <summary>Whether this process has that layout.</summary>
    public static bool IsKnownHere => Environment.Is64BitProcess;

    /// <param name="files">Tells what a link leads to.</param>
    /// <param name="directory">Which.</param>
    /// <param name="entries">Receives the names; not all of them when something failed.</param>
    public static FileFault Read(LinuxFileSystem files, string directory, List<DirectoryEntry> entries)
    {
        var handle = LibC.OpenDirectory(directory);
        if (handle == 0)
        {
            return LibC.LastFault();
        }

        try
        {
            byte* entry;
            while ((entry = LibC.ReadDirectory(handle)) is not null)
            {
                var name = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(entry + NameAt);
                if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
                {
                    entries.Add(ToEntry(files, directory, Encoding.UTF8.GetString(name), entry[TypeAt]));
                }
            }

            return Marshal.GetLastPInvokeError() == 0 ? FileFault.None : LibC.LastFault();
        }
        finally
        {
            _ = LibC.CloseDirectory(handle);
        }
    }

    private static DirectoryEntry ToEntry(LinuxFileSystem files, string directory, string name, byte type)
    {
        if (type is not (LinkType or UnknownType))
        {
            return new DirectoryEntry(name, type == DirectoryType, IsLink: false);
        }

        var path = Path.Join(directory, name);
        var isDirectory = files.Stat(path, out var status) == FileFault.None && status.Kind == FileKind.Directory;
        return new DirectoryEntry(name, isDirectory, type == LinkType || files.IsLink(path));
    }
}
