namespace LogTail.Tests.Language.Checking;

/// <summary>Names and where they can be seen (spec/mtail-language.md §4.1, §4.2).</summary>
public class ScopeTests
{
    [Theory]
    [InlineData("c++\ncounter c\n", "LT0101")]
    [InlineData("/a/ { counter c\nc++ }\nc++\n", "LT0101")]
    [InlineData("/a/ { counter c\nc++ } else { c++ }\n", "LT0101")]
    [InlineData("counter c\ncounter c\n", "LT0103")]
    [InlineData("counter X\nconst X /x/\n", "LT0103")]
    [InlineData("counter a\ndef a { next }\n", "LT0103")]
    [InlineData("const P // + P\n", "LT0304")]
    [InlineData("const P Q\n", "LT0101")]
    public void Refuses(string program, string expected) => Assert.Equal(expected, Programs.Errors(program));

    [Theory]
    [InlineData("counter test\n/(?P<test>.*)/ {\n test++\n}\n")]
    [InlineData("counter c\n/a/ { gauge c\nc = 1.5 }\nc++\n")]
    [InlineData("counter \"x\"\nx++\n")]
    [InlineData("counter begin\nbegin++\ncounter log_filter\nlog_filter++\ncounter defined\ndefined++\n")]
    public void Accepts(string program) => Assert.Equal("", Programs.Codes(program));

    [Fact]
    public void An_inner_declaration_hides_an_outer_one()
    {
        var program = Programs.Accepted("counter c\n/a/ {\n c++\n gauge c\n c = 1.5\n}\nc++\n");
        Assert.Equal("if /0/ {c++; c = 1.5}; c++", CheckedText.Of(program));
        Assert.Equal(2, program.Metrics.Length);
    }

    [Theory]
    [InlineData("counter a\n")]
    [InlineData("const A /x/\n")]
    [InlineData("def a { next }\n")]
    [InlineData("counter \"foo-bar\"\n")]
    [InlineData("/x/ { counter a\n}\n")]
    public void Unused_declarations_are_warnings(string program) => Assert.Equal("LT0501", Programs.Codes(program));

    [Fact]
    public void A_name_in_broken_text_is_not_reported_again() =>
        Assert.Equal("LT0006", Programs.Codes("counter a, b\n/x/ { a++\nb++ }\n"));

    [Fact]
    public void A_group_of_a_broken_pattern_is_not_reported_again() =>
        Assert.Equal("LT0301", Programs.Codes("/(?P<a>x/ { $a\n$1\n}\n"));
}
