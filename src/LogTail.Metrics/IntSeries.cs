namespace LogTail.Metrics;

/// <summary>A 64-bit integer that wraps around.</summary>
public sealed class IntSeries : MetricSeries
{
    internal IntSeries(byte[] labelText, uint hash)
        : base(labelText, hash)
    {
    }

    public long Value { get; private set; }

    public void Set(long value, long timeNanos)
    {
        Value = value;
        TimeNanos = timeNanos;
    }

    /// <returns>The new value.</returns>
    public long Add(long delta, long timeNanos)
    {
        var value = unchecked(Value + delta);
        Value = value;
        TimeNanos = timeNanos;
        return value;
    }
}
