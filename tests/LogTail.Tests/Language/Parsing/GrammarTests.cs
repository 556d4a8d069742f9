namespace LogTail.Tests.Language.Parsing;

/// <summary>What the grammar reads, seen through the printed tree (spec/mtail-language.md §2, §3).</summary>
public class GrammarTests
{
    [Theory]
    [InlineData("counter a", "counter a\n")]
    [InlineData("hidden gauge g by x, \"y z\" as \"g-2\" limit 7", "hidden gauge g by x, \"y z\" as \"g-2\" limit 7\n")]
    [InlineData("histogram h buckets -1, 0, 2.5, 1e3 by k", "histogram h by k buckets -1.0, 0.0, 2.5, 1000.0\n")]
    [InlineData("counter a by x by y, z", "counter a by y, z\n")]
    [InlineData("counter a counter b stop", "counter a\ncounter b\nstop\n")]
    [InlineData("const A /x/ + B", "const A /x/ + B\n")]
    [InlineData("const A\n/x/", "const A /x/\n")]
    [InlineData("const A B + /x/", "const A B + /x/\n")]
    [InlineData("def d { next }", "def d {\n  next\n}\n")]
    [InlineData("@d { stop }", "@d {\n  stop\n}\n")]
    [InlineData("@ { stop }", "@ {\n  stop\n}\n")]
    [InlineData("del a[x] after 1h30m", "del a[x] after 5400s\n")]
    [InlineData("del a[x] after 5ms", "del a[x] after 0.005s\n")]
    [InlineData("del a[x] after -1.5m", "del a[x] after -90s\n")]
    [InlineData("begin { stop }", "begin {\n  stop\n}\n")]
    [InlineData("log_filter a, \"/var/log/x\"", "log_filter a, \"/var/log/x\"\n")]
    [InlineData("/a/ {} else {}", "/a/ {\n} else {\n}\n")]
    [InlineData("otherwise { stop }", "otherwise {\n  stop\n}\n")]
    public void Reads_statements(string program, string expected) => Assert.Equal(expected, Programs.Reprinted(program));

    [Theory]
    [InlineData("1 || 1 && 0", "((1 || 1) && 0)")]
    [InlineData("2 * 3 ** 2", "((2 * 3) ** 2)")]
    [InlineData("2 ** 3 ** 2", "((2 ** 3) ** 2)")]
    [InlineData("x & 7 == 3", "(x & (7 == 3))")]
    [InlineData("1 | 2 ^ 3 & 1", "(((1 | 2) ^ 3) & 1)")]
    [InlineData("a << 1 + 2", "(a << (1 + 2))")]
    [InlineData("a < b << c", "(a < (b << c))")]
    [InlineData("a - b - c", "((a - b) - c)")]
    [InlineData("~a * b", "((~ a) * b)")]
    [InlineData("~a++", "(~ (a++))")]
    [InlineData("$a =~ /x/ && $b !~ /y/", "(($a =~ /x/) && ($b !~ /y/))")]
    [InlineData("$a =~ A + /x/ && b", "(($a =~ (A + /x/)) && b)")]
    [InlineData("/a/ + B + /c/ || d", "(((/a/ + B) + /c/) || d)")]
    [InlineData("$1 / $2 / 2", "(($1 / $2) / 2)")]
    [InlineData("($1)/($2)", "(($1) / ($2))")]
    [InlineData("10/2", "(10 / 2)")]
    [InlineData("a[x][y] + a[x, y]", "(a[x, y] + a[x, y])")]
    [InlineData("a[b[c]]++", "(a[b[c]]++)")]
    [InlineData("f ( 1 , \"x\" )", "f(1, \"x\")")]
    [InlineData("subst(/a/, \"b\", $c)", "subst(/a/, \"b\", $c)")]
    [InlineData("a == -5", "(a == -5)")]
    [InlineData("a - -5", "(a - -5)")]
    [InlineData("a--- 5", "((a--) - 5)")]
    public void Binds_operators(string expression, string expected) => Assert.Equal(expected, TreeText.Of(expression));

    [Theory]
    [InlineData("010", "10")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("1.", "1.0")]
    [InlineData(".5", "0.5")]
    [InlineData("1.5E-7", "1.5E-07")]
    [InlineData("1e-400", "0.0")]
    [InlineData("\"a\\b\\n\"", "\"a\\b\\n\"")]
    [InlineData("\"a\\\\b\"", "\"a\\\\b\"")]
    [InlineData("\"say \\\"hi\\\"\"", "\"say \\\"hi\\\"\"")]
    [InlineData("\"# no comment /\"", "\"# no comment /\"")]
    [InlineData("$1abc", "$1abc")]
    [InlineData("$01", "$01")]
    [InlineData("$", "$")]
    [InlineData("größe_2", "größe_2")]
    [InlineData("begin", "begin")]
    [InlineData("log_filter", "log_filter")]
    [InlineData("defined", "defined")]
    public void Reads_lexemes(string expression, string expected) => Assert.Equal(expected, TreeText.Of(expression));

    [Theory]
    [InlineData(@"/a\/b/ {}", @"/a\/b/")]
    [InlineData(@"/[/] {}", null)]
    [InlineData(@"/a\\/ {}", @"/a\\/")]
    [InlineData(@"// {}", "//")]
    [InlineData(@"/# x/ {}", "/# x/")]
    public void Ends_a_pattern_at_the_first_slash_that_is_not_escaped(string program, string? expected)
    {
        if (expected is null)
        {
            Assert.NotEqual("", Programs.Errors(program));
        }
        else
        {
            Assert.StartsWith(expected + " {", Programs.Reprinted(program), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/a/ + # first part\n/b/ {\nc++\n}")]
    [InlineData("/a/ { # note\nc++\n} # note\nc++\n")]
    [InlineData("counter x # note\nstop")]
    [InlineData("# alone\nc++\n# alone\n\nc++\n")]
    [InlineData("c++ # note\n\nc++\n")]
    [InlineData("x = # note\n 1\n")]
    [InlineData("x =\n1 +\n2\n")]
    [InlineData("c++\r\n/a/ {\r\n c++\r\n}\r\n")]
    [InlineData("/a/ {\t\v\f\u00A0stop }")]
    [InlineData("/a/ && x ||\ny {}")]
    public void Reads_newlines_and_comments_as_mtail_does(string program) => Programs.Reprinted(program);

    [Fact]
    public void A_comment_that_is_followed_by_an_operator_continues_the_statement() =>
        Assert.Equal("x = 1 + 2\n", Programs.Reprinted("x = 1 # note\n + 2\n"));

    [Fact]
    public void The_symbol_for_newline_ends_the_program() => Assert.Equal("stop\n", Programs.Reprinted("stop\n\u2424 anything ;;;"));

    /// <summary>What mtail rejects and we accept (issue "The language, whole").</summary>
    [Theory]
    [InlineData("/x/ { c++ }", "/x/ {\n  c++\n}\n")]
    [InlineData("c++", "c++\n")]
    [InlineData("c++ # note", "c++\n")]
    [InlineData("/x/ {\nc++ # note\n}", "/x/ {\n  c++\n}\n")]
    [InlineData("c++ # note\nd++ # note\n", "c++\nd++\n")]
    [InlineData("c += $1 # note\n/(\\d+) x/ { stop }", "c += $1\n/(\\d+) x/ {\n  stop\n}\n")]
    [InlineData("/x/ {} else if /y/ { c++ } else { stop }", "/x/ {\n} else if /y/ {\n  c++\n} else {\n  stop\n}\n")]
    [InlineData("/x/ {\n}\nelse {\n}", "/x/ {\n} else {\n}\n")]
    [InlineData("/x/\n{\n}", "/x/ {\n}\n")]
    [InlineData("/a/ && /b/ {}", "/a/ && /b/ {\n}\n")]
    [InlineData("!/a/ {}", "! /a/ {\n}\n")]
    [InlineData("!(a && b) {}", "! (a && b) {\n}\n")]
    [InlineData("x = 1-1", "x = 1 - 1\n")]
    [InlineData("x = $y -1", "x = $y - 1\n")]
    [InlineData("x = - 5", "x = - 5\n")]
    [InlineData("x = -y", "x = - y\n")]
    [InlineData("x = -.5", "x = - 0.5\n")]
    [InlineData("x -= 2", "x -= 2\n")]
    [InlineData("x = 1 +\n\n2", "x = 1 + 2\n")]
    [InlineData("x = f(a,\n  b)", "x = f(a, b)\n")]
    [InlineData("counter c by a,\n  b", "counter c by a, b\n")]
    [InlineData("$1 + $2 =~ /x/ {}", "$1 + $2 =~ /x/ {\n}\n")]
    [InlineData("\uFEFFstop", "stop\n")]
    public void Accepts_what_mtail_rejects_only_by_accident(string program, string expected) => Assert.Equal(expected, Programs.Reprinted(program));

    [Theory]
    [InlineData("a = b = 1\n")]
    [InlineData("counter a, b\n")]
    [InlineData("/a/ {\n")]
    [InlineData("}\n")]
    [InlineData("++x\n")]
    [InlineData("x *= 2\n")]
    [InlineData("+5\n")]
    [InlineData("1.2.3\n")]
    [InlineData("'x'\n")]
    [InlineData("_a = 1\n")]
    [InlineData("a ? b : c\n")]
    [InlineData("counter text\n")]
    [InlineData("counter x by a limit 10, b\n")]
    [InlineData("otherwise {} else {}\n")]
    [InlineData("del a[x] after 5us\n")]
    [InlineData("del a[x] after 5mm\n")]
    [InlineData("\"a\\\n\"\n")]
    public void Rejects_what_has_no_plain_meaning(string program) => Assert.NotEqual("", Programs.Errors(program));
}
