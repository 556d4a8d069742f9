namespace LogTail.Metrics;

/// <summary>Bounds of a <see cref="MetricStore"/> against logs that invent label values without end.</summary>
public sealed record MetricStoreOptions
{
    /// <summary>The most series of one family, whatever its declaration says; 0 for no bound.</summary>
    public int MaxSeriesPerFamily { get; init; }
}
