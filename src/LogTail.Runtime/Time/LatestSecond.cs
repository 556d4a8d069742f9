namespace LogTail.Runtime.Time;

/// <summary>
/// The second of the text that was read last, of those with a fraction: lines with milliseconds come many to a second, and only
/// these differ. Not thread-safe.
/// </summary>
internal sealed class LatestSecond
{
    private const int LongestText = 64;

    // Of the text only what stands around the fraction counts.
    private readonly char[] _text = new char[LongestText];
    private int _length;
    private TimeLayout? _layout;
    private long _seconds;

    /// <summary>Reads a text that differs from the remembered one by its fraction only.</summary>
    /// <param name="fraction">Where a text of the layout has its fraction.</param>
    public bool TryRead(ReadOnlySpan<char> text, TimeLayout layout, Range fraction, out UnixTime time)
    {
        var (start, end) = (fraction.Start.Value, fraction.End.Value);
        if (layout == _layout
            && text.Length == _length
            && text[..start].SequenceEqual(_text.AsSpan(0, start))
            && text[end..].SequenceEqual(_text.AsSpan(end, _length - end))
            && FixedClock.Fraction(text, start, end - start - 1, out var nanoseconds))
        {
            time = new UnixTime(_seconds, nanoseconds);
            return true;
        }

        time = default;
        return false;
    }

    /// <summary>Remembers a text that keeps to the columns of its layout.</summary>
    /// <param name="seconds">What it means.</param>
    public void Remember(ReadOnlySpan<char> text, TimeLayout layout, long seconds)
    {
        if (text.Length <= LongestText)
        {
            text.CopyTo(_text);
            (_length, _layout, _seconds) = (text.Length, layout, seconds);
        }
    }
}
