namespace LogTail.Runtime.Numbers;

/// <summary>Text read as a 64-bit integer.</summary>
public static class IntText
{
    /// <summary>Decimal: an optional sign, then digits and nothing else (spec/mtail-language.md appendix A).</summary>
    /// <returns>False when it is something else or out of range.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out long number)
    {
        // Most numbers of logs: short, without a sign, and without any risk of overflow.
        if ((uint)(text.Length - 1) >= 18)
        {
            return TryParse(text, 10, out number);
        }

        number = 0;
        foreach (var c in text)
        {
            var digit = (uint)(c - '0');
            if (digit > 9)
            {
                return TryParse(text, 10, out number);
            }

            number = (number * 10) + digit;
        }

        return true;
    }

    /// <summary>In a base: an optional sign, then digits and letters of either case; no prefix.</summary>
    /// <param name="numberBase">2 to 36; anything else fails.</param>
    /// <returns>False when a character is no digit of the base, there is none, or the number is out of range.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, long numberBase, out long number)
    {
        number = 0;
        var isNegative = text.Length > 0 && text[0] == '-';
        var digits = isNegative || (text.Length > 0 && text[0] == '+') ? text[1..] : text;
        if (digits.IsEmpty || numberBase is < 2 or > 36)
        {
            return false;
        }

        var limit = isNegative ? 1UL << 63 : long.MaxValue;
        var value = 0UL;
        foreach (var c in digits)
        {
            var digit = DigitOf(c);
            if (digit >= (ulong)numberBase || value > (limit - digit) / (ulong)numberBase)
            {
                return false;
            }

            value = (value * (ulong)numberBase) + digit;
        }

        number = unchecked(isNegative ? -(long)value : (long)value);
        return true;
    }

    private static ulong DigitOf(char c) => c switch
    {
        >= '0' and <= '9' => (ulong)(c - '0'),
        >= 'a' and <= 'z' => (ulong)(c - 'a' + 10),
        >= 'A' and <= 'Z' => (ulong)(c - 'A' + 10),
        _ => ulong.MaxValue,
    };
}
