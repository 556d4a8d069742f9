namespace LogTail.Metrics;

/// <summary>A text, as it stood in the line (<see cref="LineText"/>); empty before the first update.</summary>
public sealed class TextSeries : MetricSeries
{
    internal TextSeries(byte[] labelText, uint hash)
        : base(labelText, hash)
    {
    }

    public string Value { get; private set; } = "";

    /// <summary>Stores a text; makes a string only if it differs from the present one.</summary>
    public void Set(ReadOnlySpan<char> value, long timeNanos)
    {
        if (!value.SequenceEqual(Value))
        {
            Value = value.ToString();
        }

        TimeNanos = timeNanos;
    }
}
