using LogTail.Runtime.Numbers;

namespace LogTail.Tests.Runtime.Numbers;

/// <summary>Expectations: spec/mtail-language.md §8.3.</summary>
public sealed class IntMathTests
{
    [Theory]
    [InlineData(7, 2, 3, 1)]
    [InlineData(-7, 2, -3, -1)]
    [InlineData(7, -2, -3, 1)]
    [InlineData(long.MinValue, -1, long.MinValue, 0)]
    public void Divides_toward_zero_and_wraps_around(long dividend, long divisor, long quotient, long remainder)
    {
        Assert.Equal(quotient, IntMath.Divide(dividend, divisor));
        Assert.Equal(remainder, IntMath.Modulo(dividend, divisor));
    }

    [Theory]
    [InlineData(2, 10, 1024)]
    [InlineData(2, -1, 0)]
    [InlineData(1, -5, 1)]
    [InlineData(-1, -3, -1)]
    [InlineData(0, 0, 1)]
    [InlineData(5, 30, long.MinValue)]
    [InlineData(-2, 63, long.MinValue)]
    [InlineData(2, 63, long.MinValue)]
    [InlineData(0, -1, long.MinValue)]
    [InlineData(10, 18, 1000000000000000000)]
    public void Raises_by_way_of_doubles(long number, long exponent, long expected) =>
        Assert.Equal(expected, IntMath.Power(number, exponent));

    [Theory]
    [InlineData(1, 3, 8, 0)]
    [InlineData(-8, 1, -16, -4)]
    [InlineData(-8, 64, 0, -1)]
    [InlineData(8, 1000, 0, 0)]
    [InlineData(1, 63, long.MinValue, 0)]
    public void Shifts_keep_the_sign_to_the_right_and_lose_bits_to_the_left(long number, long count, long left, long right)
    {
        Assert.Equal(left, IntMath.ShiftLeft(number, count));
        Assert.Equal(right, IntMath.ShiftRight(number, count));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(64, true)]
    [InlineData(2147483646, true)]
    [InlineData(2147483647, false)]
    [InlineData(-1, false)]
    public void Only_counts_from_zero_to_below_two_to_the_31_minus_1_are_shift_counts(long count, bool expected) =>
        Assert.Equal(expected, IntMath.IsShiftCount(count));
}
