using LogTail.Language;
using LogTail.Language.Text;

namespace LogTail.Benchmarks.Comparison;

/// <summary>A log and a program that is run on it, beside the usual tools.</summary>
/// <param name="Name">Name of the corpus.</param>
/// <param name="Program">Path of an mtail program, whose first pattern is the expression given to ripgrep.</param>
/// <param name="Awk">Counts by fields what the program counts by a pattern.</param>
internal sealed record Scenario(string Name, string Program, string Awk)
{
    private const string MtailExamples = "/usr/share/doc/mtail/examples";

    /// <summary>mtail's own example where it is installed: written by others, so it favours nobody.</summary>
    public static Scenario ApacheCombined(string repository) => new(
        "apache_combined",
        Existing(Path.Combine(MtailExamples, "apache_combined.mtail"), Path.Combine(repository, "programs", "apache_combined.mtail")),
        "{ requests[substr($6, 2) \" \" $9]++; bytes[$9] += $10 } END { for (key in requests) print key, requests[key]; for (key in bytes) print key, bytes[key] }");

    /// <param name="logtail">Path of our executable.</param>
    /// <param name="scratch">Folder for what the programs write beside their output.</param>
    public IReadOnlyList<Contender> Contenders(string logtail, string scratch)
    {
        var expression = FirstPattern();
        return
        [
            new Contender("LogTail", log => [logtail, "run", "--once", "--programs", Program, "--logs", log]),
            new Contender("mtail", log => ["mtail", "-one_shot", "-one_shot_format", "prometheus", "-port", "0", "-log_dir", scratch, "-progs", Program, "-logs", log]),
            new Contender("ripgrep -c", log => ["rg", "--no-config", "-c", expression, log]),
            new Contender("mawk", log => ["mawk", Awk, log]),
            new Contender("wc -l", log => ["wc", "-l", log]),
        ];
    }

    private string FirstPattern()
    {
        var text = new ProgramText(Path.GetFileName(Program), Program, File.ReadAllText(Program));
        var checkedProgram = ProgramFrontEnd.Check(text, new FrontEndOptions()).Program
            ?? throw new InvalidOperationException($"{Program} has errors.");
        return checkedProgram.Patterns[0].Text;
    }

    private static string Existing(params string[] paths) => paths.First(File.Exists);
}
