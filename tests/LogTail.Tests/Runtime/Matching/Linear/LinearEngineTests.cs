using LogTail.Runtime.Matching.Linear;
using LogTail.Tests.Support;

namespace LogTail.Tests.Runtime.Matching.Linear;

public class LinearEngineTests
{
    [Theory]
    // Expected, by the rules of RE2: the whole match, then the groups, "-" for one that took no part; null when there is no match.
    // Leftmost, then by preference.
    [InlineData("b", "abab", "b")]
    [InlineData("a|ab", "xab", "a")]
    [InlineData("ab|a", "xab", "ab")]
    [InlineData("(a|ab)(c|bcd)(d*)", "abcd", "abcd|a|bcd|")]
    [InlineData("(?:c|yz)?b", "cyb ab", "b")]
    [InlineData(@"(c+|\S+).+", "cabd", "cabd|c")]
    [InlineData("^(?:z?|.y)..", "xyyy", "xy")]
    [InlineData("(?:..+?)+[ab]", "xcaa", "xca")]
    [InlineData("(.*)(.+)", "abc", "abc|ab|c")]
    [InlineData("(.*?)(.+)", "abc", "abc||abc")]
    [InlineData("(.*?),(.*)", "a,b,c", "a,b,c|a|b,c")]
    [InlineData("(?U)(a+)(a*)", "aaa", "a|a|")]
    // The last iteration counts.
    [InlineData("(?:(a)|(b)|c)*", "abc", "abc|a|b")]
    [InlineData("(a|b)*", "abab", "abab|b")]
    [InlineData("(?:(a)|b)*?c", "abac", "abac|a")]
    [InlineData("(a){0}b", "b", "b|-")]
    [InlineData("(a)?b", "b", "b|-")]
    [InlineData("(a*)b", "b", "b|")]
    // Counts.
    [InlineData("a{2,3}", "aaaa", "aaa")]
    [InlineData("a{2,3}?", "aaaa", "aa")]
    [InlineData("a{2,}", "aaaa", "aaaa")]
    [InlineData("^a{3}$", "aaaa", null)]
    [InlineData("(?:(a)|b){2}", "ab", "ab|a")]
    // Iterations that take nothing.
    [InlineData("(a*)*", "b", "|")]
    [InlineData("(a*)+", "b", "|")]
    [InlineData("(a?)*", "a", "a|a")]
    [InlineData("(|a)*", "aa", "|")]
    [InlineData("(|a)+", "aa", "|")]
    [InlineData("(|a)+$", "aa", "aa|a")]
    [InlineData("(?:|a)+b", "aab", "aab")]
    [InlineData("(a*?)+b", "aab", "aab|aa")]
    [InlineData("(?:(a?)b?)*c", "abc", "abc|a")]
    [InlineData("(a+|b+)*?c", "aabbc", "aabbc|bb")]
    // Places.
    [InlineData("a$", "a\n", null)]
    [InlineData("(?m)a$", "a\nb", "a")]
    [InlineData("(?m)^b", "a\nb", "b")]
    [InlineData(@"\Ab", "a\nb", null)]
    [InlineData(@"a\z", "aa", "a")]
    [InlineData(@"\bfoo\b", "afoo foo", "foo")]
    [InlineData(@"\bé", " é", null)]
    [InlineData(@"é\bx", "éx", "éx")]
    [InlineData(@"\B.\B", "abc", "b")]
    [InlineData("^$", "", "")]
    [InlineData("$^", "", "")]
    [InlineData("a^b", "ab", null)]
    // Sets and case.
    [InlineData(@"\w+", "-é_9x-", "_9x")]
    [InlineData(@"\p{Greek}+", "xαβγ", "αβγ")]
    [InlineData("(?i)k", "\u212A", "\u212A")]
    [InlineData("(?i)[^k]", "K", null)]
    [InlineData(@"[^\x00-\x{10FFFF}]|b", "ab", "b")]
    [InlineData("a.c", "a\nc", null)]
    [InlineData("(?s)a.c", "a\nc", "a\nc")]
    // A surrogate pair is one code point.
    [InlineData("^.$", "😀", "😀")]
    [InlineData("^..$", "😀", null)]
    [InlineData("(.*)(.)", "a😀", "a😀|a|😀")]
    [InlineData("[😀-😂]", "a😁", "😁")]
    [InlineData(@"\B.", "a😀", null)]
    // A byte b that is not UTF-8 is U+F700 + b and is taken for U+FFFD; a genuine U+F780 is three of them.
    [InlineData(@"^\x{FFFD}$", "\uF7FF", "\uF7FF")]
    [InlineData(@"[^\x{FFFD}]", "\uF7FF", null)]
    [InlineData(@"[\x{E000}-\x{F900}]", "\uF790", null)]
    [InlineData(@"^[\x{F780}-\x{F7FF}]$", "\uF7EF\uF79F\uF7BF", "\uF7EF\uF79F\uF7BF")]
    [InlineData(@"^\x{F780}$", "\uF7EF\uF79F\uF780", null)]
    public void Finds_what_RE2_finds(string pattern, string text, string? expected) =>
        Assert.Equal(expected, LinearForms.Find(new LinearEngine(LinearForms.Of(pattern)), text));

    [Fact]
    public void Searches_from_an_index_while_places_see_the_whole_text()
    {
        Assert.Null(LinearForms.Find(new LinearEngine(LinearForms.Of("^a")), "aa", start: 1));
        Assert.Null(LinearForms.Find(new LinearEngine(LinearForms.Of(@"\ba")), "aa", start: 1));
        Assert.Equal("b", LinearForms.Find(new LinearEngine(LinearForms.Of("a|b")), "ab", start: 1));
        Assert.Equal("", LinearForms.Find(new LinearEngine(LinearForms.Of("$")), "ab", start: 2));
    }

    [Theory]
    // Each takes a backtracking engine exponentially, or at least cubically, long.
    [InlineData("^(a+)+$")]
    [InlineData("^(a|aa)+$")]
    [InlineData("(a*)*b")]
    [InlineData("^(?:a?){30}a{30}b")]
    [InlineData("a*a*a*c")]
    [InlineData("(?:a.*?)*?b.*?c")]
    [InlineData("(x+x+)+y|(.*)*z")]
    public void Takes_at_most_twice_as_many_steps_as_instructions_times_code_points(string pattern)
    {
        var engine = new LinearEngine(LinearForms.Of(pattern));
        var text = new string('a', 100_000) + "!";
        Assert.Null(LinearForms.Find(engine, text));
        var instructions = LinearProgram.Read(LinearForms.Of(pattern)).Instructions.Length;
        Assert.InRange(engine.Steps, 1, 2L * instructions * (text.Length + 1));
    }

    [Fact]
    public void Gives_up_only_when_the_product_of_line_and_program_is_huge()
    {
        var engine = new LinearEngine(LinearForms.Of("(?:.?){1000}x"));
        Assert.Null(LinearForms.Find(engine, new string('a', 1000)));
        Assert.False(engine.TryMatch(new string('a', 1 << 20), 0, out var isMatch));
        Assert.False(isMatch);
        Assert.Equal("ax", LinearForms.Find(engine, "ax"));
    }

    [Fact]
    public void Stops_early_where_nothing_more_can_match()
    {
        var engine = new LinearEngine(LinearForms.Of("^ab"));
        Assert.Null(LinearForms.Find(engine, "ac" + new string('a', 1000)));
        Assert.InRange(engine.Steps, 1, 20);
    }

    [Fact]
    public void Keeps_nothing_of_the_match_before()
    {
        var engine = new LinearEngine(LinearForms.Of("(a)|(b)"));
        Assert.Equal("a|a|-", LinearForms.Find(engine, "a"));
        Assert.Equal("b|-|b", LinearForms.Find(engine, "b"));
        Assert.Null(LinearForms.Find(engine, "c"));
    }

    [Fact]
    public void Allocates_nothing_once_its_buffers_have_grown()
    {
        var engine = new LinearEngine(LinearForms.Of(@"^(?:(\S+) )*([0-9]+)ms$"));
        var line = string.Concat(Enumerable.Repeat("word 123 ", 100)) + "57ms";
        var matches = Count(engine, line, 3);
        var before = GC.GetAllocatedBytesForCurrentThread();
        matches += Count(engine, line, 10);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(13, matches);
    }

    private static int Count(LinearEngine engine, string line, int rounds)
    {
        var matches = 0;
        for (var i = 0; i < rounds; i++)
        {
            matches += engine.TryMatch(line, 0, out var isMatch) && isMatch ? 1 : 0;
        }

        return matches;
    }
}
