using System.Globalization;
using System.Text;

namespace LogTail.Benchmarks.Comparison;

/// <summary>The medians of all runs of a scenario.</summary>
internal sealed class ComparisonTable
{
    private readonly List<Row> _rows = [];

    /// <param name="contender">Who ran.</param>
    /// <param name="shortRuns">Runs over its short log, from the start of the process.</param>
    /// <param name="longRuns">Runs over its long log; the difference is steady state.</param>
    public void Add(Contender contender, IReadOnlyList<MeasuredRun> shortRuns, IReadOnlyList<MeasuredRun> longRuns)
    {
        var more = contender.Lines * (Contender.Copies - 1);
        var (brief, lasting) = (Median(shortRuns, run => run.Elapsed.TotalSeconds), Median(longRuns, run => run.Elapsed.TotalSeconds));
        var processor = Median(longRuns, run => run.Processor.TotalSeconds) - Median(shortRuns, run => run.Processor.TotalSeconds);
        _rows.Add(new Row(
            contender.Name,
            contender.Lines,
            contender.Lines / brief,
            contender.Lines * Contender.Copies / lasting,
            Rate(more, lasting - brief),
            Rate(more, processor),
            Median(shortRuns, run => run.Processor.TotalSeconds),
            Median(longRuns, run => run.PeakResidentBytes)));
    }

    /// <summary>Lines of the short log of a contender.</summary>
    public long? LinesOf(string name) => _rows.Find(row => row.Name == name)?.Lines;

    /// <summary>Lines per second in steady state; null when it did not take part, or the machine was too restless to tell.</summary>
    public double? SteadyOf(string name) => _rows.Find(row => row.Name == name)?.Steady;

    /// <summary>Lines per second from the start of the process, with the short log.</summary>
    public double? WholeOf(string name) => _rows.Find(row => row.Name == name)?.Whole;

    /// <summary>The same with the long log.</summary>
    public double? LongOf(string name) => _rows.Find(row => row.Name == name)?.Long;

    /// <summary>Peak memory in bytes.</summary>
    public double? MemoryOf(string name) => _rows.Find(row => row.Name == name)?.Memory;

    public string ToMarkdown(string reference)
    {
        var baseline = _rows.Find(row => row.Name == reference);
        var table = new StringBuilder();
        table.AppendLine(CultureInfo.InvariantCulture, $"| | lines | lines/s from start | lines/s steady | × {reference} | lines per CPU second, steady | × {reference} | user+sys from start | peak memory |");
        table.AppendLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var row in _rows)
        {
            table.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {row.Name} | {row.Lines:N0} | {row.Whole:N0} | {Shown(row.Steady, "N0")} | {Shown(row.Steady / baseline?.Steady, "0.0")} | {Shown(row.PerProcessorSecond, "N0")} | {Shown(row.PerProcessorSecond / baseline?.PerProcessorSecond, "0.0")} | {row.Processor:0.00} s | {row.Memory / 1e6:N0} MB |");
        }

        return table.ToString();
    }

    // When the long log took no longer than the short one, something else had the processors meanwhile.
    private static double? Rate(long lines, double seconds) => seconds > 0 ? lines / seconds : null;

    private static string Shown(double? figure, string format) => figure?.ToString(format, CultureInfo.InvariantCulture) ?? "not measured";

    private static double Median(IReadOnlyList<MeasuredRun> runs, Func<MeasuredRun, double> figure)
    {
        var sorted = runs.Select(figure).Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private sealed record Row(string Name, long Lines, double Whole, double Long, double? Steady, double? PerProcessorSecond, double Processor, double Memory);
}
