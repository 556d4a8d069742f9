namespace LogTail.Metrics;

/// <summary>What a <see cref="MetricStore"/> needs to know of the world.</summary>
public sealed record MetricStoreOptions
{
    /// <summary>Stamps a series that is made but not yet updated; a scalar counter's or histogram's stays at 0 until it is.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The most series of one family, against logs that invent label values without end; 0 for no bound.</summary>
    public int MaxSeriesPerFamily { get; init; }
}
