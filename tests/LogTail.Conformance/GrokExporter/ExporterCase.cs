using LogTail.Conformance.Support;

namespace LogTail.Conformance.GrokExporter;

/// <summary>
/// A folder below <c>GrokExporter/cases</c>: a configuration of grok_exporter, what it reads, and what it must make of it or what is wrong with it. It is copied
/// to be used, because configurations name files: <c>@DIR@</c> stands for the folder.
/// </summary>
internal sealed class ExporterCase
{
    private readonly string _source;

    private ExporterCase(string name, string copies)
    {
        Name = name;
        _source = Path.Combine(Folder, name);
        Copy = Path.Combine(copies, name);
    }

    public string Name { get; }

    /// <summary>The folder in which it is used.</summary>
    public string Copy { get; }

    /// <summary>The configuration in it, named after the case.</summary>
    public string Configuration => Path.Combine(Copy, Name + ".yml");

    public bool IsGood => File.Exists(Path.Combine(_source, "expected.prom"));

    /// <summary>The exposition, or the diagnostics.</summary>
    public string Expected => File.ReadAllText(Path.Combine(_source, IsGood ? "expected.prom" : "expected.txt"));

    public string Origin => File.ReadAllText(Path.Combine(_source, "ORIGIN.md"));

    /// <summary>What `run` needs beside the configuration: logs, where it names another source than files.</summary>
    public string[] Logs => File.ReadAllText(Configuration).Contains(".log'", StringComparison.Ordinal) ? [] : ["--logs", Path.Combine(Copy, "input.log")];

    private static string Folder => Path.Combine(Repository.Root, "tests", "LogTail.Conformance", "GrokExporter", "cases");

    public static IEnumerable<string> Names(bool good) =>
        Directory.EnumerateDirectories(Folder).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal).Where(name => new ExporterCase(name, "").IsGood == good);

    /// <summary>Copies all cases.</summary>
    public static IReadOnlyDictionary<string, ExporterCase> CopyAll(TemporaryFolder copies) =>
        Directory.EnumerateDirectories(Folder).Select(folder => CopyOne(Path.GetFileName(folder), copies.Path)).ToDictionary(test => test.Name);

    private static ExporterCase CopyOne(string name, string copies)
    {
        var test = new ExporterCase(name, copies);
        foreach (var file in Directory.EnumerateFiles(test._source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(test.Copy, Path.GetRelativePath(test._source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (file.EndsWith(".yml", StringComparison.Ordinal))
            {
                var isMain = Path.GetDirectoryName(file) == test._source;
                File.WriteAllText(isMain ? test.Configuration : target, File.ReadAllText(file).Replace("@DIR@", test.Copy, StringComparison.Ordinal));
            }
            else
            {
                File.Copy(file, target);
            }
        }

        return test;
    }
}
