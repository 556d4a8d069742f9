using System.Buffers;
using System.Globalization;

namespace LogTail.Runtime.Numbers;

/// <summary>Text read as a double, by Go's syntax (spec/mtail-language.md appendix A).</summary>
public static class FloatText
{
    private const int MaxExactDigits = 15;

    private static readonly SearchValues<char> DecimalChars = SearchValues.Create("0123456789.eE+-");

    // Powers of ten that a double holds exactly.
    private static ReadOnlySpan<double> ExactPowers =>
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>
    /// Optional sign; decimal with point and exponent, hexadecimal with a binary exponent, <c>inf</c>, <c>infinity</c> or <c>nan</c> in any case;
    /// underscores between digits.
    /// </summary>
    /// <returns>False when it is something else, or too large for a double.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out double number) =>
        TryParsePlain(text, out number) || TryParseAny(text, out number);

    // Digits with at most one point, few enough for one exact division: most numbers of logs.
    private static bool TryParsePlain(ReadOnlySpan<char> text, out double number)
    {
        number = 0;
        if (text.Length > MaxExactDigits + 1)
        {
            return false;
        }

        var digits = 0L;
        var count = 0;
        var point = -1;
        foreach (var c in text)
        {
            var digit = (uint)(c - '0');
            if (digit <= 9)
            {
                digits = (digits * 10) + digit;
                count++;
            }
            else if (c == '.' && point < 0)
            {
                point = count;
            }
            else
            {
                return false;
            }
        }

        if (count is 0 or > MaxExactDigits)
        {
            return false;
        }

        number = point < 0 ? digits : digits / ExactPowers[count - point];
        return true;
    }

    private static bool TryParseAny(ReadOnlySpan<char> text, out double number)
    {
        var isNegative = text.Length > 0 && text[0] == '-';
        var isSigned = isNegative || (text.Length > 0 && text[0] == '+');
        var unsigned = isSigned ? text[1..] : text;
        if (!TryParseUnsigned(unsigned, isSigned, out number))
        {
            return false;
        }

        number = isNegative ? -number : number;
        return true;
    }

    private static bool TryParseUnsigned(ReadOnlySpan<char> text, bool isSigned, out double number)
    {
        if (text.Equals("inf", StringComparison.OrdinalIgnoreCase) || text.Equals("infinity", StringComparison.OrdinalIgnoreCase))
        {
            number = double.PositiveInfinity;
            return true;
        }

        if (text.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            number = double.NaN;
            return !isSigned;
        }

        var isHexadecimal = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        number = 0;
        if (!AreUnderscoresBetweenDigits(text, isHexadecimal))
        {
            return false;
        }

        if (text.Contains('_'))
        {
            text = text.ToString().Replace("_", "", StringComparison.Ordinal);
        }

        return isHexadecimal ? HexFloat.TryParse(text[2..], out number) : TryParseDecimal(text, out number);
    }

    private static bool TryParseDecimal(ReadOnlySpan<char> text, out double number)
    {
        // .NET reads what Go reads here, and more: so only the characters are checked. Too large gives infinity.
        number = 0;
        return text.IndexOfAnyExcept(DecimalChars) < 0
            && !text.IsEmpty
            && text[0] is not ('+' or '-')
            && double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number)
            && double.IsFinite(number);
    }

    // Each has a digit on both sides; the prefix 0x counts as a digit.
    private static bool AreUnderscoresBetweenDigits(ReadOnlySpan<char> text, bool isHexadecimal)
    {
        for (var i = text.IndexOf('_'); i >= 0 && i < text.Length; i++)
        {
            if (text[i] == '_' && !(i > 0 && i + 1 < text.Length && IsDigit(text[i + 1]) && (IsDigit(text[i - 1]) || (isHexadecimal && i == 2))))
            {
                return false;
            }
        }

        return true;

        bool IsDigit(char c) => isHexadecimal ? char.IsAsciiHexDigit(c) : char.IsAsciiDigit(c);
    }
}
