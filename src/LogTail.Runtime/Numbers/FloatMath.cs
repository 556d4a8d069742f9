using LogTail.Metrics.Numbers;

namespace LogTail.Runtime.Numbers;

/// <summary>Float operations whose last digits differ between Go's library and the system's.</summary>
public static class FloatMath
{
    /// <summary>A power, as <see cref="GoPower"/> has it.</summary>
    public static double Power(double number, double exponent) => GoPower.Of(number, exponent);
}
