using System.Text;
using LogTail.Grok;
using LogTail.Language.Grok;
using LogTail.Language.Grok.Library;
using LogTail.Language.Patterns.Oniguruma;

namespace LogTail.Tests.GrokLines;

/// <summary>What <c>logtail grok</c> prints.</summary>
public sealed class GrokRunTests
{
    private static readonly GrokRunOptions Plain = new(OnlyFailures: false, Summary: false, Explain: false);

    [Fact]
    public void Each_line_is_an_object_or_null() => Assert.Equal(
        """
        {"ip":"1.2.3.4","n":12}
        null
        {"ip":"::1","n":7}

        """,
        Run("%{IP:ip} %{INT:n:int}", "1.2.3.4 12\nnothing\n::1 7\n", Plain));

    [Theory]
    [InlineData("%{WORD:[a][b]} %{WORD:[a][c]}", "x y", """{"a":{"b":"x","c":"y"}}""")]
    [InlineData("%{WORD:a} %{WORD:a}", "x y", """{"a":["x","y"]}""")]
    [InlineData("%{WORD:a}(?: %{WORD:b})?", "x", """{"a":"x"}""")]
    [InlineData("%{WORD:[a]} %{WORD:[a][b]}", "x y", """{"a":"x","[a][b]":"y"}""")]
    [InlineData("%{NUMBER:n:float} %{DATA:i:int}$", "1.50 99999999999999999999999", """{"n":1.5,"i":99999999999999999999999}""")]
    [InlineData("%{WORD}", "x", "{}")]
    [InlineData("%{QS:q}", "\"ä\\\"<\"", """{"q":"\"ä\\\"<\""}""")]
    public void Fields_become_JSON(string pattern, string line, string expected) => Assert.Equal(expected + "\n", Run(pattern, line, Plain));

    [Fact]
    public void Only_failures_prints_the_lines_that_do_not_match() =>
        Assert.Equal("b\nc\n", Run("a", "a\nb\nc\na\n", Plain with { OnlyFailures = true }));

    [Fact]
    public void Summary_counts_lines_and_fields() => Assert.Equal(
        """
        lines      3
        matched    2 (66.67 %)
        failed     1
          ip                             2
          n                              1

        """,
        Run("%{IP:ip}(?: %{INT:n})?", "1.2.3.4 5\n1.2.3.4\nx\n", Plain with { Summary = true }));

    [Fact]
    public void Explain_says_how_far_the_pattern_got() => Assert.Equal(
        """
        null
          matched:  `%{IP:ip} `
          up to:    column 9, after `1.2.3.4 `
          failed:   `%{INT:n}`
          found:    `x`

        """,
        Run("%{IP:ip} %{INT:n}", "1.2.3.4 x\n", Plain with { Explain = true }));

    private static string Run(string expression, string lines, GrokRunOptions options)
    {
        var patterns = PatternLibrary.Legacy;
        var compiled = GrokFrontEnd.Compile(expression, new PatternOrigin("<pattern>", 1, 1), patterns, OnigurumaOptions.Logstash);
        var output = new StringWriter { NewLine = "\n" };
        var run = new GrokRun(compiled.Pattern!, patterns, options, output);
        run.Read(new MemoryStream(Encoding.UTF8.GetBytes(lines)));
        run.Finish();
        return output.ToString();
    }
}
