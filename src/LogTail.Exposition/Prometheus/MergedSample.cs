namespace LogTail.Exposition.Prometheus;

/// <summary>Where a sample is.</summary>
/// <param name="Part">Index of the part of its family.</param>
/// <param name="Rank">Its place in the label order of the part.</param>
internal readonly record struct MergedSample(int Part, int Rank);
