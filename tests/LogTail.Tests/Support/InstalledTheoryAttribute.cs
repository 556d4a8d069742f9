namespace LogTail.Tests.Support;

/// <summary>As <see cref="InstalledFactAttribute"/>, with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class InstalledTheoryAttribute : TheoryAttribute
{
    public InstalledTheoryAttribute(string path, string package)
    {
        (Path, Package) = (path, package);
        Skip = new InstalledFactAttribute(path, package).Skip;
    }

    /// <summary>What the test needs.</summary>
    public string Path { get; }

    /// <summary>Which package has it.</summary>
    public string Package { get; }
}
