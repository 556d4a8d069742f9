using LogTail.Language.Grok;
using LogTail.Language.Grok.Explaining;
using LogTail.Language.Grok.Library;
using LogTail.Language.Patterns.Oniguruma;

namespace LogTail.Tests.Language.Grok;

/// <summary>How far a pattern got in a line that it does not match.</summary>
public class GrokExplainerTests
{
    [Fact]
    public void Names_the_token_that_failed_and_what_stood_there()
    {
        const string Line = "at 10.0.0.1 port abc closed";
        var explanation = Explain("%{IP:client} port %{INT:port} %{WORD:state}", Line);
        Assert.False(explanation.Matches);
        Assert.Equal("%{IP:client} port ", explanation.Prefix);
        Assert.Equal("10.0.0.1 port ", Line.Substring(explanation.Matched.Start, explanation.Matched.Length));
        Assert.Equal("%{INT:port}", explanation.FailedToken);
        Assert.Equal("abc closed", explanation.FoundIn(Line));
        Assert.Empty(explanation.Within);
    }

    [Fact]
    public void Looks_into_references()
    {
        const string Line = "127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.0\" OK 2326 \"-\" \"-\"";
        var explanation = Explain("%{COMBINEDAPACHELOG}", Line);
        Assert.Equal("OK 2326 \"-\" \"-\"", explanation.FoundIn(Line));
        Assert.Equal("(?:-|%{NUMBER:response})", explanation.FailedToken);
        Assert.Equal(["%{COMBINEDAPACHELOG}", "%{HTTPD_COMBINEDLOG}", "%{HTTPD_COMMONLOG}"], explanation.Within.AsEnumerable());
    }

    [Fact]
    public void Takes_the_alternative_that_gets_furthest()
    {
        var explanation = Explain("a b c|a b (?:x|d e) f|a", "a  b");
        Assert.True(explanation.Matches);
        explanation = Explain("a b c|a b (?:x|d e) f|z", "a b d e g");
        Assert.Equal((" f", "a b (?:x|d e)"), (explanation.FailedToken, explanation.Prefix));
    }

    [Fact]
    public void Says_when_nothing_matched()
    {
        var explanation = Explain("%{INT:n} x", "no number here");
        Assert.Equal(("", "%{INT:n}", 0), (explanation.Prefix, explanation.FailedToken, explanation.Matched.Length));
        Assert.Equal("no number here", explanation.FoundIn("no number here"));
    }

    [Fact]
    public void Says_when_all_of_it_matched()
    {
        var explanation = Explain("%{INT:n}", "n=5");
        Assert.True(explanation.Matches);
        Assert.Equal((2, 1), (explanation.Matched.Start, explanation.Matched.Length));
    }

    [Fact]
    public void Reports_at_the_end_of_the_line()
    {
        var explanation = Explain("%{WORD:a},%{WORD:b}", "one");
        Assert.Equal((",", ""), (explanation.FailedToken, explanation.FoundIn("one")));
    }

    [Fact]
    public void Knows_inline_definitions_and_quantifiers()
    {
        var explanation = Explain(@"^%{D=\d{2}}(?:-%{D})+ [a\]-c]+\.?x{2}$", "12-34-56 ab]xy");
        Assert.Equal(("x{2}", "xy"), (explanation.FailedToken, explanation.FoundIn("12-34-56 ab]xy")));
    }

    private static GrokExplanation Explain(string expression, string line) =>
        GrokFrontEnd.Explain(expression, line, PatternLibrary.Legacy, OnigurumaOptions.Logstash, TimeSpan.FromSeconds(10));
}
