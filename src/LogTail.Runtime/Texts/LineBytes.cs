namespace LogTail.Runtime.Texts;

/// <summary>
/// The bytes that a text of a line was decoded from, one by one: UTF-8, but a char from U+F780 to U+F7FF stands for one byte that was no valid UTF-8
/// (see <see cref="LogTail.Metrics.LineText"/>).
/// </summary>
internal ref struct LineBytes(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;

    // Invariant: 0 <= _next <= _text.Length.
    private int _next;

    // Bytes of the present character still to come, the next one lowest.
    private uint _pending;
    private int _pendingCount;

    /// <summary>Takes the next byte; -1 at the end.</summary>
    public int Next()
    {
        if (_pendingCount == 0)
        {
            if (_next == _text.Length)
            {
                return -1;
            }

            Encode(_text[_next++]);
        }

        var result = (int)(_pending & 0xFF);
        _pending >>= 8;
        _pendingCount--;
        return result;
    }

    private void Encode(char c)
    {
        if (c < 0x80)
        {
            Set(1, c);
        }
        else if (LineEscape.Is(c))
        {
            Set(1, LineEscape.ByteOf(c));
        }
        else if (c < 0x800)
        {
            Set(2, 0xC0u | (uint)(c >> 6), 0x80u | (c & 0x3Fu));
        }
        else if (char.IsHighSurrogate(c) && _next < _text.Length && char.IsLowSurrogate(_text[_next]))
        {
            var point = (uint)char.ConvertToUtf32(c, _text[_next++]);
            Set(4, 0xF0u | (point >> 18), 0x80u | ((point >> 12) & 0x3F), 0x80u | ((point >> 6) & 0x3F), 0x80u | (point & 0x3F));
        }
        else
        {
            Set(3, 0xE0u | (uint)(c >> 12), 0x80u | ((uint)(c >> 6) & 0x3F), 0x80u | (c & 0x3Fu));
        }
    }

    private void Set(int count, uint first, uint second = 0, uint third = 0, uint fourth = 0)
    {
        _pendingCount = count;
        _pending = first | (second << 8) | (third << 16) | (fourth << 24);
    }
}
