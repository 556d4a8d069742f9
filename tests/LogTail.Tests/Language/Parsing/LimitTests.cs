using LogTail.Language;

namespace LogTail.Tests.Language.Parsing;

/// <summary>Hostile programs get a diagnostic; nothing here may overflow the stack or take long (spec/mtail-language.md §15.6).</summary>
public class LimitTests
{
    private const int Many = 10_000;

    [Fact]
    public void Nested_parentheses() => Fails("LT0009", "gauge g\ng = " + new string('(', Many) + "1" + new string(')', Many) + "\n");

    [Fact]
    public void Nested_blocks() => Fails("LT0009", string.Concat(Enumerable.Repeat("/a/ {\n", Many)) + new string('}', Many));

    [Fact]
    public void Open_blocks() => Fails("LT0009", string.Concat(Enumerable.Repeat("/a/ {\n", Many)));

    [Fact]
    public void Nested_indices() => Fails("LT0009", string.Concat(Enumerable.Repeat("g[", Many)) + new string(']', Many));

    [Fact]
    public void Rows_of_signs() => Fails("LT0009", new string('~', Many) + "5\n");

    [Fact]
    public void Rows_of_operators() => Fails("LT0009", "gauge g\ng = g" + string.Concat(Enumerable.Repeat(" + g", Many)) + "\n");

    [Fact]
    public void Rows_of_increments() => Fails("LT0009", "g" + string.Concat(Enumerable.Repeat("++", Many)) + "\n");

    [Fact]
    public void Rows_in_nested_parentheses() =>
        Fails("LT0009", "gauge g\ng = " + string.Concat(Enumerable.Repeat("(" + string.Concat(Enumerable.Repeat("1+", 900)), 140)) + "1" + new string(')', 140));

    [Fact]
    public void Chains_of_else_if() => Fails("LT0009", "/a/ {\n}" + string.Concat(Enumerable.Repeat(" else if /b/ {\n}", Many)));

    [Fact]
    public void Decorators_that_multiply()
    {
        var levels = string.Concat(Enumerable.Range(1, 40).Select(i => $"def d{i} {{\n@d{i - 1} {{\nstop\n}}\n@d{i - 1} {{\nnext\n}}\n}}\n"));
        Fails("LT0010", $"def d0 {{\nnext\nstop\n}}\n{levels}@d40 {{\nstop\n}}\n");
    }

    [Fact]
    public void Decorators_in_decorators()
    {
        var levels = string.Concat(Enumerable.Range(1, 2000).Select(i => $"def d{i} {{\n@d{i - 1} {{\nnext\n}}\n}}\n"));
        Fails("LT0009", $"def d0 {{\nnext\n}}\n{levels}@d2000 {{\nstop\n}}\n");
    }

    [Fact]
    public void Constants_that_multiply()
    {
        var levels = string.Concat(Enumerable.Range(1, 60).Select(i => $"const A{i} A{i - 1} + A{i - 1}\n"));
        Fails("LT0302", $"const A0 /aaaaaaaa/\n{levels}// + A60 {{ stop }}\n");
    }

    [Fact]
    public void A_program_that_is_too_long() => Fails("LT0010", new string('\n', (1 << 20) + 1));

    [Fact]
    public void Garbage_ends_after_thirty_errors() =>
        Assert.Equal(30, Programs.Check(string.Concat(Enumerable.Repeat(";\n", Many))).Diagnostics.Length);

    [Fact]
    public void A_long_program_is_fine()
    {
        var program = string.Concat(Enumerable.Range(0, 1000).Select(i => $"counter c{i} by a\n/^(\\S+) {i}/ {{\n  c{i}[$1]++ # note\n}}\n"));
        Assert.Equal(1000, Programs.Accepted(program).Patterns.Length);
    }

    [Theory]
    [InlineData(1024, 1024, true)]
    [InlineData(1024, 1025, false)]
    [InlineData(0, 1024, true)]
    [InlineData(0, 1025, false)]
    [InlineData(10, 11, false)]
    [InlineData(2000, 2000, true)]
    public void Patterns_are_limited_in_bytes(int limit, int length, bool passes)
    {
        var result = Programs.Check($"/é{new string('a', length - 2)}/ {{ stop }}\n", new FrontEndOptions { MaxPatternBytes = limit });
        Assert.Equal(passes, result.Program is not null);
    }

    // The figures are those of the real mtail: the longest that pass and the shortest that fail.
    [Theory]
    [InlineData("counter c\n", "/a/ {\n", "c++\n", "}\n", 48)]
    [InlineData("counter c\n", "otherwise {\n", "c++\n", "}\n", 48)]
    [InlineData("counter c\n", "/a/ {\n} else {\n", "c++\n", "}\n", 48)]
    [InlineData("counter c\ndef d {\nnext\n}\n", "@d {\n", "c++\n", "}\n", 48)]
    [InlineData("gauge g by x\n", "g[", "\"a\"", "]", 48, " = 1\n")]
    [InlineData("gauge g\ng = ", "len(", "\"a\"", ")", 48)]
    [InlineData("gauge g\ng = 1\n", "~", "g {\n}\n", "", 97)]
    [InlineData("gauge g\ng = 1\ng = ", "g + ", "g\n", "", 97)]
    [InlineData("gauge g\ng = 1\n", "g && ", "g {\n}\n", "", 97)]
    [InlineData("gauge g\n/(\\d+)/ {\ng = ", "$1 + ", "$1\n}\n", "", 95)]
    [InlineData("", "/a/ + ", "/a/ { stop }\n", "", 95)]
    [InlineData("const X ", "/a/ + ", "/a/\n// + X { stop }", "", 97)]
    [InlineData("gauge g\ng = 1\ng > ", "(", "1", ")", 140, " {\n}\n")]
    [InlineData("gauge g\ng = ", "1 + ", "1\n", "", 900)]
    [InlineData("", "/a/ {\n} else if ", "/b/ {\n}\n", "", 150)]
    public void Depth_is_limited_as_in_mtail(string before, string opening, string middle, string closing, int most, string after = "")
    {
        Assert.Equal("", Programs.Errors(Build(most)));
        if (most < 98)
        {
            Assert.Equal("LT0009", Programs.Errors(Build(most + 1)));
        }

        string Build(int depth) =>
            before + string.Concat(Enumerable.Repeat(opening, depth)) + middle + string.Concat(Enumerable.Repeat(closing, depth)) + after;
    }

    private static void Fails(string code, string program) => Assert.Contains(code, Programs.Errors(program), StringComparison.Ordinal);
}
