using LogTail.Runtime.Numbers;

namespace LogTail.Tests.Runtime.Numbers;

/// <summary>Expectations: spec/mtail-language.md appendix A and §12 (strtol).</summary>
public sealed class IntTextTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("007", 7)]
    [InlineData("-12", -12)]
    [InlineData("+12", 12)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("00000000000000000000000000000000012", 12)]
    public void Reads_an_optional_sign_and_digits(string text, long expected)
    {
        Assert.True(IntText.TryParse(text, out var number));
        Assert.Equal(expected, number);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1_0")]
    [InlineData("0x10")]
    [InlineData("1.0")]
    [InlineData("--1")]
    [InlineData("٣")]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775809")]
    [InlineData("99999999999999999999999")]
    public void Refuses_anything_else(string text) => Assert.False(IntText.TryParse(text, out _));

    [Theory]
    [InlineData("ff", 16, 255)]
    [InlineData("FF", 16, 255)]
    [InlineData("-Zz", 36, -1295)]
    [InlineData("0010", 2, 2)]
    [InlineData("777", 8, 511)]
    [InlineData("-8000000000000000", 16, long.MinValue)]
    public void Reads_digits_of_a_base(string text, long numberBase, long expected)
    {
        Assert.True(IntText.TryParse(text, numberBase, out var number));
        Assert.Equal(expected, number);
    }

    [Theory]
    [InlineData("10", 0)]
    [InlineData("10", 1)]
    [InlineData("10", 37)]
    [InlineData("10", -8)]
    [InlineData("12", 2)]
    [InlineData("0xff", 16)]
    [InlineData("f_f", 16)]
    [InlineData("8000000000000000", 16)]
    public void Refuses_other_bases_and_digits(string text, long numberBase) => Assert.False(IntText.TryParse(text, numberBase, out _));
}
