using LogTail.Tests.Compiler.Roslyn;
using LogTail.Tests.Support;

namespace LogTail.Tests.Runtime.Matching;

public class StepBudgetTests
{
    private static readonly string Hostile = new string('a', 40) + "b";

    [Fact]
    public void Repeats_a_match_that_costs_too_much_on_the_linear_engine()
    {
        var matcher = CompiledPatterns.Compile(@"\A(?<1>a+)+\z", LinearForms.Of("^(a+)+$"));
        Assert.False(matcher.IsMatch(Hostile));
        Assert.Equal((1, 0), (matcher.Overruns, matcher.Skips));
    }

    [Fact]
    public void Takes_captures_over_from_the_linear_engine_by_number()
    {
        // The second branch matches, but only after all the ways to split the a's in the first one.
        var matcher = CompiledPatterns.Compile(
            @"\A(?:(?<2>a)|(?<4>aa))+\z|\A(?<5>a*)bd",
            LinearForms.Of("^(?:()(a)|()(aa))+$|^(a*)bd", [2, 4, 5]));
        var line = Hostile + "d";
        Assert.True(matcher.IsMatch(line));
        Assert.Equal(1, matcher.Overruns);
        Assert.Equal((0, 42, 0, 40), (matcher.Start(0), matcher.End(0), matcher.Start(5), matcher.End(5)));
        Assert.False(matcher.Took(2) || matcher.Took(4));
    }

    [Fact]
    public void Skips_the_line_where_the_pattern_has_no_linear_form()
    {
        var matcher = CompiledPatterns.Compile(@"\A(?<1>a+)+\z");
        Assert.False(matcher.IsMatch(Hostile));
        Assert.Equal((1, 1), (matcher.Overruns, matcher.Skips));
        Assert.True(matcher.IsMatch("aaa"));
        Assert.Equal("aaa", matcher.Group("aaa", 1).ToString());
    }

    [Fact]
    public void Skips_the_line_where_the_linear_form_is_too_large_for_it()
    {
        var matcher = CompiledPatterns.Compile(@"(?:[^\n]?){1000}x", LinearForms.Of("(?:.?){1000}x"));
        Assert.False(matcher.IsMatch(new string('a', 1 << 20)));
        Assert.Equal((1, 1), (matcher.Overruns, matcher.Skips));
    }

    [Fact]
    public void Gives_every_line_to_the_linear_engine_where_there_is_nothing_else()
    {
        var matcher = CompiledPatterns.Compile(null, LinearForms.Of("^()(a*?)+b", [2]));
        Assert.True(matcher.IsMatch("aab"));
        Assert.Equal((0, 3, 0, 2), (matcher.Start(0), matcher.End(0), matcher.Start(2), matcher.End(2)));
        Assert.False(matcher.Took(1) || matcher.IsMatch("aac"));
        Assert.Equal((3, 0, 0), (matcher.GroupCount, matcher.Overruns, matcher.Skips));
    }

    [Fact]
    public void Stays_right_on_the_lines_after_an_overrun_and_overruns_rarely()
    {
        var matcher = CompiledPatterns.Compile(@"\A(?<1>a+)+\z", LinearForms.Of("^(a+)+$"));
        for (var i = 0; i < 1000; i++)
        {
            Assert.False(matcher.IsMatch(Hostile));
            Assert.True(matcher.IsMatch("aaaa"));
            Assert.Equal((0, 4), (matcher.Start(1), matcher.End(1)));
            Assert.True(matcher.IsMatch("baaa") is false);
        }

        Assert.InRange(matcher.Overruns, 2, 20);
    }

    [Theory]
    [InlineData(@"\A(?:[^ ]+ )*(?<1>[0-9]+)ms\z")]
    [InlineData(@"(?<1>[0-9]+)ms\z")]
    [InlineData(@"(?<1>.*?) (?<2>[0-9]+)ms\z")]
    public void An_honest_pattern_on_an_ordinary_line_stays_within_the_budget(string pattern)
    {
        var matcher = CompiledPatterns.Compile(pattern);
        var line = string.Concat(Enumerable.Repeat("word 123 ", 100)) + "57ms";
        Assert.True(matcher.IsMatch(line));
        Assert.Equal("57", matcher.Group(line, matcher.GroupCount - 1).ToString());
        Assert.Equal(0, matcher.Overruns);
    }

    // Cubic, a search far ahead at each step, a class with no vectorised search, a stack as long as the line.
    [Theory]
    [InlineData(@"a*a*a*c")]
    [InlineData(@"(?:a.*?)*?b.*?c")]
    [InlineData(@"(?:a|\p{L}+\d)(?:a|\p{L}+x)z")]
    [InlineData(@"\A(?:(?<1>a)|(?<2>b))*c")]
    public void Bounds_the_work_on_a_line_of_a_million_chars(string pattern)
    {
        var matcher = CompiledPatterns.Compile(pattern);
        Assert.False(matcher.IsMatch(new string('a', 1 << 20)));
        Assert.InRange(matcher.Overruns, 0, 1);
    }
}
