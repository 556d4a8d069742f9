namespace LogTail.Runtime.Numbers;

/// <summary>Hexadecimal floating-point text, such as the <c>1.8p1</c> of <c>0x1.8p1</c>, which .NET does not read.</summary>
internal static class HexFloat
{
    private const int MaxExponent = 10_000;
    private const int MantissaBits = 53;
    private const int LowestExponent = -1074;

    /// <summary>Reads a number without its prefix; it must have an exponent. Rounds to nearest, ties to even.</summary>
    /// <returns>False when it is no such number, or too large for a double.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out double number)
    {
        number = 0;
        var mark = text.IndexOfAny('p', 'P');
        return mark >= 0
            && TryMantissa(text[..mark], out var mantissa, out var exponent)
            && TryExponent(text[(mark + 1)..], ref exponent)
            && TryRound(mantissa, exponent, out number);
    }

    // The number is mantissa * 2^exponent. Bits that do not fit are kept as one: that some were set is all that rounding asks.
    private static bool TryMantissa(ReadOnlySpan<char> text, out ulong mantissa, out int exponent)
    {
        mantissa = 0;
        exponent = 0;
        var isAfterPoint = false;
        var digits = 0;
        foreach (var c in text)
        {
            if (c == '.' && !isAfterPoint)
            {
                isAfterPoint = true;
                continue;
            }

            if (!char.IsAsciiHexDigit(c))
            {
                return false;
            }

            digits++;
            var digit = c <= '9' ? (ulong)(c - '0') : (ulong)((c | 0x20) - 'a' + 10);
            if (mantissa >> 60 == 0)
            {
                mantissa = (mantissa << 4) | digit;
                exponent -= isAfterPoint ? 4 : 0;
            }
            else
            {
                mantissa |= digit != 0 ? 1UL : 0;
                exponent += isAfterPoint ? 0 : 4;
            }
        }

        return digits > 0;
    }

    private static bool TryExponent(ReadOnlySpan<char> text, ref int exponent)
    {
        var isNegative = text.Length > 0 && text[0] == '-';
        var digits = isNegative || (text.Length > 0 && text[0] == '+') ? text[1..] : text;
        if (digits.IsEmpty)
        {
            return false;
        }

        var value = 0;
        foreach (var c in digits)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            value = Math.Min((value * 10) + (c - '0'), MaxExponent);
        }

        exponent += isNegative ? -value : value;
        return true;
    }

    private static bool TryRound(ulong mantissa, int exponent, out double number)
    {
        number = 0;
        if (mantissa == 0)
        {
            return true;
        }

        // Shift so far that 53 bits are left, or as many as a number so small has.
        var excess = Math.Max(64 - MantissaBits - (int)ulong.LeadingZeroCount(mantissa), LowestExponent - exponent);
        if (excess > 0)
        {
            mantissa = ShiftAndRound(mantissa, excess);
            exponent += excess;
        }

        number = Math.ScaleB(mantissa, exponent);
        return double.IsFinite(number);
    }

    private static ulong ShiftAndRound(ulong mantissa, int excess)
    {
        if (excess > 64)
        {
            return 0;
        }

        var kept = excess == 64 ? 0 : mantissa >> excess;
        var lost = excess == 64 ? mantissa : mantissa & ((1UL << excess) - 1);
        var half = 1UL << (excess - 1);
        return lost > half || (lost == half && (kept & 1) == 1) ? kept + 1 : kept;
    }
}
