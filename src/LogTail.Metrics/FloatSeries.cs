namespace LogTail.Metrics;

/// <summary>An IEEE double.</summary>
public sealed class FloatSeries : MetricSeries
{
    internal FloatSeries(byte[] labelText, uint hash)
        : base(labelText, hash)
    {
    }

    public double Value { get; private set; }

    public void Set(double value, long timeNanos)
    {
        Value = value;
        TimeNanos = timeNanos;
    }
}
