namespace LogTail.Engine;

/// <summary>Why a file cannot be read, in words for the user.</summary>
internal static class UnreadableFile
{
    /// <summary>What stands behind the path and a colon.</summary>
    /// <param name="fault">What came of opening or reading it.</param>
    public static string Describe(string path, Exception fault) => fault switch
    {
        _ when Directory.Exists(path) => "this is a folder, and a file is needed",
        FileNotFoundException or DirectoryNotFoundException => "no such file",
        UnauthorizedAccessException => "no permission to read it",
        _ => fault.Message,
    };
}
