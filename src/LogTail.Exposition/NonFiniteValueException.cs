using LogTail.Metrics;

namespace LogTail.Exposition;

/// <summary>A value is infinite or not a number, which JSON cannot say. No byte was written. The message is for the user.</summary>
public sealed class NonFiniteValueException(MetricDescription metric, double value)
    : Exception($"Metric `{metric.Name}`, declared at {metric.Source}, has the value {GoFormat.G(value)}, which JSON cannot express.");
