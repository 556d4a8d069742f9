using LogTail.Language.Patterns;
using LogTail.Language.Patterns.Oniguruma;

namespace LogTail.Tests.Language.Patterns.Oniguruma;

/// <summary>What is refused, where and why; and what differs between Logstash and grok_exporter.</summary>
public class OnigurumaParserTests
{
    [Theory]
    [InlineData(@"ab\Kc", 2, 2, @"`\K` is not available.")]
    [InlineData("a(?~b)", 1, 3, "The absence operator")]
    [InlineData("(a)(?(1)b|c|d)", 3, 3, "two alternatives at most")]
    [InlineData("(?<n>a)?(?(1)b|c)", 8, 4, "cannot be referred to by number")]
    [InlineData("(?(x)b|c)", 0, 3, "names no group")]
    [InlineData("(?(<x>)b|c)", 0, 4, "There is no group named `x`.")]
    [InlineData(@"(?<n>a\g<n>?)", 6, 5, "recursion is not available")]
    [InlineData(@"a\g<0>", 1, 5, "recursion is not available")]
    [InlineData(@"(?<a>x\g<b>?)(?<b>y\g<a>?)", 19, 5, "recursion is not available")]
    [InlineData(@"(?<n>a)(?<n>b)\g<n>", 14, 5, "more than one group")]
    [InlineData(@"(?<n>a)\1", 7, 2, "cannot be referred to by number")]
    [InlineData(@"(?<n>a)\g<1>", 7, 5, "cannot be referred to by number")]
    [InlineData(@"a\1", 1, 2, "There is no group 1.")]
    [InlineData(@"a\k<no>", 1, 6, "There is no group named `no`.")]
    [InlineData(@"a\k<no", 1, 3, "not closed")]
    [InlineData("*a", 0, 1, "nothing before `*`")]
    [InlineData("a|+", 2, 1, "nothing before `+`")]
    [InlineData("(?i)?", 4, 1, "nothing before `?`")]
    [InlineData("a{3,1}", 1, 5, "smaller than the first")]
    [InlineData("a{100001}", 1, 8, "at most 100000")]
    [InlineData("(ab", 0, 1, "not closed")]
    [InlineData("a(?i)b)", 6, 1, "closes no group")]
    [InlineData("(?<1>a)", 0, 5, "`1` is not a name")]
    [InlineData("(?<>a)", 0, 4, "`` is not a name")]
    [InlineData("(?<a", 0, 3, "not closed")]
    [InlineData("(?q)a", 0, 3, "`(?q` does not begin a group")]
    [InlineData("(?#a", 0, 3, "comment is not closed")]
    [InlineData("a[b", 1, 1, "not closed")]
    [InlineData("a[]", 1, 2, "empty")]
    [InlineData("[z-a]", 1, 3, "runs backwards")]
    [InlineData("[[:foo:]]", 1, 7, "There is no class `[:foo:]`.")]
    [InlineData(@"\p{Foo}", 0, 7, "There is no character property `Foo`.")]
    [InlineData(@"a\xE9", 1, 4, "no character in UTF-8")]
    [InlineData(@"\M-a", 0, 2, "does not stand for a character")]
    [InlineData(@"\x", 0, 2, "not complete")]
    [InlineData(@"a\", 1, 1, "lone")]
    public void Refuses_with_position_and_reason(string pattern, int offset, int length, string reason)
    {
        var error = OnigurumaParser.Parse(pattern, OnigurumaOptions.Logstash).Error;
        Assert.NotNull(error);
        Assert.Equal((offset, length), (error.Offset, error.Length));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Does_not_let_plain_groups_capture_beside_named_ones()
    {
        var tree = OnigurumaParser.Parse("(a)(?<n>b)(c)", OnigurumaOptions.Logstash).Tree!;
        Assert.Equal([new CaptureGroup(1, "n")], tree.Groups.AsEnumerable());
    }

    [Fact]
    public void Numbers_plain_groups_where_no_group_is_named() =>
        Assert.Equal(2, OnigurumaParser.Parse("(a)(b)", OnigurumaOptions.Logstash).Tree!.Groups.Length);

    [Fact]
    public void Keeps_groups_of_one_name_apart()
    {
        var tree = OnigurumaParser.Parse("(?<n>a)|(?<n>b)", OnigurumaOptions.Logstash).Tree!;
        Assert.Equal([new CaptureGroup(1, "n"), new CaptureGroup(2, "n")], tree.Groups.AsEnumerable());
    }

    [Fact]
    public void Says_where_groups_open()
    {
        OnigurumaParser.Parse("x(?<a>y(?<b>z))", OnigurumaOptions.Logstash, out var offsets);
        Assert.Equal([1, 7], offsets);
    }

    [Theory]
    [InlineData(false, "any")]
    [InlineData(true, "any-lf")]
    public void Lets_the_dot_match_a_line_feed_as_the_program_does(bool dotMatchesLineFeed, string expected) =>
        Assert.Equal(expected, TreeText.Of(OnigurumaParser.Parse(".", new OnigurumaOptions(dotMatchesLineFeed)).Tree!.Root));

    [Fact]
    public void Survives_deep_nesting()
    {
        const int Depth = 100_000;
        Assert.NotNull(OnigurumaParser.Parse(new string('(', Depth) + new string(')', Depth), OnigurumaOptions.Logstash).Error);
        Assert.NotNull(OnigurumaParser.Parse(new string('[', Depth), OnigurumaOptions.Logstash).Error);
        Assert.NotNull(OnigurumaParser.Parse("a" + new string('?', Depth), OnigurumaOptions.Logstash).Error);
    }

    [Fact]
    public void Survives_calls_that_double()
    {
        var pattern = "(?<g0>a)" + string.Concat(Enumerable.Range(1, 30).Select(i => $@"(?<g{i}>\g<g{i - 1}>\g<g{i - 1}>)"));
        Assert.Contains("copies", OnigurumaParser.Parse(pattern, OnigurumaOptions.Logstash).Error!.Message, StringComparison.Ordinal);
    }
}
