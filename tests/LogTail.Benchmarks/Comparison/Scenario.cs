using System.Text.RegularExpressions;

namespace LogTail.Benchmarks.Comparison;

/// <summary>A log and a program that is run on it, beside the usual tools.</summary>
/// <param name="Name">Name of the corpus.</param>
/// <param name="Program">Path of an mtail program, whose first pattern is the expression given to ripgrep.</param>
/// <param name="Awk">Counts by fields what the program counts by a pattern.</param>
internal sealed partial record Scenario(string Name, string Program, string Awk)
{
    /// <summary>mtail's own example: written by others, so it favours nobody.</summary>
    public static Scenario ApacheCombined { get; } = new(
        "apache_combined",
        "/usr/share/doc/mtail/examples/apache_combined.mtail",
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

    // The pieces of mtail's example stand one to a line: /piece/ + # comment. Only the program escapes slashes.
    private string FirstPattern() =>
        string.Concat(File.ReadLines(Program).Select(line => Piece().Match(line)).Where(match => match.Success).Select(match => match.Groups["piece"].Value))
            .Replace(@"\/", "/", StringComparison.Ordinal);

    [GeneratedRegex(@"^/(?<piece>.*)/ (\+|\{)", RegexOptions.ExplicitCapture)]
    private static partial Regex Piece();
}
