using LogTail.Conformance.Support;

namespace LogTail.Conformance.Golden;

/// <summary>A folder below <c>cases/</c>: a program, what it reads, and what it must make of it.</summary>
internal sealed record GoldenCase(string Name)
{
    private string Folder => Path.Combine(Repository.Cases, Name);

    /// <summary>Its own program, or the shipped one of the same name.</summary>
    public string Program
    {
        get
        {
            var own = Path.Combine(Folder, "program.mtail");
            return File.Exists(own) ? own : Path.Combine(Repository.Programs, Name + ".mtail");
        }
    }

    public string Input => Path.Combine(Folder, "input.log");

    public string ExpectedText => File.ReadAllText(ExpectedFile);

    /// <summary>Where the expectation came from, in words.</summary>
    public string Origin => File.ReadAllText(Path.Combine(Folder, "ORIGIN.md"));

    /// <summary>Whether the real mtail gave the expectation; the others were reasoned from the specification.</summary>
    public bool IsFromMtail => Origin.StartsWith("From mtail", StringComparison.Ordinal);

    private string ExpectedFile => Path.Combine(Folder, "expected.prom");

    public static IEnumerable<GoldenCase> All() =>
        Directory.EnumerateDirectories(Repository.Cases).Select(folder => new GoldenCase(Path.GetFileName(folder))).OrderBy(test => test.Name, StringComparer.Ordinal);

    public void Rewrite(string text) => File.WriteAllText(ExpectedFile, text);
}
