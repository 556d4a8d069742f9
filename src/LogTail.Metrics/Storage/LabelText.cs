namespace LogTail.Metrics.Storage;

/// <summary>
/// How the label values of a series are kept: each value in UTF-8, then one byte that UTF-8 never contains. Two series
/// have the same label values if and only if these bytes are the same.
/// </summary>
public static class LabelText
{
    /// <summary>Ends each value.</summary>
    public const byte EndOfValue = 0xFF;

    /// <summary>Finds the values.</summary>
    /// <param name="values">As many as there are keys; gets the range of each value in <paramref name="text"/>.</param>
    public static void Split(ReadOnlySpan<byte> text, Span<Range> values)
    {
        var start = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var length = text[start..].IndexOf(EndOfValue);
            values[i] = start..(start + length);
            start += length + 1;
        }
    }

    /// <summary>One value.</summary>
    /// <param name="position">Which of the declared keys, from 0.</param>
    public static ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> text, int position)
    {
        for (var i = 0; i < position; i++)
        {
            text = text[(text.IndexOf(EndOfValue) + 1)..];
        }

        return text[..text.IndexOf(EndOfValue)];
    }

    /// <summary>Whether one of the values is empty.</summary>
    internal static bool HasEmptyValue(ReadOnlySpan<byte> text) =>
        text is [EndOfValue, ..] || text.IndexOf([EndOfValue, EndOfValue]) >= 0;

    /// <summary>The length to which a value must be cut so that it is at most so long and no character is halved.</summary>
    internal static int Cut(ReadOnlySpan<byte> value, int maxLength)
    {
        var length = maxLength;
        while (length > 0 && (value[length] & 0xC0) == 0x80)
        {
            length--;
        }

        return length;
    }
}
