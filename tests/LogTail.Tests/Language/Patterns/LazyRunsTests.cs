using System.Text.RegularExpressions;
using LogTail.Language.Patterns;
using LogTail.Language.Patterns.Oniguruma;

namespace LogTail.Tests.Language.Patterns;

/// <summary>The shortcut for <c>.*?</c> before a known character changes nothing but the time.</summary>
public class LazyRunsTests
{
    [Theory]
    [InlineData("\"(?<a>.*?)\" \"(?<b>.*?)\"", "x \"q \"w\" e\" \"r\"", "q \"w\" e,r")]
    [InlineData("\"(?:-|(?<a>.*?))\"", "\"a-b\"", "a-b")]
    [InlineData("\"(?<a>.*?)(?<b>;?)\"", "\"a;\"", "a,;")]
    [InlineData("(?<a>.*?)(?<b>;x)?;$", ";;x;", ";,;x")]
    [InlineData("(?-m)(?<a>.*?);", "a\nb;", "b")]
    [InlineData("(?<=\\[(?<a>.*?)\")x", "[q[\"w\"x", "\"w")]
    [InlineData("(?i)(?<a>.*?)B", "abB", "a")]
    [InlineData("(?:(?<a>.*?),)+z", "a,b,z", "b")]
    [InlineData("(?<a>.*?)\"\\b", "a\"-\"b", "a\"-")]
    public void Captures_what_the_loop_would(string pattern, string text, string expected)
    {
        var tree = OnigurumaParser.Parse(pattern, OnigurumaOptions.Logstash).Tree!;
        int[] groups = [.. tree.Groups.Select(group => group.Number)];
        var match = new Regex(DotNetPrinter.Print(tree, groups), RegexOptions.CultureInvariant).Match(text);
        Assert.True(match.Success);
        Assert.Equal(expected, string.Join(',', groups.Select(group => match.Groups[group].Value)));
    }

    [Fact]
    public void Runs_from_stop_to_stop() =>
        Assert.Contains("(?>[^\"]*)", DotNetPrinter.Print(OnigurumaParser.Parse("\"(?<a>.*?)\"", OnigurumaOptions.Logstash).Tree!, [1]), StringComparison.Ordinal);
}
