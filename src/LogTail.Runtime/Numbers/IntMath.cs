namespace LogTail.Runtime.Numbers;

/// <summary>Integer operations where mtail's meaning and C#'s differ (spec/mtail-language.md §8.3).</summary>
public static class IntMath
{
    /// <summary>Shift counts from here on are faults, as negative ones are.</summary>
    public const long ShiftLimit = int.MaxValue;

    /// <summary>Truncates toward zero; the least number divided by -1 is itself.</summary>
    /// <param name="divisor">Not zero.</param>
    public static long Divide(long dividend, long divisor) => divisor == -1 ? unchecked(-dividend) : dividend / divisor;

    /// <summary>The remainder, with the sign of the dividend.</summary>
    /// <param name="divisor">Not zero.</param>
    public static long Modulo(long dividend, long divisor) => divisor == -1 ? 0 : dividend % divisor;

    /// <summary>By way of doubles: what does not fit becomes the least number, as amd64 converts.</summary>
    public static long Power(long number, long exponent)
    {
        var power = FloatMath.Power(number, exponent);

        // 2^63 itself does not fit, -2^63 does.
        return power is >= -9223372036854775808.0 and < 9223372036854775808.0 ? (long)power : long.MinValue;
    }

    /// <summary>Bits that leave are lost.</summary>
    /// <param name="count">From 0; 64 and more leave nothing.</param>
    public static long ShiftLeft(long number, long count) => count >= 64 ? 0 : number << (int)count;

    /// <summary>Keeps the sign.</summary>
    /// <param name="count">From 0; 64 and more leave only the sign.</param>
    public static long ShiftRight(long number, long count) => number >> (int)Math.Min(count, 63);

    /// <summary>Whether a shift count is allowed.</summary>
    public static bool IsShiftCount(long count) => count is >= 0 and < ShiftLimit;
}
