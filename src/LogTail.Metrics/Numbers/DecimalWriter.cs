using System.Buffers.Text;

namespace LogTail.Metrics.Numbers;

/// <summary>Lays out decimal digits; the room must suffice.</summary>
internal static class DecimalWriter
{
    /// <summary>As in 1.25e+06.</summary>
    public static int WriteScientific(ShortestDecimal number, Span<byte> utf8, byte exponentMark, int minExponentDigits)
    {
        var length = WriteSign(number, utf8);
        utf8[length++] = number.Digits[0];
        if (number.Digits.Length > 1)
        {
            utf8[length++] = (byte)'.';
            length += Copy(number.Digits[1..], utf8[length..]);
        }

        utf8[length++] = exponentMark;
        utf8[length++] = number.Exponent < 0 ? (byte)'-' : (byte)'+';
        var exponent = Math.Abs(number.Exponent);
        if (exponent < 10 && minExponentDigits > 1)
        {
            utf8[length++] = (byte)'0';
        }

        Utf8Formatter.TryFormat(exponent, utf8[length..], out var exponentLength);
        return length + exponentLength;
    }

    /// <summary>As in 1250000 or 0.00125.</summary>
    public static int WriteFixed(ShortestDecimal number, Span<byte> utf8)
    {
        var length = WriteSign(number, utf8);
        if (number.Exponent < 0)
        {
            utf8[length++] = (byte)'0';
            utf8[length++] = (byte)'.';
            length += Zeros(-number.Exponent - 1, utf8[length..]);
            return length + Copy(number.Digits, utf8[length..]);
        }

        var whole = number.Exponent + 1;
        if (number.Digits.Length <= whole)
        {
            length += Copy(number.Digits, utf8[length..]);
            return length + Zeros(whole - number.Digits.Length, utf8[length..]);
        }

        length += Copy(number.Digits[..whole], utf8[length..]);
        utf8[length++] = (byte)'.';
        return length + Copy(number.Digits[whole..], utf8[length..]);
    }

    private static int WriteSign(ShortestDecimal number, Span<byte> utf8)
    {
        utf8[0] = (byte)'-';
        return number.IsNegative ? 1 : 0;
    }

    private static int Zeros(int count, Span<byte> utf8)
    {
        utf8[..count].Fill((byte)'0');
        return count;
    }

    private static int Copy(ReadOnlySpan<byte> digits, Span<byte> utf8)
    {
        digits.CopyTo(utf8);
        return digits.Length;
    }
}
