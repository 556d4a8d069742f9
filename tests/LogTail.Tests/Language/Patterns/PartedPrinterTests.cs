using System.Collections.Immutable;
using LogTail.Language.Patterns;

namespace LogTail.Tests.Language.Patterns;

public class PartedPrinterTests
{
    private const string Number = "(?:x[0-9]+|y[a-f]+)";

    [Fact]
    public void Takes_out_what_stands_in_two_places()
    {
        var parted = Print($"^a={Number} b={Number}$");
        Assert.Equal(@"^a=(?<1>)\k<1>+? b=(?<2>)\k<2>+?\z", parted.Patterns[0].Text);
        Assert.Equal([new PartCall(1, 0, HasOneEnd: false), new PartCall(2, 0, HasOneEnd: false)], parted.Patterns[0].Calls.AsEnumerable());
        Assert.Equal(@"\G(?:x[0-9]+|y[a-f]+)\k<1>(?<1>){0}", Assert.Single(parted.Parts).Text);
    }

    [Fact]
    public void Takes_out_what_two_patterns_of_a_program_have()
    {
        var parted = Print($"^a={Number}", $"^b={Number}");
        Assert.All(parted.Patterns, pattern => Assert.Equal(new PartCall(1, 0, HasOneEnd: false), Assert.Single(pattern.Calls)));
        Assert.Single(parted.Parts);
    }

    [Fact]
    public void Marks_of_calls_come_after_the_groups_of_the_pattern()
    {
        var parted = Print($"^(a)={Number} (b)={Number}");
        Assert.Equal(@"^(?<1>a)=(?<3>)\k<3>+? (?<2>b)=(?<4>)\k<4>+?", parted.Patterns[0].Text);
    }

    [Fact]
    public void Goes_back_into_a_part_only_if_it_can_end_in_several_places()
    {
        var parted = Print("^a=(?:[0-9]{3}-[a-z]{2};){2} b=(?:[0-9]{3}-[a-z]{2};){3}");
        Assert.Equal(@"^a=(?:(?<1>){0}\k<1>){2} b=(?:(?<2>){0}\k<2>){3}", parted.Patterns[0].Text);
        Assert.Equal([new PartCall(1, 0, HasOneEnd: true), new PartCall(2, 0, HasOneEnd: true)], parted.Patterns[0].Calls.AsEnumerable());
    }

    // What a group holds, or what has been captured before, is no matter of the text alone.
    [Fact]
    public void Leaves_what_captures() => AssertNoParts("^a=(?:x([0-9]+)|y[a-f]+) b=(?:x([0-9]+)|y[a-f]+)$");

    // The search for a start looks for the first characters of a pattern.
    [Fact]
    public void Leaves_the_beginning_of_a_pattern_that_may_begin_anywhere() => AssertNoParts($"{Number} b={Number}$");

    [Fact]
    public void Leaves_what_may_take_nothing() => AssertNoParts("^a=(?:x[0-9]+|y*) b=(?:x[0-9]+|y*)$");

    [Fact]
    public void Leaves_what_is_small() => Assert.Empty(PartedPrinter.Print([Tree($"^a={Number} b={Number}$")]).Parts);

    private static void AssertNoParts(string pattern) => Assert.Empty(Print(pattern).Parts);

    private static PartedPatterns Print(params string[] patterns) => PartedPrinter.Print([.. patterns.Select(Tree)], leastWeight: 5);

    private static (RegexTree Tree, ImmutableArray<int> ReadGroups) Tree(string pattern)
    {
        var tree = Re2Parser.Parse(pattern).Tree!;
        return (tree, [.. tree.Groups.Select(group => group.Number)]);
    }
}
