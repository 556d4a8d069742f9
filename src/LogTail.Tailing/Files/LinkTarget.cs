namespace LogTail.Tailing.Files;

/// <summary>Symbolic links by <c>System.IO</c>, which knows them on every system.</summary>
internal static class LinkTarget
{
    /// <summary>The last of a chain of links.</summary>
    /// <returns>A full path; <see langword="null"/> when it is no link, or leads nowhere.</returns>
    public static string? Find(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
