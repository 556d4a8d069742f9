namespace LogTail.Conformance.Support;

/// <summary>A folder of its own for one test, readable by nobody else, deleted at the end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>Absolute, mode 0700 (logrotate refuses folders that others may write to).</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("logtail-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file below this folder.</summary>
    /// <returns>Its absolute path.</returns>
    public string Write(string name, string text)
    {
        var path = File(name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    public string Folder(string name) => Directory.CreateDirectory(File(name)).FullName;

    public void Dispose()
    {
        // A worker of nginx may still be unlinking its files; a left-over folder must not fail a test that passed.
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
        }
    }
}
