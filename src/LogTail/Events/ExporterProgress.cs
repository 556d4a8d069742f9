using System.Diagnostics;
using LogTail.Metrics.SelfMetrics;
using LogTail.Runtime;

namespace LogTail.Events;

/// <summary>Carries what one loaded configuration counts of itself over to the built-in metrics, which outlive it. The pump's own.</summary>
internal sealed class ExporterProgress
{
    private readonly LogProgram _program;
    private readonly ExporterMetrics _metrics;
    private readonly MetricProgress[] _byMetric;

    // What the program had counted when we last asked.
    private long _formerLines;
    private long _formerMatched;

    public ExporterProgress(LogProgram program, ExporterMetrics metrics)
    {
        _program = program;
        _metrics = metrics;
        // All of them are shown from the start.
        _byMetric = [.. program.MetricCounts.Select(counts => new MetricProgress(counts, metrics))];
    }

    /// <summary>Counts on.</summary>
    public void Update()
    {
        var matched = Since(_program.MatchedLineCount, ref _formerMatched);
        var lines = Since(_program.LineCount, ref _formerLines);
        _metrics.Matched.Add(matched);
        _metrics.Ignored.Add(lines - matched);
        foreach (var metric in _byMetric)
        {
            metric.Update();
        }
    }

    private static long Since(long now, ref long former)
    {
        var news = now - former;
        former = now;
        return news;
    }

    private sealed class MetricProgress(MetricCounts counts, ExporterMetrics metrics)
    {
        private readonly SelfCounter _matching = metrics.Matching.For(counts.Metric);
        private readonly SelfCounter _errors = metrics.Errors.For(counts.Metric);
        private readonly SelfCounter _microseconds = metrics.Microseconds.For(counts.Metric);
        private long _formerMatching;
        private long _formerErrors;
        private long _formerMicroseconds;

        public void Update()
        {
            _matching.Add(Since(counts.MatchingLines, ref _formerMatching));
            _errors.Add(Since(counts.Errors, ref _formerErrors));
            _microseconds.Add(Since(Microseconds(counts.ElapsedTicks), ref _formerMicroseconds));
        }

        private static long Microseconds(long ticks) => (long)(ticks * (1e6 / Stopwatch.Frequency));
    }
}
