namespace LogTail.Metrics;

/// <summary>A quantile that a summary tells, and how exactly.</summary>
/// <param name="Quantile">From 0 (the least observation) to 1 (the greatest).</param>
/// <param name="Error">The told value's rank is off by at most this part of all observations in the window; above 0, below 1.</param>
public readonly record struct QuantileTarget(double Quantile, double Error);
