using System.Text.RegularExpressions;

namespace LogTail.Benchmarks.Comparison;

/// <summary>A log and a program that is run on it, beside the usual tools.</summary>
/// <param name="Title">Heading in the report.</param>
/// <param name="Corpus">Name of the corpus.</param>
/// <param name="Program">Path of an mtail program, or of a folder of them.</param>
/// <param name="Lines">Lines of our short log.</param>
internal sealed partial record Scenario(string Title, string Corpus, string Program, long Lines)
{
    /// <summary>Counts by fields what the program counts by a pattern; null where nobody would.</summary>
    public string? Awk { get; init; }

    /// <summary>The expression given to ripgrep; null for none.</summary>
    public string? Expression { get; init; }

    /// <summary>A program of ours that does the same by hand, for what mtail cannot run: grok patterns. Null for a program that mtail can run.</summary>
    public string? ByHand { get; init; }

    /// <summary>Whom the others are compared with.</summary>
    public string Reference => ByHand is null ? "mtail" : Scenarios.ByHand;

    /// <summary>Lines of mtail's short log.</summary>
    public long MtailLines { get; init; } = 20_000;

    /// <summary>Everybody who takes part.</summary>
    public IReadOnlyList<Contender> Contenders(Workplace place)
    {
        var all = new List<Contender> { LogTailWith(place, "LogTail", Program, Lines) };
        if (ByHand is not null)
        {
            all.Add(LogTailWith(place, Scenarios.ByHand, ByHand, Lines));
        }
        else
        {
            all.Add(new("mtail", MtailLines, log => ["mtail", "-one_shot", "-one_shot_format", "prometheus", "-port", "0", "-log_dir", place.Scratch, "-progs", Program, "-logs", log]));
        }

        if (Expression is not null)
        {
            all.Add(new("ripgrep -c", Lines, log => ["rg", "--no-config", "-c", Expression, log]));
        }

        if (Awk is not null)
        {
            all.Add(new("mawk", Lines, log => ["mawk", Awk, log]));
        }

        all.Add(new("wc -l", Lines, log => ["wc", "-l", log]));
        return all;
    }

    /// <summary>Ourselves.</summary>
    /// <param name="programs">Path of an mtail program, or of a folder of them.</param>
    public static Contender LogTailWith(Workplace place, string name, string programs, long lines) =>
        new(name, lines, log => [place.LogTail, "run", "--once", "--cache", place.Cache, "--programs", programs, "--logs", log]);

    /// <summary>The first pattern of a program whose pieces stand one to a line: <c>/piece/ +  # comment</c>. Only programs escape slashes.</summary>
    public static string FirstPattern(string program) =>
        string.Concat(File.ReadLines(program).Select(line => Piece().Match(line)).Where(match => match.Success).Select(match => match.Groups["piece"].Value))
            .Replace(@"\/", "/", StringComparison.Ordinal);

    [GeneratedRegex(@"^/(?<piece>.*)/ (\+|\{)", RegexOptions.ExplicitCapture)]
    private static partial Regex Piece();
}
