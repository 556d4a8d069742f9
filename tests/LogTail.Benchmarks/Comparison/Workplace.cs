using LogTail.Benchmarks.Corpora;

namespace LogTail.Benchmarks.Comparison;

/// <summary>Where a comparison keeps its logs and what it compares.</summary>
/// <param name="LogTail">Path of our executable.</param>
/// <param name="Scratch">A folder of its own, removed afterwards.</param>
/// <param name="Programs">Folder of the programs that are made for measuring.</param>
internal sealed record Workplace(string LogTail, string Scratch, string Programs)
{
    private const string Examples = "/usr/share/doc/mtail/examples";

    /// <summary>An example of Debian's mtail package: written by others, so it favours nobody.</summary>
    public static string Example(string name) => Path.Combine(Examples, name + ".mtail");

    /// <summary>All of them.</summary>
    public static string AllExamples => Examples;

    /// <summary>Cache of compiled programs, so that none of the user's is touched.</summary>
    public string Cache => Path.Combine(Scratch, "cache");

    public string Program(string name) => Path.Combine(Programs, name + ".mtail");

    /// <summary>A log of a corpus.</summary>
    /// <param name="lines">How many lines.</param>
    /// <param name="copies">How often these lines stand in it.</param>
    public string Log(string corpus, long lines, int copies = 1)
    {
        var path = Path.Combine(Scratch, $"{corpus}-{lines}x{copies}.log");
        if (File.Exists(path))
        {
            return path;
        }

        using var file = File.Create(path);
        if (copies == 1)
        {
            CorpusCommand.Write(file, Catalogue.All[corpus](new Dice(1)), lines);
            return path;
        }

        var one = Log(corpus, lines);
        for (var i = 0; i < copies; i++)
        {
            using var source = File.OpenRead(one);
            source.CopyTo(file, 1 << 20);
        }

        return path;
    }

    public void RemoveLogs()
    {
        foreach (var log in Directory.EnumerateFiles(Scratch, "*.log"))
        {
            File.Delete(log);
        }
    }
}
