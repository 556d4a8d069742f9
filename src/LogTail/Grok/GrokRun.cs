using System.Globalization;
using System.Text;
using LogTail.Language.Grok;
using LogTail.Language.Grok.Explaining;
using LogTail.Language.Patterns.Oniguruma;

namespace LogTail.Grok;

/// <summary>What <c>logtail grok</c> is to print.</summary>
/// <param name="OnlyFailures">The lines that do not match, as they are, instead of what the others hold.</param>
/// <param name="Summary">At the end how many lines matched, and how often each field was captured, instead of the lines themselves.</param>
/// <param name="Explain">After each line that does not match how far the pattern got.</param>
internal sealed record GrokRunOptions(bool OnlyFailures, bool Summary, bool Explain);

/// <summary>Lines against one pattern, printed.</summary>
internal sealed class GrokRun(GrokPattern pattern, PatternSet patterns, GrokRunOptions options, TextWriter output)
{
    private const int LongestQuote = 200;
    private static readonly TimeSpan ExplainPatience = TimeSpan.FromMilliseconds(200);

    private readonly BoundedGrok _grok = new(pattern);
    private readonly Dictionary<string, long> _captured = new(StringComparer.Ordinal);
    private long _lines;
    private long _matched;
    private long _cut;

    /// <exception cref="IOException">The stream cannot be read, or nobody reads what is written.</exception>
    public void Read(Stream stream)
    {
        var lines = new ByteLines(stream) { BeforeWaiting = output.Flush };
        while (lines.Read() is { } line)
        {
            Take(line);
        }

        _cut += lines.CutCount;
    }

    /// <summary>Prints what comes last.</summary>
    public void Finish()
    {
        if (options.Summary)
        {
            WriteSummary();
        }

        output.Flush();
    }

    private void Take(string line)
    {
        _lines++;
        if (_grok.Match(line) is not { } match)
        {
            Fail(line);
            return;
        }

        _matched++;
        if (options.Summary)
        {
            foreach (var name in match.Captures.Select(capture => capture.Field.Name).Distinct())
            {
                _captured[name] = _captured.GetValueOrDefault(name) + 1;
            }
        }
        else if (!options.OnlyFailures)
        {
            output.WriteLine(FieldsJson.Write(match));
        }
    }

    private void Fail(string line)
    {
        if (options.OnlyFailures)
        {
            output.WriteLine(line);
        }
        else if (!options.Summary)
        {
            output.WriteLine("null");
        }

        if (options.Explain)
        {
            WriteExplanation(line);
        }
    }

    private void WriteExplanation(string line)
    {
        var explanation = GrokFrontEnd.Explain(pattern.Expression, line, patterns, OnigurumaOptions.Logstash, ExplainPatience);
        if (explanation.Matches)
        {
            // It does, but a predicate does not hold or it took too long.
            output.WriteLine("  every token matches, but a predicate does not hold, or the line costs too much");
            return;
        }

        output.WriteLine(explanation.Prefix.Length == 0
            ? "  matched:  nothing"
            : $"  matched:  {Quote(explanation.Prefix)}");
        output.WriteLine($"  up to:    {Place(line, explanation)}");
        output.WriteLine($"  failed:   {Quote(explanation.FailedToken)}{Within(explanation)}");
        output.WriteLine($"  found:    {Quote(explanation.FoundIn(line))}");
    }

    private static string Place(string line, GrokExplanation explanation)
    {
        var matched = explanation.Matched;
        var column = Encoding.UTF8.GetByteCount(line.AsSpan(0, matched.End)) + 1;
        var text = Quote(line.Substring(matched.Start, matched.Length));
        return string.Create(CultureInfo.InvariantCulture, $"column {column}, after {text}");
    }

    private static string Within(GrokExplanation explanation) =>
        explanation.Within.IsEmpty ? "" : " in " + string.Join(" in ", explanation.Within.Reverse());

    private static string Quote(string text) => text.Length > LongestQuote ? $"`{text[..LongestQuote]}`…" : $"`{text}`";

    private void WriteSummary()
    {
        var percent = _lines == 0 ? 0 : 100.0 * _matched / _lines;
        output.WriteLine(Invariant($"lines      {_lines}"));
        output.WriteLine(Invariant($"matched    {_matched} ({percent:0.##} %)"));
        output.WriteLine(Invariant($"failed     {_lines - _matched}"));
        if (_grok.Overruns > 0)
        {
            output.WriteLine(Invariant($"costly     {_grok.Overruns}, of which {_grok.Skips} were given up"));
        }

        if (_cut > 0)
        {
            output.WriteLine(Invariant($"cut        {_cut} lines longer than {ByteLines.MaxLineBytes} bytes"));
        }

        foreach (var name in pattern.Fields.Select(captured => captured.Name).Distinct())
        {
            output.WriteLine(Invariant($"  {name,-30} {_captured.GetValueOrDefault(name)}"));
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
