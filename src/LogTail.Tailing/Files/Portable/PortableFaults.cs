namespace LogTail.Tailing.Files.Portable;

/// <summary>Exceptions of <c>System.IO</c> as faults.</summary>
internal static class PortableFaults
{
    public static bool TryClassify(Exception error, out FileFault fault)
    {
        fault = error switch
        {
            FileNotFoundException or DirectoryNotFoundException => FileFault.Missing,
            UnauthorizedAccessException => FileFault.Denied,
            _ => FileFault.Failed,
        };
        return error is IOException or UnauthorizedAccessException;
    }

    /// <summary>A number for a path where the system gives none for the file itself.</summary>
    public static ulong HashOf(string path)
    {
        var hash = 14695981039346656037UL;
        foreach (var unit in path)
        {
            hash = unchecked((hash ^ unit) * 1099511628211UL);
        }

        return hash;
    }
}
