using LogTail.Runtime.Numbers;

namespace LogTail.Tests.Runtime.Numbers;

/// <summary>Expectations: spec/mtail-language.md appendix A; the bits of hexadecimal numbers by hand.</summary>
public sealed class FloatTextTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("0.123", 0.123)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData("+1.5", 1.5)]
    [InlineData("-1.5", -1.5)]
    [InlineData("1e3", 1000)]
    [InlineData("1.5E-7", 1.5e-7)]
    [InlineData("1_0", 10)]
    [InlineData("1_0.2_5", 10.25)]
    [InlineData("123456789012345678901234567890", 123456789012345678901234567890.0)]
    [InlineData("0.1234567890123456789", 0.12345678901234568)]
    [InlineData("1e-400", 0)]
    [InlineData("4.9e-324", double.Epsilon)]
    [InlineData("inf", double.PositiveInfinity)]
    [InlineData("-Infinity", double.NegativeInfinity)]
    [InlineData("+INF", double.PositiveInfinity)]
    [InlineData("NaN", double.NaN)]
    [InlineData("0x1p4", 16)]
    [InlineData("0X1.8P1", 3)]
    [InlineData("-0x.8p0", -0.5)]
    [InlineData("0x_1p4", 16)]
    [InlineData("0x1p-1074", double.Epsilon)]
    [InlineData("0x1p-1075", 0)]
    [InlineData("0x1.8p-1075", double.Epsilon)]
    [InlineData("0x1.fffffffffffffp1023", double.MaxValue)]
    [InlineData("0x1.00000000000008p0", 1)]
    [InlineData("0x1.000000000000081p0", 1.0000000000000002)]
    [InlineData("0x123456789abcdef01p0", 20988295479420645377.0)]
    public void Reads_what_Go_reads(string text, double expected)
    {
        Assert.True(FloatText.TryParse(text, out var number));
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(number));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("e5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1,5")]
    [InlineData("1.2.3")]
    [InlineData("--1")]
    [InlineData("+-1")]
    [InlineData("_1")]
    [InlineData("1_")]
    [InlineData("1__0")]
    [InlineData("1_.5")]
    [InlineData("1_e5")]
    [InlineData("+nan")]
    [InlineData("-nan")]
    [InlineData("infinit")]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("0x1")]
    [InlineData("0xp1")]
    [InlineData("0x1p")]
    [InlineData("0x1p1024")]
    [InlineData("(1)")]
    [InlineData("1f")]
    [InlineData("∞")]
    public void Refuses_anything_else(string text) => Assert.False(FloatText.TryParse(text, out _));
}
