using System.Globalization;
using System.Numerics;
using LogTail.Language.Text;

namespace LogTail.Language.GrokExporter.Templates.Parsing;

/// <summary>Number constants of templates: decimal, 0x, 0o, 0b, underscores between digits, points and exponents.</summary>
internal static class GoNumberText
{
    /// <summary>Reads a constant.</summary>
    /// <returns>Null when it is none.</returns>
    public static TemplateOperand? Read(string text, TextSpan span)
    {
        var digits = text.TrimStart('+', '-');
        if (text.Length - digits.Length > 1 || digits.Length == 0 || digits.StartsWith('_') || digits.EndsWith('_') || digits.Contains("__", StringComparison.Ordinal))
        {
            return null;
        }

        var plain = digits.Replace("_", "", StringComparison.Ordinal);
        var sign = text[0] == '-' ? -1 : 1;
        if (ReadInteger(plain) is { } integer)
        {
            integer *= sign;
            return integer >= long.MinValue && integer <= long.MaxValue ? new IntegerOperand((long)integer, span) : null;
        }

        if (ReadHexadecimalFloat(plain) is { } hexadecimal)
        {
            return double.IsFinite(hexadecimal) ? new FloatOperand(sign * hexadecimal, span) : null;
        }

        return GoFloatSyntax.IsDecimal(digits)
            ? new FloatOperand(sign * double.Parse(plain, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture), span)
            : null;
    }

    // 0x1.8p-2
    private static double? ReadHexadecimalFloat(string digits)
    {
        var mark = digits.AsSpan().IndexOfAny('p', 'P');
        if (mark < 0
            || !digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            || !int.TryParse(digits.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent))
        {
            return null;
        }

        var mantissa = digits[2..mark];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? mantissa : mantissa.Remove(point, 1);
        return ReadInteger("0x" + whole) is { } value && Math.Abs(exponent) < 10_000
            ? Math.ScaleB((double)value, exponent - (point < 0 ? 0 : 4 * (mantissa.Length - point - 1)))
            : null;
    }

    private static BigInteger? ReadInteger(string digits)
    {
        var (radix, rest) = digits switch
        {
            ['0', 'x' or 'X', .. var hex] => (16, hex),
            ['0', 'b' or 'B', .. var binary] => (2, binary),
            ['0', 'o' or 'O', .. var octal] => (8, octal),
            ['0', .. { Length: > 0 } octal] when octal.All(char.IsAsciiDigit) => (8, octal),
            _ => (10, digits),
        };
        var value = BigInteger.Zero;
        foreach (var digit in rest)
        {
            var worth = char.IsAsciiHexDigit(digit) ? int.Parse([digit], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : radix;
            if (worth >= radix)
            {
                return null;
            }

            value = (value * radix) + worth;
        }

        return rest.Length is > 0 and < 100 ? value : null;
    }
}
