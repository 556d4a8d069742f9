using LogTail.Language.Patterns;
using LogTail.Runtime.Matching;
using LogTail.Tests.Compiler.Roslyn;

namespace LogTail.Tests.Runtime.Matching;

public class PartMatcherTests
{
    // Both values are the part; it ends at the last dot that it can reach, unless what follows wants an earlier one.
    private const string Dotted = @"^a=(?:(?:x\.)+|z\.y) (.*)b=(?:(?:x\.)+|z\.y)(x?\.?)$";

    [Fact]
    public void Goes_back_from_one_end_of_a_part_to_the_next()
    {
        var matcher = Compile(@"^a=(?:(?:x\.)+|z\.y)(x\.x\.)? b=(?:(?:x\.)+|z\.y)x\.$");
        const string Line = "a=x.x.x. b=x.x.x.";
        Assert.True(matcher.IsMatch(Line));
        Assert.False(matcher.Took(1));
        Assert.False(matcher.IsMatch("a=x.x.x. b=x."));
        Assert.False(matcher.IsMatch("a=x.x.x. b=z.x."));
    }

    [Fact]
    public void The_ends_of_one_line_are_forgotten_for_the_next()
    {
        var matcher = Compile(Dotted);
        Assert.True(matcher.IsMatch("a=x.x. b=x.x.x."));
        Assert.True(matcher.IsMatch("a=x. b=x.b=x."));
        Assert.Equal("x.", "a=x. b=x.b=x."[matcher.Start(1)..matcher.End(1)][2..]);
        Assert.False(matcher.IsMatch("a=x.x. b=x.x.x..."));
        Assert.True(matcher.IsMatch("a=z.y b=x.x.x"));
        Assert.Equal((12, 13), (matcher.Start(2), matcher.End(2)));
    }

    // Forty letters can be cut into pieces in 2^39 ways.
    [Fact]
    public void What_a_part_costs_is_taken_from_the_budget_of_the_line()
    {
        var matcher = Compile("^a=(?:(?:x+y?)+;|none) b=(?:(?:x+y?)+;|none)$");
        Assert.False(matcher.IsMatch($"a=none b={new string('x', 40)}!"));
        Assert.Equal((1, 1), (matcher.Overruns, matcher.Skips));
        Assert.True(matcher.IsMatch("a=xx; b=none"));
        Assert.Equal((1, 1), (matcher.Overruns, matcher.Skips));
    }

    [Fact]
    public void Allocates_nothing_for_a_hit_or_a_miss()
    {
        var matcher = Compile(Dotted);
        string[] lines = ["a=x.x.x.x. b=x.x.", "a=x.x. b=z.y", "a=x.x.x. c", $"a={string.Concat(Enumerable.Repeat("x.", 100))} b=x.!"];
        var hits = Hits(matcher, lines, 10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        hits += Hits(matcher, lines, 1000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(2020, hits);
    }

    private static int Hits(Matcher matcher, string[] lines, int rounds)
    {
        var hits = 0;
        for (var i = 0; i < rounds; i++)
        {
            foreach (var line in lines)
            {
                hits += matcher.IsMatch(line) ? 1 : 0;
            }
        }

        return hits;
    }

    private static Matcher Compile(string pattern)
    {
        var tree = Re2Parser.Parse(pattern).Tree!;
        var matcher = PartedMatchers.Compile([(tree, [.. tree.Groups.Select(group => group.Number)])], leastWeight: 4, out var calls)[0];
        Assert.Equal(2, calls);
        return matcher;
    }
}
