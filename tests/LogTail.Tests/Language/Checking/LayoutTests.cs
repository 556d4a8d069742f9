namespace LogTail.Tests.Language.Checking;

/// <summary>Which time layouts compile: recorded with the real mtail (spec/mtail-language.md §13.2).</summary>
public class LayoutTests
{
    [Theory]
    [InlineData("02/Jan/2006:15:04:05 -0700")]
    [InlineData("2006-01-02T15:04:05Z07:00")]
    [InlineData("%Y-%m-%d")]
    [InlineData("Jan _2 15:04:05")]
    [InlineData("060102  3:04:05")]
    [InlineData("2006-01-02T03:04:05-0700")]
    [InlineData("2006-01-02 15:04:05.000")]
    [InlineData("2006-01-02 15:04:05,999")]
    [InlineData("Monday, 02-Jan-06 15:04:05 MST")]
    [InlineData("3:04PM")]
    [InlineData("2006-01-02 002")]
    [InlineData("hello world")]
    [InlineData("")]
    public void Passes(string layout) => Assert.Equal("", Programs.Errors($"strptime(\"x\", \"{layout}\")\n"));

    [Theory]
    [InlineData("2006-01-02T15:04:05Z")]
    [InlineData("2006_01_02")]
    [InlineData("2017-10-16 06:50:25")]
    [InlineData("_2006")]
    [InlineData("01 13")]
    [InlineData("2006-01-02 15:04:05.123 .9")]
    [InlineData("02 31")]
    public void Fails(string layout) => Assert.Equal("LT0206", Programs.Errors($"strptime(\"x\", \"{layout}\")\n"));
}
