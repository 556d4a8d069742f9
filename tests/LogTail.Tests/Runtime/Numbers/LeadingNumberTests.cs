using LogTail.Runtime.Numbers;

namespace LogTail.Tests.Runtime.Numbers;

public sealed class LeadingNumberTests
{
    // spec/grok.md §1.3, and Ruby's to_i.
    [Theory]
    [InlineData("3.99", 3)]
    [InlineData("abc", 0)]
    [InlineData("1e5", 1)]
    [InlineData("-7x", -7)]
    [InlineData("+7", 7)]
    [InlineData("-", 0)]
    [InlineData("  12", 12)]
    [InlineData("1_000", 1000)]
    [InlineData("1__0", 1)]
    public void Integer_is_what_the_text_begins_with(string text, long expected)
    {
        Assert.True(LeadingNumber.TryParseInt(text, out var number));
        Assert.Equal(expected, number);
    }

    [Theory]
    [InlineData("3.99", 3.99)]
    [InlineData("abc", 0)]
    [InlineData("1e5", 1e5)]
    [InlineData("1e", 1)]
    [InlineData("1.", 1)]
    [InlineData("-1.5s", -1.5)]
    [InlineData("1_000.5_5", 1000.55)]
    [InlineData("1._5", 1)]
    public void Float_is_what_the_text_begins_with(string text, double expected)
    {
        Assert.True(LeadingNumber.TryParseFloat(text, out var number));
        Assert.Equal(expected, number);
    }

    [Fact]
    public void Nothing_and_what_is_too_large_are_no_integers()
    {
        Assert.False(LeadingNumber.TryParseInt("", out _));
        Assert.False(LeadingNumber.TryParseFloat("", out _));
        Assert.False(LeadingNumber.TryParseInt("99999999999999999999", out _));
    }
}
