using System.Text.RegularExpressions;
using LogTail.Runtime.Matching;

namespace LogTail.Tests.Compiler.Roslyn;

/// <summary>
/// Generated and rebased code against .NET's compiling engine, which works alike but on the framework's base class. (Its
/// interpreter is no oracle: it is wrong on a few patterns with lazy loops, which the random ones find.)
/// </summary>
public class RebasedMatcherTests
{
    [Theory]
    [InlineData("abc", "xxabcxx")]
    [InlineData("abc", "xxabxx")]
    [InlineData("", "")]
    [InlineData(@"\A\z", "")]
    [InlineData(@"\A(?<1>[^ ]+) (?<2>[0-9]+)\z", "GET 200")]
    [InlineData(@"\A(?<1>[^ ]+) (?<2>[0-9]+)\z", "GET -")]
    [InlineData(@"(?<3>a+)(?<7>b*)", "xaabb")]
    [InlineData(@"(?<1>ab|a)(?<2>bc|b)*\z", "abbc")]
    [InlineData(@"(?:(?<1>a)|(?<2>b)|(?<3>c))+", "abcab")]
    [InlineData(@"(?:(?<1>a)|b)*c", "ababab")]
    [InlineData(@"(?<1>[a-z]+y){2,5}", "abyxyzzyq")]
    [InlineData(@"(?<1>.*?)=(?<2>.*?);", "key=value;rest")]
    [InlineData(@"(?<1>.*) (?<2>[0-9]+)ms", "took 12ms or 7ms at last")]
    [InlineData(@"(?<1>[a-z]+):(?<2>x)", "aaa bbb ccc:y ddd:x")]
    [InlineData(@"(?i)error|warn(?<1>ing)?", "a WarnING")]
    [InlineData(@"(?<![0-9])(?<1>[0-9]{3})(?![0-9])", "1234 567 89")]
    [InlineData(@"(?<1>a)(?:(?<1>b)|c)*?d", "abcbcd")]
    [InlineData(@"(?<1>[a-c])+\1", "abcc")]
    [InlineData(@"(?<=(?<1>ab))c", "xabc")]
    public void Finds_what_the_framework_finds(string pattern, string text)
    {
        Assert.Equal(Expected(new Regex(pattern, RegexOptions.CultureInvariant), text), Match(CompiledPatterns.Compile(pattern), text));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Agrees_with_the_framework_on_random_patterns(int seed)
    {
        var random = new Random(seed);
        var patterns = Enumerable.Range(0, 120).Select(_ => new RandomPattern(random).Text).ToList();
        foreach (var (matcher, pattern) in CompiledPatterns.CompileAll(patterns).Zip(patterns))
        {
            Assert.False(matcher is RegexMatcher, $"no generated code for /{pattern}/");
            var expected = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.Compiled);
            foreach (var text in Enumerable.Range(0, 40).Select(_ => RandomPattern.Subject(random)))
            {
                Assert.True(Expected(expected, text) == Match(matcher, text), $"seed {seed}: /{pattern}/ on \"{text}\"");
            }
        }
    }

    [Fact]
    public void Searches_from_an_index_while_anchors_see_the_whole_text()
    {
        var matchers = CompiledPatterns.CompileAll(@"\Aa", @"\ba", "a");
        Assert.False(matchers[0].IsMatch("aaa", 1));
        Assert.False(matchers[1].IsMatch("aaa", 1));
        Assert.True(matchers[2].IsMatch("aaa", 1));
        Assert.Equal(1, matchers[2].Start(0));
        Assert.True(matchers[2].IsMatch("aba", 1));
        Assert.Equal(2, matchers[2].Start(0));
        Assert.False(matchers[2].IsMatch("aba", 3));
    }

    [Fact]
    public void Forgets_the_captures_of_the_former_match()
    {
        var matcher = CompiledPatterns.Compile("(?<1>a)|(?<2>b)");
        Assert.True(matcher.IsMatch("a"));
        Assert.True(matcher.IsMatch("b"));
        Assert.False(matcher.Took(1));
        Assert.Equal("", matcher.Group("b", 1).ToString());
        Assert.Equal("b", matcher.Group("b", 2).ToString());
        Assert.False(matcher.IsMatch("c"));
        Assert.Equal((-1, -1), (matcher.Start(2), matcher.End(0)));
    }

    [Fact]
    public void Allocates_nothing_for_a_match_or_a_miss()
    {
        var matcher = CompiledPatterns.Compile(@"\A(?<1>[^ ]+) (?:(?<2>[0-9]+)|-) (?<3>.*)x\z");
        string[] lines = ["GET 200 some more x", "GET - some more", "POST"];
        var hits = CountHits(matcher, lines, 10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        hits += CountHits(matcher, lines, 1000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1010, hits);
    }

    private static int CountHits(Matcher matcher, string[] lines, int rounds)
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

    private static string Expected(Regex regex, string text)
    {
        var match = regex.Match(text);
        var groups = regex.GetGroupNumbers()
            .Where(number => match.Groups[number].Success)
            .Select(number => $"{number}:{match.Groups[number].Index}-{match.Groups[number].Index + match.Groups[number].Length}");
        return string.Join(" ", groups);
    }

    private static string Match(Matcher matcher, string text)
    {
        if (!matcher.IsMatch(text))
        {
            return "";
        }

        var groups = Enumerable.Range(0, matcher.GroupCount)
            .Where(matcher.Took)
            .Select(group => $"{group}:{matcher.Start(group)}-{matcher.End(group)}");
        return string.Join(" ", groups);
    }
}
