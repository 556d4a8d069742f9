using LogTail.Language.Checking;

namespace LogTail.Tests.Language.Checking;

/// <summary>Which programs are warned of, and above all which are not (spec/mtail-language.md §25).</summary>
public class TrapTests
{
    [Theory]
    [InlineData("gauge g\n/(\\d+|-)/ { g = $1 }", "LT0503")]
    [InlineData("gauge g\n/((\\d+)|-)/ { g += $1 }", "LT0503")]
    [InlineData("gauge g by k\n/(-|\\d+\\.\\d+)/ { g[\"a\"] += $1 }", "LT0503")]
    [InlineData("gauge g\n/(a|-)/ { g = $1 }", "LT0505")]
    [InlineData("gauge g\n/(1|2)/ { g = $1 }", "LT0507")]
    [InlineData("gauge g\n/([0-5])/ { g = $1 }", "LT0507")]
    [InlineData("timer t\n/(.*)/ { t = $1 }", "LT0505")]
    [InlineData("gauge g\n/(\\S+)/ { g = 1\ng = $1 }", "")]
    [InlineData("hidden gauge g\n/(\\S+)/ { g = $1 }", "")]
    [InlineData("text t\n/(\\d|-)/ { t = $1 }", "")]
    [InlineData("gauge g\n/(?:(\\d+)|-)/ { g = $1 }", "")]
    public void Texts_in_place_of_numbers(string program, string expected) => Assert.Equal(expected, Programs.Codes(program));

    [Theory]
    [InlineData("$s > 5", "LT0504")]
    [InlineData("5 <= $s", "LT0504")]
    [InlineData("$s == 1.5", "LT0504")]
    [InlineData("$s >= $i", "LT0504")]
    [InlineData("$s == 200", "LT0504")]
    [InlineData("$s > \"5\"", "")]
    [InlineData("int($s) > 5", "")]
    [InlineData("$i > 5", "")]
    [InlineData("$s + 1 == \"x1\"", "LT0509")]
    [InlineData("\"v\" + 1 == $s", "")]
    [InlineData("len($s) && $i > 1", "LT0514")]
    [InlineData("$i > 1 || $s", "LT0514")]
    [InlineData("bool($s)", "LT0514")]
    [InlineData("$i && $i > 1", "")]
    [InlineData("$i & 7 == 3", "LT0513")]
    [InlineData("($i & 7) == 3", "")]
    [InlineData("(1 < 2) == (2 < 3)", "LT0513")]
    [InlineData("$s =~ $s", "LT0502")]
    [InlineData("$s =~ /x/", "")]
    public void Conditions(string condition, string expected) =>
        Assert.Equal(expected, Programs.Codes($"/(?P<s>\\S+) (?P<i>\\d+)/ {{\n{condition} {{ stop }}\n}}\n"));

    [Theory]
    [InlineData("(\\d{2})", "LT0506")]
    [InlineData("(\\d\\d\\d\\d)", "LT0506")]
    [InlineData("(0\\d)", "LT0506")]
    [InlineData("([0-2]\\d)", "LT0506")]
    [InlineData("(\\d{3})", "")]
    [InlineData("(\\d+)", "")]
    [InlineData("([1-9]\\d)", "")]
    [InlineData("(\\d{2}\\b)", "")]
    [InlineData("(\\d{2}:)", "")]
    public void Leading_zeros(string group, string expected) => Assert.Equal(expected, Programs.Codes($"counter c by k\n/x{group}/ {{ c[$1]++ }}\n"));

    [Theory]
    [InlineData("/foo/ { /foo/ { stop } }", "LT0511")]
    [InlineData("/foo/ { /bar/ { /foo/ { stop } } }", "LT0511")]
    [InlineData("/foo/ { } /foo/ { stop }", "")]
    [InlineData("/foo/ { } else { /foo/ { stop } }", "")]
    [InlineData("/a^b/ { stop }", "LT0510")]
    [InlineData("/x$y/ { stop }", "LT0510")]
    [InlineData("/^$/ { stop }", "")]
    public void Patterns(string program, string expected) => Assert.Equal(expected, Programs.Codes(program));

    [Theory]
    [InlineData("h = 1\nh = 1.5", ValueKind.Int, "LT0508")]
    [InlineData("h = 1.5\nh = 1", ValueKind.Float, "LT0508")]
    [InlineData("h = $s\nh = $s", ValueKind.String, "LT0513 LT0513")]
    [InlineData("h = 1\nh = $s", ValueKind.Int, "")]
    [InlineData("h = float($s)", ValueKind.Float, "")]
    [InlineData("h = 1\nh += 1", ValueKind.Int, "LT0513")]
    [InlineData("h = 1\nh > 1 { stop }", ValueKind.Int, "LT0513")]
    public void Histograms(string statements, ValueKind observes, string expected)
    {
        var program = $"histogram h buckets 1, 2\n/(?P<s>\\S+)/ {{\n{statements}\n}}\n";
        Assert.Equal(expected, Programs.Codes(program));
        Assert.Equal(observes, Programs.Accepted(program).Metrics[0].Observes);
    }

    [Theory]
    [InlineData("strptime($i, \"2006\")", "LT0512")]
    [InlineData("strptime($s, \"2006\")", "")]
    [InlineData("settime($i)", "")]
    [InlineData("settime($s)", "LT0513")]
    [InlineData("settime(int($s))", "")]
    [InlineData("settime(len($s))", "LT0513")]
    public void Times(string statement, string expected) => Assert.Equal(expected, Programs.Codes($"/(?P<s>\\S+) (?P<i>\\d+)/ {{\n{statement}\n}}\n"));

    [Theory]
    [InlineData("/(a)/ { } else { c[$1]++ }", "LT0515")]
    [InlineData("/(?P<x>a)/ { $x !~ /(b)/ { c[$1]++ } }", "LT0515")]
    [InlineData("/(?P<x>a)/ { $x =~ /(b)/ { c[$1]++ } else { c[$x]++ } }", "")]
    [InlineData("/(a)/ && 1 < 2 { } else { c[$1]++ }", "")]
    public void Groups_that_captured_nothing(string statements, string expected) => Assert.Equal(expected, Programs.Codes($"counter c by k\n{statements}\n"));

    [Fact]
    public void A_decorated_trap_is_reported_once() =>
        Assert.Equal("LT0510", Programs.Codes("def d { /a^b/ { next } }\n@d { stop }\n@d { stop }\n"));
}
