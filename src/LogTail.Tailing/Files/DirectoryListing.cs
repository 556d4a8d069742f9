using System.IO.Enumeration;

namespace LogTail.Tailing.Files;

/// <summary>Reads the names of a directory; the same on every system. It asks for the attributes of each.</summary>
internal static class DirectoryListing
{
    private static readonly EnumerationOptions Everything = new()
    {
        AttributesToSkip = 0,
        IgnoreInaccessible = false,
        RecurseSubdirectories = false,
    };

    public static FileFault Read(string directory, List<DirectoryEntry> entries)
    {
        try
        {
            entries.AddRange(new FileSystemEnumerable<DirectoryEntry>(directory, ToEntry, Everything));
            return FileFault.None;
        }
        catch (DirectoryNotFoundException)
        {
            return FileFault.Missing;
        }
        catch (UnauthorizedAccessException)
        {
            return FileFault.Denied;
        }
        catch (IOException)
        {
            return FileFault.Failed;
        }
    }

    private static DirectoryEntry ToEntry(ref FileSystemEntry entry) => new(
        entry.FileName.ToString(),
        entry.IsDirectory,
        (entry.Attributes & FileAttributes.ReparsePoint) != 0);
}
