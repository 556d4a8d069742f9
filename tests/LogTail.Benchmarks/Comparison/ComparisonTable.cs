using System.Globalization;
using System.Text;

namespace LogTail.Benchmarks.Comparison;

/// <summary>The medians of all runs as a Markdown table.</summary>
/// <param name="ShortLines">Lines of the log of the first run of each pair.</param>
/// <param name="LongLines">Lines of the log of the second run.</param>
internal sealed record ComparisonTable(long ShortLines, long LongLines)
{
    private readonly List<Row> _rows = [];

    /// <param name="shortRuns">Runs over the short log, from the start of the process.</param>
    /// <param name="longRuns">Runs over the long log; the difference is steady state.</param>
    public void Add(string name, IReadOnlyList<MeasuredRun> shortRuns, IReadOnlyList<MeasuredRun> longRuns)
    {
        var whole = ShortLines / Median(shortRuns, run => run.Elapsed.TotalSeconds);
        var steady = (LongLines - ShortLines) / (Median(longRuns, run => run.Elapsed.TotalSeconds) - Median(shortRuns, run => run.Elapsed.TotalSeconds));
        var shortProcessor = Median(shortRuns, run => run.Processor.TotalSeconds);
        var perProcessorSecond = (LongLines - ShortLines) / (Median(longRuns, run => run.Processor.TotalSeconds) - shortProcessor);
        _rows.Add(new Row(name, whole, steady, perProcessorSecond, shortProcessor, Median(longRuns, run => run.PeakResidentBytes)));
    }

    public string ToMarkdown(string reference)
    {
        var baseline = _rows.Single(row => row.Name == reference);
        var table = new StringBuilder();
        table.AppendLine(CultureInfo.InvariantCulture, $"| | lines/s, whole run of {ShortLines:N0} | × {reference} | lines/s, steady state | × {reference} | lines per second of user+sys, steady state | × {reference} | user+sys, whole run | peak memory |");
        table.AppendLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var row in _rows)
        {
            table.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {row.Name} | {row.Whole:N0} | {row.Whole / baseline.Whole:0.0} | {row.Steady:N0} | {row.Steady / baseline.Steady:0.0} | {row.PerProcessorSecond:N0} | {row.PerProcessorSecond / baseline.PerProcessorSecond:0.0} | {row.Processor:0.00} s | {row.Memory / 1e6:N0} MB |");
        }

        return table.ToString();
    }

    private static double Median(IReadOnlyList<MeasuredRun> runs, Func<MeasuredRun, double> figure)
    {
        var sorted = runs.Select(figure).Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private sealed record Row(string Name, double Whole, double Steady, double PerProcessorSecond, double Processor, double Memory);
}
