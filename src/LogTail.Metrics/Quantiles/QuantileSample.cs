namespace LogTail.Metrics.Quantiles;

/// <summary>One kept observation of a <see cref="QuantileStream"/>, which stands for itself and for others just below it.</summary>
/// <param name="Value">The observation.</param>
/// <param name="Width">How many observations it stands for, itself included. The lowest possible rank is the sum of these up to here.</param>
/// <param name="Delta">By how much its rank may be higher than that.</param>
internal record struct QuantileSample(double Value, long Width, long Delta);
