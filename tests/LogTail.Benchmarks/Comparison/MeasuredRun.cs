namespace LogTail.Benchmarks.Comparison;

/// <summary>What one run of a process cost.</summary>
/// <param name="Elapsed">From the start of the process to its end.</param>
/// <param name="Processor">User and system time together, its children included.</param>
/// <param name="PeakResidentBytes">Most memory it had resident.</param>
internal sealed record MeasuredRun(TimeSpan Elapsed, TimeSpan Processor, long PeakResidentBytes);
