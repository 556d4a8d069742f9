namespace LogTail.Metrics;

/// <summary>A text, as it stood in the line (<see cref="LineText"/>); empty before the first update.</summary>
public sealed class TextSeries : MetricSeries
{
    // Texts may be another one at each line, and are looked at once in a while: room that is used again, and a string only when one is asked for.
    private char[] _room = [];
    private int _length;

    // The string of the present text; null while nobody has asked for it.
    private string? _value = "";

    internal TextSeries(byte[] labelText, uint hash)
        : base(labelText, hash)
    {
    }

    /// <summary>The text; makes a string if it has changed since it was asked for last.</summary>
    public string Value => _value ??= Text.ToString();

    /// <summary>The text, until the next <see cref="Set"/>.</summary>
    public ReadOnlySpan<char> Text => _room.AsSpan(0, _length);

    /// <summary>Stores a text; allocates only for one that is longer than any before.</summary>
    public void Set(ReadOnlySpan<char> value, long timeNanos)
    {
        if (!value.SequenceEqual(Text))
        {
            if (_room.Length < value.Length)
            {
                _room = new char[Math.Max(value.Length, 2 * _room.Length)];
            }

            value.CopyTo(_room);
            _length = value.Length;
            _value = null;
        }

        TimeNanos = timeNanos;
    }
}
