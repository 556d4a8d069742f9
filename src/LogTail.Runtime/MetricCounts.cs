using LogTail.Runtime.Matching;

namespace LogTail.Runtime;

/// <summary>What one metric of a configuration has counted of itself. Written by the program, read by others between two batches only.</summary>
/// <param name="metric">Its name.</param>
/// <param name="matchers">Those that it uses on lines.</param>
public sealed class MetricCounts(string metric, params Matcher[] matchers)
{
    private long _errors;

    /// <summary>Name of the metric.</summary>
    public string Metric { get; } = metric;

    /// <summary>Lines that updated it.</summary>
    public long MatchingLines { get; set; }

    /// <summary>Lines on which a template failed, or whose match cost too much.</summary>
    public long Errors => _errors + matchers.Sum(matcher => matcher.Skips);

    /// <summary>Counts a line on which a template failed.</summary>
    public void AddError() => _errors++;

    /// <summary>Time spent on the lines that updated it, in ticks of the stopwatch; taken on some lines, and counted for all.</summary>
    public long ElapsedTicks { get; set; }
}
