using LogTail.Language.Patterns;

namespace LogTail.Tests.Language.Patterns;

public sealed class OnePathPrefixTests
{
    [Theory]
    [InlineData(@"^(\w+\s+\d+\s+\d+:\d+:\d+) host sshd\[\d+\]: Foo", @"^(\w+\s+\d+\s+\d+:\d+:\d+) host sshd\[\d+\]: Bar (\d+)", @"^(\w+\s+\d+\s+\d+:\d+:\d+) host sshd\[\d+\]: ")]
    [InlineData(@"^(\S+) - (.*)", @"^(\S+) - b", @"^(\S+) - ")]
    [InlineData(@"^\d+ end", @"^\d+ (?:error)", @"^\d+ e")]
    [InlineData(@"^a*?b{2}c+d", @"^a*?b{2}c+de", "^a*?b{2}")]
    [InlineData(@"^\d+ x", @"^(\d+) x", null)]
    [InlineData(@"^\d+ x", @"(?i)^\d+ x y", null)]
    public void The_longest_common_beginning_is_found(string one, string other, string? beginning)
    {
        var (left, right) = (OnePathPrefix.Of(Parse(one)), OnePathPrefix.Of(Parse(other)));
        var cut = left.CommonWith(right);
        Assert.Equal(cut, right.CommonWith(left));
        Assert.Equal(beginning is null ? null : DotNetPrinter.Print(Parse(beginning), []), cut == 0 ? null : DotNetPrinter.Print(left.Beginning(cut), []));
    }

    [Theory]
    [InlineData(@"\w+ foo x")]
    [InlineData(@"^foo bar x")]
    [InlineData(@"^.* foo x")]
    [InlineData(@"^\w+\d foo x")]
    [InlineData(@"^(?:\d+|\w+) foo x")]
    [InlineData(@"^(?:\d+:)+ foo x")]
    [InlineData(@"^\d+\w* x")]
    [InlineData(@"^\d*\s*\w* x")]
    [InlineData(@"^[^é]+ü x")]
    [InlineData(@"(?m)^\d+ foo x")]
    public void A_beginning_that_may_match_in_several_ways_or_costs_nothing_is_not_shared(string pattern) =>
        Assert.Empty(OnePathPrefix.Of(Parse(pattern)).Cuts);

    [Fact]
    public void The_rest_begins_where_the_search_does_and_keeps_its_group_numbers()
    {
        var prefix = OnePathPrefix.Of(Parse(@"^(\d+) (\w+)"));
        Assert.Equal(@"\G(?<2>[0-9A-Z_a-z]+)", DotNetPrinter.Print(prefix.Rest(prefix.Cuts[^1]), [2]));
        Assert.Equal([1], prefix.GroupsOfBeginning(prefix.Cuts[^1]));
    }

    private static RegexTree Parse(string pattern) => Re2Parser.Parse(pattern).Tree!;
}
