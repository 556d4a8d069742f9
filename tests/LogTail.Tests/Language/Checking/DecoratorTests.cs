namespace LogTail.Tests.Language.Checking;

/// <summary>Decorators are pasted in (spec/mtail-language.md §10).</summary>
public class DecoratorTests
{
    [Fact]
    public void Each_use_has_patterns_of_its_own()
    {
        var program = Programs.Accepted("counter c by k\ndef d {\n /(?P<a>x+)/ {\n next\n }\n}\n@d { c[$a]++ }\n@d { stop }\n");
        Assert.Equal("if /0/ {c[$0.1:String]++}; if /1/ {stop}", CheckedText.Of(program));
        Assert.Equal([1], program.Patterns[0].ReadGroups.ToArray());
        Assert.Empty(program.Patterns[1].ReadGroups);
    }

    [Fact]
    public void Statements_may_stand_around_next() => Assert.Equal(
        "c++; if /0/ {stop} else {c--; c += 1}; otherwise {stop}",
        CheckedText.Of(Programs.Accepted("counter c\ndef d {\n c++\n /x/ { stop } else { next\n c += 1 }\n otherwise { stop }\n}\n@d { c-- }\n")));

    [Fact]
    public void Decorators_nest()
    {
        const string Program = "counter c by k\ndef a { /(?P<x>a+)/ { next } }\ndef b { /(?P<y>b+)/ { next } }\n@a { @b { c[$x]++\nc[$y]++ } }\n";
        Assert.Equal("if /0/ {if /1/ {c[$0.1:String]++; c[$1.1:String]++}}", CheckedText.Of(Programs.Accepted(Program)));
    }

    [Fact]
    public void Decorators_may_use_decorators()
    {
        const string Program = "counter c\ndef a { /a/ { next } }\ndef b { @a { /b/ { next } } }\n@b { c++ }\n";
        Assert.Equal("if /0/ {if /1/ {c++}}", CheckedText.Of(Programs.Accepted(Program)));
    }

    [Fact]
    public void A_decorator_may_surround_itself_and_the_groups_are_kept_apart()
    {
        const string Program = "counter c by k\ndef a { /(?P<x>a+)/ { next } }\n@a {\n c[$x]++\n @a { c[$x]++ }\n c[$x]++\n}\n";
        Assert.Equal("if /0/ {c[$0.1:String]++; if /1/ {c[$1.1:String]++}; c[$0.1:String]++}", CheckedText.Of(Programs.Accepted(Program)));
    }

    [Fact]
    public void The_block_sees_what_can_be_seen_at_next_before_what_is_around_the_use()
    {
        // The real mtail agrees: it calls the inner `foo` unused.
        const string Program = "counter foo\ndef d { /x/ { foo++\nnext } }\n/q/ {\n gauge foo\n foo = 1.5\n @d { foo++ }\n}\n";
        Assert.Equal("if /0/ {foo = 1.5; if /1/ {foo++; foo++}}", CheckedText.Of(Programs.Accepted(Program)));
        Assert.Equal(0, (int)Programs.Accepted(Program).Metrics[0].Description.Type);
    }

    [Fact]
    public void In_the_block_a_named_group_has_no_number()
    {
        const string Definition = "counter c by k\ndef d { /(?P<a>x+)(y+)/ { next } }\n";
        Assert.Equal("LT0102", Programs.Errors(Definition + "@d { c[$1]++ }\n"));
        Assert.Equal("", Programs.Errors(Definition + "@d { c[$2]++\nc[$a]++ }\n"));
    }

    [Fact]
    public void So_the_number_may_mean_a_group_further_out() => Assert.Equal(
        "if /0/ {if /1/ {c[$0.1:String]++}}",
        CheckedText.Of(Programs.Accepted("counter c by k\ndef d { /(w+)/ { /(?P<a>x)(y)/ { next } } }\n@d { c[$1]++ }\n")));

    [Fact]
    public void A_metric_of_a_definition_is_one_metric()
    {
        var program = Programs.Accepted("def d { counter c\nc++\nnext }\n@d { stop }\n@d { stop }\n");
        Assert.Single(program.Metrics);
        Assert.Equal("c++; stop; c++; stop", CheckedText.Of(program));
    }

    [Theory]
    [InlineData("@d { stop }\ndef d { next }\n", "LT0104")]
    [InlineData("def d { @d { next } }\n", "LT0105")]
    [InlineData("def d { stop }\n", "LT0106")]
    [InlineData("def d { next\nnext }\n", "LT0107")]
    [InlineData("next\n", "LT0108")]
    [InlineData("def d { next }\n@d { next }\n", "LT0108")]
    public void Refuses(string program, string expected) => Assert.Equal(expected, Programs.Errors(program));
}
