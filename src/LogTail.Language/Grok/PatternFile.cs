using System.Collections.Immutable;
using System.Text;

namespace LogTail.Language.Grok;

/// <summary>What a pattern file says (spec/grok.md §2).</summary>
/// <param name="Definitions">In the order of the file; a name may occur more than once, the last one counts.</param>
/// <param name="Warnings">Lines that define nothing. Logstash skips them, grok_exporter refuses the file.</param>
public sealed record PatternFile(ImmutableArray<PatternDefinition> Definitions, ImmutableArray<GrokProblem> Warnings)
{
    private const string Blanks = " \t";
    private const int LongestShownName = 60;

    /// <summary>Reads the text of a pattern file.</summary>
    /// <param name="path">What diagnostics print.</param>
    /// <param name="text">LF or CRLF, with or without a byte order mark.</param>
    public static PatternFile Parse(string path, string text)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(text);
        var definitions = ImmutableArray.CreateBuilder<PatternDefinition>();
        var warnings = ImmutableArray.CreateBuilder<GrokProblem>();
        if (text.IndexOf('\0', StringComparison.Ordinal) is >= 0 and var zero)
        {
            var lineStart = text.LastIndexOf('\n', zero) + 1;
            var origin = new PatternOrigin(path, text.AsSpan(0, lineStart).Count('\n') + 1, 1).At(text[lineStart..zero], zero - lineStart);
            return new PatternFile([], [new GrokProblem(origin, "This is no text: it has a byte that is zero.", "Name a file with a `NAME pattern` on each line.")]);
        }

        var number = 0;
        foreach (var line in text.TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            ReadLine(line.EndsWith('\r') ? line[..^1] : line, new PatternOrigin(path, number, 1), definitions, warnings);
        }

        return new PatternFile(definitions.DrainToImmutable(), warnings.DrainToImmutable());
    }

    // A `#` later in the line and blanks at its end are part of the pattern.
    private static void ReadLine(
        string line, PatternOrigin start, ImmutableArray<PatternDefinition>.Builder definitions, ImmutableArray<GrokProblem>.Builder warnings)
    {
        var nameStart = IndexPast(line, 0, blanks: true);
        if (nameStart == line.Length || line[nameStart] == '#')
        {
            return;
        }

        var nameEnd = IndexPast(line, nameStart, blanks: false);
        var expressionStart = IndexPast(line, nameEnd, blanks: true);
        var name = line[nameStart..nameEnd];
        if (expressionStart == line.Length)
        {
            warnings.Add(new GrokProblem(start.At(line, nameStart), $"`{Shown(name)}` is a name without a pattern.", "Write the pattern after it, or delete the line."));
            return;
        }

        definitions.Add(new PatternDefinition(name, line[expressionStart..], start.At(line, expressionStart)));
    }

    private static string Shown(string name) =>
        string.Concat(name.Take(LongestShownName).Select(c => char.IsControl(c) ? ' ' : c)) + (name.Length > LongestShownName ? "…" : "");

    private static int IndexPast(string line, int index, bool blanks)
    {
        while (index < line.Length && Blanks.Contains(line[index], StringComparison.Ordinal) == blanks)
        {
            index++;
        }

        return index;
    }

    /// <summary>Reads a file, or the files of a folder sorted by name; folders in it are skipped.</summary>
    /// <param name="path">A file or a folder.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static PatternFile Load(string path)
    {
        IEnumerable<string> files = Directory.Exists(path) ? Directory.GetFiles(path).Order(StringComparer.Ordinal) : [path];
        var parsed = files.Select(file => Parse(file, File.ReadAllText(file, Encoding.UTF8))).ToList();
        return new PatternFile([.. parsed.SelectMany(file => file.Definitions)], [.. parsed.SelectMany(file => file.Warnings)]);
    }
}
