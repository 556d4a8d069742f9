namespace LogTail.Torture;

/// <summary>All runs together. Any thread may add.</summary>
internal sealed class Tally
{
    private readonly Lock _gate = new();
    private readonly List<RunResult> _results = [];

    public int Failed
    {
        get
        {
            lock (_gate)
            {
                return _results.Count(result => result.Wrong.Count > 0);
            }
        }
    }

    public void Add(RunResult result)
    {
        lock (_gate)
        {
            _results.Add(result);
        }
    }

    /// <param name="spent">Time of processors that all runs took, daemons included.</param>
    public string Summary(TimeSpan spent, IFormatProvider format)
    {
        lock (_gate)
        {
            var failed = _results.Where(result => result.Wrong.Count > 0).Select(result => result.Seed).Order().ToArray();
            return string.Create(
                format,
                $"""
                {_results.Count - failed.Length} of {_results.Count} runs exact: {_results.Sum(result => result.Lines)} lines, {_results.Sum(result => result.Kills)} kills, {_results.Sum(result => result.Starts)} starts
                {spent.TotalSeconds:0} s of processors, {spent.TotalSeconds / Math.Max(1, _results.Count):0.0} s a run
                {_results.Sum(result => result.Missing)} lines were impossible, in {_results.Count(result => result.Missing > 0)} runs; in {_results.Count(result => result is { Missing: > 0, WasToldLosses: true })} of them the daemon told of losses
                {(failed.Length == 0 ? "" : $"failed seeds: {string.Join(' ', failed)}")}
                """).TrimEnd();
        }
    }
}
