using System.Globalization;

namespace LogTail.Runtime.GoTemplates;

/// <summary>Numbers as <c>%x</c> and <c>%b</c> of Go's <c>fmt</c> write them: with an exponent of two. None is negative here.</summary>
internal static class GoBinaryFloat
{
    private const int FractionBits = 52;
    private const int FractionDigits = FractionBits / 4;
    private const int LeastExponent = -1022;

    /// <summary><c>0x1.8p+00</c>: one digit before the point, except for zero.</summary>
    /// <param name="precision">Digits behind the point, rounded to even; null for as many as it takes.</param>
    public static string Hexadecimal(double number, int? precision)
    {
        var (mantissa, exponent) = Split(number);
        if (mantissa == 0)
        {
            exponent = 0;
        }

        while (mantissa != 0 && mantissa >> FractionBits == 0)
        {
            mantissa <<= 1;
            exponent--;
        }

        if (precision < FractionDigits)
        {
            (mantissa, exponent) = Rounded(mantissa, exponent, (FractionDigits - precision.Value) * 4);
        }

        var digits = (mantissa & ((1L << FractionBits) - 1)).ToString("x13", CultureInfo.InvariantCulture);
        digits = precision is { } wanted ? digits.PadRight(wanted, '0')[..wanted] : digits.TrimEnd('0');
        var point = digits.Length > 0 ? "." : "";
        return string.Create(CultureInfo.InvariantCulture, $"0x{mantissa >> FractionBits}{point}{digits}p{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    /// <summary><c>6755399441055744p-52</c>: a whole number and an exponent.</summary>
    public static string Binary(double number)
    {
        var (mantissa, exponent) = Split(number);
        exponent -= FractionBits;
        return string.Create(CultureInfo.InvariantCulture, $"{mantissa}p{(exponent < 0 ? "" : "+")}{exponent}");
    }

    private static (long Mantissa, int Exponent) Split(double number)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        var fraction = bits & ((1L << FractionBits) - 1);
        var biased = (int)(bits >> FractionBits) & 0x7FF;
        return biased == 0 ? (fraction, LeastExponent) : (fraction | (1L << FractionBits), biased - 1 + LeastExponent);
    }

    private static (long Mantissa, int Exponent) Rounded(long mantissa, int exponent, int dropped)
    {
        var rest = mantissa & ((1L << dropped) - 1);
        var half = 1L << (dropped - 1);
        var kept = mantissa >> dropped;
        kept += rest > half || (rest == half && (kept & 1) == 1) ? 1 : 0;
        mantissa = kept << dropped;
        return mantissa >> (FractionBits + 1) == 0 ? (mantissa, exponent) : (mantissa >> 1, exponent + 1);
    }
}
