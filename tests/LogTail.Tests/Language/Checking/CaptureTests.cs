namespace LogTail.Tests.Language.Checking;

/// <summary>What a capture reference means (spec/mtail-language.md §4.2, §6). <c>$2.1:Int</c> is group 1 of pattern 2.</summary>
public class CaptureTests
{
    [Theory]
    [InlineData("/a(x)(y)/ { /b(z)/ { c[$1, $2]++ } }", "c[$1.1:String, $0.2:String]++")]
    [InlineData("/(?P<n>x+)/ { c[$n, $1]++ }", "c[$0.1:String, $0.1:String]++")]
    [InlineData("/(?P<a>.)/ { /(?P<a>\\d+)/ { c[$a, \"\"]++ } }", "c[$1.1:Int, \"\"]++")]
    [InlineData("/(x)/ { /q(y)/ { } else { c[$1, \"\"]++ } }", "c[$1.1:String, \"\"]++")]
    [InlineData("/(x)(z)/ { /q(y)/ { } else { c[$2, \"\"]++ } }", "c[$0.2:String, \"\"]++")]
    [InlineData("/(x)/ { } else { c[$1, \"\"]++ }", "c[$0.1:String, \"\"]++")]
    [InlineData("/(\\S+)/ && $1 == \"x\" { c[$1, \"\"]++ }", "c[$0.1:String, \"\"]++")]
    [InlineData("/(x)/ { $1 =~ /(\\d+)/ { c[$1, $0]++ } }", "c[$1.1:Int, $1.0:String]++")]
    [InlineData("/(?P<c>x)/ { c[$c, \"\"]++ }", "c[$0.1:String, \"\"]++")]
    [InlineData("/(a+)/ && /(\\d+)/ { c[$1, \"\"]++ }", "c[$1.1:Int, \"\"]++")]
    [InlineData("/(b.)/ && $1 =~ /(c)/ { c[\"\", \"\"]++ }", "$0.1:String =~ /1/")]
    [InlineData("/(?P<a>x)/ { } /(y)/ { c[$1, \"\"]++ }", "c[$1.1:String, \"\"]++")]
    public void Binds_to_the_innermost_pattern_around_it(string statements, string expected) =>
        Assert.Contains(expected, CheckedText.Of(Programs.Accepted($"counter c by k, l\n{statements}\n")), StringComparison.Ordinal);

    [Theory]
    [InlineData("/a/ { $1\n}")]
    [InlineData("/a(b)/ { }\nc[$1]++")]
    [InlineData("/(?P<x>a)/ { c[$y]++ }")]
    [InlineData("/(a)/ { c[$01]++ }")]
    [InlineData("/(a)/ { c[$]++ }")]
    [InlineData("subst(/(x)(y)/, \"\", \"z\") == \"\" { c[$1]++ }")]
    public void Refuses_what_no_pattern_defines(string statements) => Assert.Equal("LT0102", Programs.Errors($"counter c by k\n{statements}\n"));

    [Fact]
    public void Two_groups_of_one_name_in_one_condition_are_an_error() =>
        Assert.Equal("LT0303", Programs.Errors("/(?P<a>x)/ && /(?P<a>y)/ { stop }"));

    [Theory]
    [InlineData("/(a+)(b+)(c+)/ { c[$2]++ }", "2")]
    [InlineData("/(a+)(?P<n>b+)/ { c[$n]++\nc[$1]++ }", "1,2")]
    [InlineData("/(a+)/ { defined($1) { stop } }", "1")]
    [InlineData("/(a+)/ { c[$0]++ }", "0")]
    [InlineData("/(a+)/ { stop }", "")]
    [InlineData("c[subst(/(a)(b)/, \"\", \"x\")]++", "0")]
    public void Knows_which_groups_are_read(string statements, string expected) => Assert.Equal(
        expected, string.Join(',', Programs.Accepted($"counter c by k\n{statements}\n").Patterns.Single().ReadGroups));

    [Fact]
    public void Constants_bring_their_groups_to_every_pattern_that_uses_them()
    {
        var program = Programs.Accepted("counter c by k\nconst IP /(?P<ip>\\S+)/\n/a / + IP { c[$ip]++ }\n/b / + IP { stop }\n");
        Assert.Equal([@"a (?P<ip>\S+)", @"b (?P<ip>\S+)"], program.Patterns.Select(p => p.Text));
        Assert.Equal(["1", ""], program.Patterns.Select(p => string.Join(',', p.ReadGroups)));
    }

    [Theory]
    [InlineData("const X /a|b/\n/^/ + X + /$/ { stop }", "^a|b$")]
    [InlineData("const X /(x/\n/y/ + X + /)/ { stop }", "y(x)")]
    [InlineData("const X /x/\nconst Y X + /y/\nY { stop }", "xy")]
    [InlineData("const X /x/\nX + /y/ { stop }", "xy")]
    [InlineData("const X /x/\n/(.*)/ { $1 =~ X + /y/ { stop } }", "xy")]
    [InlineData("const X /x/\n/^(.*)/ && X { stop }", "x")]
    [InlineData("/(.*)/ { $1 =~ \"a/b\" { stop } }", "a/b")]
    [InlineData("/(.*)/ { $1 =~ 50 { stop } }", "50")]
    [InlineData("/(.*)/ { $1 =~ subst(\"a\", \"b\", \"c\") { stop } }", "abc")]
    [InlineData("/(.*)/ { $1 =~ $1 { stop } }", "")]
    public void Pastes_patterns_together(string program, string expected) => Assert.Equal(expected, Programs.Accepted(program).Patterns[^1].Text);

    [Theory]
    [InlineData("gauge g\ng = 1\ng + 1 > 3 { stop }")]
    [InlineData("gauge g\ng = 1\ngauge h\nh = 1\ng + h > 3 { stop }")]
    public void A_leading_metric_is_added_and_not_appended(string program) =>
        Assert.Contains("Add", CheckedText.Of(Programs.Accepted(program)), StringComparison.Ordinal);
}
