namespace LogTail.Tests.Support;

/// <summary>A test on a file or folder of a Debian package; skipped, visibly, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class InstalledFactAttribute : FactAttribute
{
    public InstalledFactAttribute(string path, string package)
    {
        (Path, Package) = (path, package);
        if (!System.IO.Path.Exists(path))
        {
            Skip = $"{path} is not there (Debian package `{package}`).";
        }
    }

    /// <summary>What the test reads.</summary>
    public string Path { get; }

    /// <summary>Which package has it.</summary>
    public string Package { get; }
}
