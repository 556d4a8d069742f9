namespace LogTail.Metrics.Numbers;

/// <summary>Powers, whose last digits differ between Go's library and the system's. Stands here because programs and the folding of their literals need the same.</summary>
public static class GoPower
{
    // Beyond this binary exponent of the base the result is zero or infinity, whatever is still to come.
    private const int HopelessExponent = 1 << 12;

    // From here on an exponent does not fit an integer, and is even.
    private const double LargestWhole = 9223372036854775808.0;

    /// <summary>
    /// A power. For whole exponents by repeated squaring of the mantissa, as Go has it: the rounding errors of that way show in the digits that
    /// mtail prints. Zeros, infinities and NaN are as in IEEE 754.
    /// </summary>
    public static double Of(double number, double exponent)
    {
        var isOrdinary = double.IsFinite(number) && number != 0 && Math.Abs(exponent) < LargestWhole && !double.IsNaN(exponent);
        var whole = Math.Truncate(Math.Abs(exponent));
        var fraction = Math.Abs(exponent) - whole;
        if (!isOrdinary || (fraction != 0 && number < 0))
        {
            return Math.Pow(number, exponent);
        }

        if (Math.Abs(exponent) == 0.5)
        {
            return exponent > 0 ? Math.Sqrt(number) : 1 / Math.Sqrt(number);
        }

        if (fraction > 0.5)
        {
            fraction--;
            whole++;
        }

        var mantissa = fraction == 0 ? 1 : Math.Exp(fraction * Math.Log(number));
        return RaiseToWhole(number, (long)whole, mantissa, isInverse: exponent < 0);
    }

    // The result is mantissa * 2^scale; what is squared is square * 2^squareScale, 0.5 <= |square| < 1.
    private static double RaiseToWhole(double number, long whole, double mantissa, bool isInverse)
    {
        var scale = 0L;
        var squareScale = (long)Math.ILogB(number) + 1;
        var square = Math.ScaleB(number, (int)-squareScale);
        for (; whole != 0; whole >>= 1)
        {
            if (Math.Abs(squareScale) > HopelessExponent)
            {
                scale += squareScale;
                break;
            }

            if ((whole & 1) != 0)
            {
                mantissa *= square;
                scale += squareScale;
            }

            square *= square;
            squareScale *= 2;
            if (square < 0.5)
            {
                square += square;
                squareScale--;
            }
        }

        return isInverse ? Math.ScaleB(1 / mantissa, (int)-scale) : Math.ScaleB(mantissa, (int)scale);
    }
}
