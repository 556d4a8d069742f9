using LogTail.Language.Patterns;

namespace LogTail.Tests.Language.Patterns;

public class RegexFactsTests
{
    [Theory]
    [InlineData("a^b")]
    [InlineData("$x")]
    [InlineData(@"\zx")]
    [InlineData(@"x\A")]
    [InlineData(@"\b\B")]
    [InlineData(@"a\bb")]
    [InlineData(@" \b ")]
    [InlineData(@"a\B ")]
    [InlineData(@"[^\x00-\x{10FFFF}]")]
    [InlineData(@"a(?:^b|$c)+")]
    [InlineData("(?:^a){2}")]
    [InlineData("(?m)a^b")]
    [InlineData("x[^\\x00-\\x{10FFFF}]{1,2}")]
    public void Sees_what_can_never_match(string pattern) => Assert.False(RegexFacts.CanMatch(Tree(pattern)));

    [Theory]
    [InlineData("")]
    [InlineData("a*^b")]
    [InlineData("x$")]
    [InlineData("$^")]
    [InlineData(@"\B")]
    [InlineData(@"\bé?a")]
    [InlineData(@"a\bé")]
    [InlineData("(?:^a)*b")]
    [InlineData("(?m)a\n^b")]
    [InlineData("(?m)a(?s:.)^b")]
    [InlineData("(?:a|b){1000}")]
    [InlineData("[^\\x00-\\x{10FFFF}]?x")]
    public void Believes_what_can_match(string pattern) => Assert.True(RegexFacts.CanMatch(Tree(pattern)));

    [Theory]
    [InlineData("^a", true)]
    [InlineData(@"\Aa|^b", true)]
    [InlineData("(?:^|^ )a", true)]
    [InlineData("^*a", false)]
    [InlineData("(?:^|,)a", false)]
    [InlineData("(?m)^a", false)]
    [InlineData(@"\b^a", true)]
    [InlineData(@"(\b|x*)^a", true)]
    [InlineData("a", false)]
    public void Knows_whether_a_match_begins_the_text(string pattern, bool anchored) =>
        Assert.Equal(anchored, RegexFacts.IsAnchoredAtStart(Tree(pattern)));

    [Theory]
    [InlineData("a$", true)]
    [InlineData(@"(a|b\z)$?", false)]
    [InlineData(@"a(?:$|\z)", true)]
    [InlineData("(?m)a$", false)]
    [InlineData("a", false)]
    public void Knows_whether_a_match_ends_the_text(string pattern, bool anchored) =>
        Assert.Equal(anchored, RegexFacts.IsAnchoredAtEnd(Tree(pattern)));

    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("a(b|cd)e+", 3)]
    [InlineData(@"\d{3}-\d{2,}x?", 6)]
    [InlineData("😀", 2)]
    [InlineData("[😀é]", 1)]
    [InlineData(@"\x{F780}", 3)]
    [InlineData(@"^\b$", 0)]
    [InlineData("(?:a{1000})?", 0)]
    [InlineData("(?:(?:.{100}){10})+", 1000)]
    public void Knows_the_shortest_match(string pattern, int length) => Assert.Equal(length, RegexFacts.MinLength(Tree(pattern)));

    [Theory]
    [InlineData("abc.*", "abc")]
    [InlineData("^abc+d", "abc")]
    [InlineData("(ab)+c", "ab")]
    [InlineData("(?:GET|GEM) x", "GE")]
    [InlineData("(?:ab|ab)c", "abc")]
    [InlineData("a(?i)1b", "a1")]
    [InlineData("a?b", "")]
    [InlineData(@"x\x{FFFD}", "x")]
    [InlineData(@"\bfoo\b bar", "foo bar")]
    [InlineData("😀x", "😀x")]
    public void Knows_how_every_match_begins(string pattern, string prefix) => Assert.Equal(prefix, RegexFacts.LiteralPrefix(Tree(pattern)));

    [Theory]
    [InlineData("abc", "abc")]
    [InlineData(@"(\S+) \[(.*)\] ""GET", @" [ & ] ""GET")]
    [InlineData("a(b|c)d.*xyz", "abd, acd & xyz")]
    [InlineData("https?://", "http://, https://")]
    [InlineData("(?:abc|ab)", "ab")]
    [InlineData("(?i)ok", "OK, Ok, O\u212A, oK, ok, o\u212A")]
    [InlineData("(?:foo.*|b[0-9]ar)x", "ar, foo & x")]
    [InlineData("(?:foo.*|[0-9]+)", "")]
    [InlineData("a*", "")]
    [InlineData("(?:ab){2}c", "ababc")]
    [InlineData("(?:ab)+c", "ab & c")]
    [InlineData(@"^\bx\b$", "x")]
    [InlineData(".*", "")]
    public void Finds_text_that_every_match_contains(string pattern, string expected)
    {
        var required = RegexFacts.RequiredLiterals(Tree(pattern)).Select(texts => string.Join(", ", texts.Order(StringComparer.Ordinal)));
        Assert.Equal(expected, string.Join(" & ", required));
    }

    private static RegexTree Tree(string pattern) => Re2Parser.Parse(pattern).Tree!;
}
