using LogTail.Language.Parsing;

namespace LogTail.Tests.Language.Parsing;

public class GoDurationTests
{
    [Theory]
    [InlineData("24h", 86_400_000)]
    [InlineData("1h30m", 5_400_000)]
    [InlineData("1.5h", 5_400_000)]
    [InlineData("-1h", -3_600_000)]
    [InlineData("5ms", 5)]
    [InlineData("0s", 0)]
    [InlineData(".5s", 500)]
    [InlineData("1m1m", 120_000)]
    public void Reads_what_Go_reads(string text, int milliseconds)
    {
        Assert.True(GoDuration.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1")]
    [InlineData("1d")]
    [InlineData("5mm")]
    [InlineData("s")]
    [InlineData("1..5s")]
    [InlineData("1h-5m")]
    [InlineData("3000000h")]
    [InlineData("99999999999999999999s")]
    public void Refuses_the_rest(string text) => Assert.False(GoDuration.TryParse(text, out _));

    [Fact]
    public void Keeps_the_shortest_durations_above_zero()
    {
        Assert.True(GoDuration.TryParse("1ns", out var duration));
        Assert.Equal(new TimeSpan(1), duration);
    }
}
