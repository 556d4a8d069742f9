using System.Globalization;
using System.Text.RegularExpressions;
using LogTail.Language.Patterns;

namespace LogTail.Tests.Language.Patterns;

public class DotNetPrinterTests
{
    [Theory]
    // What the optimizer of .NET knows stays in the shape that it knows.
    [InlineData("GET [^ ]+ ", "GET [^ ]+ ")]
    [InlineData(@"^(\S+) (.*)$", @"^(?<1>[^\t\n\f\r ]+) (?<2>.*)\z")]
    [InlineData(@"""([^""]*)""", @"""(?<1>[^""]*)""")]
    [InlineData(@"\[(\d+)\]", @"\[(?<1>[0-9]+)\]")]
    [InlineData(@"(?i)id=(\w+)", @"[Ii][Dd]=(?<1>[0-9A-Z_a-z\u017F\u212A]+)")]
    [InlineData("(?s).*x", @"[\s\S]*x")]
    [InlineData("a{2,}b{3}c{1,2}?", "a{2,}b{3}c{1,2}?")]
    [InlineData(@"\Aa(?m:^b$)\z", @"^a(?m:^)b(?m:$)\z")]
    [InlineData("[a]|[bc]|", "a|[bc]|")]
    [InlineData(@"a\.b\*c#d e", @"a\.b\*c#d e")]
    [InlineData("[]^-]", @"[\-\]\^]")]
    // One code point where one is meant, single units in a loop where that is the same.
    [InlineData("[^a]", @"(?:[^a\uD800-\uDFFF]|[\uD800-\uDBFF][\uDC00-\uDFFF])")]
    [InlineData("😀", @"\uD83D\uDE00")]
    [InlineData("😀+", @"(?:\uD83D\uDE00)+")]
    [InlineData("[😀-😂x]", @"(?:x|\uD83D[\uDE00-\uDE02])")]
    [InlineData(@"[\x{10000}-\x{10FFFF}]", @"(?:[\uD800-\uDBFF][\uDC00-\uDFFF])")]
    [InlineData(".{2,}", @"(?:[^\n\uD800-\uDFFF]|[\uD800-\uDBFF][\uDC00-\uDFFF]).+")]
    [InlineData("(.*)(.+)", @"(?<1>.*(?<![\uD800-\uDBFF]))(?<2>.+)")]
    [InlineData("(.*?),", @"(?<1>(?>[^\n,]*)(?:,(?>[^\n,]*))*?),")]
    [InlineData("[--/]", @"[\u002D-/]")]
    [InlineData(".+?", @".+?(?<![\uD800-\uDBFF])")]
    [InlineData(@"""(?:[^""\\]|\\.)*""", @"""(?:[^""\\]|\\(?:[^\n\uD800-\uDFFF]|[\uD800-\uDBFF][\uDC00-\uDFFF]))*""")]
    // A boundary is spelled shortly where one side is known.
    [InlineData(@"\bfoo\b", "(?<![0-9A-Z_a-z])foo(?![0-9A-Z_a-z])")]
    [InlineData(@"foo\b ", "foo ")]
    [InlineData(@"foo\bbar", @"foo[^\s\S]bar")]
    [InlineData(@"a*\b.*", @"a*(?:(?<=[0-9A-Z_a-z])(?![0-9A-Z_a-z])|(?<![0-9A-Z_a-z])(?=[0-9A-Z_a-z])).*")]
    // Loops over what may be empty, by Go's rule.
    [InlineData("(?:a*)*", "a*")]
    [InlineData("(?:a+)+", "a+")]
    [InlineData("(?:a?){2,5}", "a{0,5}")]
    [InlineData("(a?)*", "(?:(?<1>a)+|(?<1>))|")]
    public void Prints(string pattern, string printed) => Assert.Equal(printed, Print(pattern));

    [Theory]
    // spec/mtail-language.md §15.3, by its numbers. Expected: the whole match, then the groups; null when there is none.
    [InlineData("(a)(?P<n>b)(c)", "abc", "abc|a|b|c")] // 1
    [InlineData("a$", "a\n", null)] // 2
    [InlineData("(?m)a$", "a\nb", "a")]
    [InlineData("(?m)^b", "a\nb", "b")]
    [InlineData("(?m)^", "a\n", "")]
    [InlineData(@"\d", "٣", null)] // 3
    [InlineData(@"\s", "\v", null)]
    [InlineData(@"[[:space:]]", "\v", "\v")]
    [InlineData(@"\s", "\u00A0", null)]
    [InlineData(@"\w", "é", null)]
    [InlineData(@"é\bx", "éx", "éx")]
    [InlineData(@"\bé", " é", null)]
    [InlineData(@"(?i)\w+", "ſK", "ſK")]
    [InlineData(@"^.$", "😀", "😀")] // 4
    [InlineData(@"^..$", "😀", null)]
    [InlineData(@"^[^a]{2}$", "😀é", "😀é")]
    [InlineData(@"(.*)(.)", "a😀", "a😀|a|😀")]
    [InlineData(@"(.*?)(.)$", "a😀", "a😀|a|😀")]
    [InlineData(@"(.+?)(.*)", "😀b", "😀b|😀|b")]
    [InlineData(@"\B.", "a😀", null)]
    [InlineData(@"\B.", "😀😀", "😀")]
    [InlineData(@"[^a]\B", "a😀b", null)]
    [InlineData(@"\p{Greek}+", "xαβγ", "αβγ")] // 5
    [InlineData(@"\p{^Greek}+", "αx😀", "x😀")]
    [InlineData(@"[a-z-[aeiou]]", "[]", "[]")]
    [InlineData(@"\Qa.b\E+", "a.bb", "a.bb")] // 6
    [InlineData(@"(?U)a+", "aaa", "a")]
    [InlineData(@"(?U)a+?", "aaa", "aaa")]
    [InlineData(@"\101\400\_", "AĀ_", "AĀ_")]
    [InlineData("(?i)k", "\u212A", "\u212A")] // 8
    [InlineData("(?i)s", "ſ", "ſ")]
    [InlineData("(?i)ß", "ẞ", "ẞ")]
    [InlineData("(?i)σ+", "σςΣ", "σςΣ")]
    [InlineData("(?i)µ", "Μ", "Μ")]
    [InlineData("(?i)i", "İ", null)]
    [InlineData("(?i)I", "ı", null)]
    [InlineData("(?i)[^k]", "K", null)]
    [InlineData("(a?)*", "a", "a|a")] // 9
    [InlineData("(a*)*", "b", "|")]
    [InlineData("(|a)*", "aa", "|")]
    [InlineData("(|a)+$", "aa", "aa|a")]
    [InlineData("(?:(a)|b)*", "ab", "ab|a")]
    [InlineData("(a|ab)(c|bcd)(d*)", "abcd", "abcd|a|bcd|")]
    [InlineData("(a+|b+)*?c", "aabbc", "aabbc|bb")]
    public void Matches_as_RE2_does(string pattern, string line, string? expected)
    {
        Assert.Equal(expected, Captures(Print(pattern), pattern, line));
    }

    [Theory]
    // A byte b that is not UTF-8 reaches a program as U+F700 + b, and Go sees U+FFFD in its place.
    [InlineData(@"^.$", "\uF780", true)]
    [InlineData(@"\x{FFFD}", "\uF7FF", true)]
    [InlineData(@"[^\x{FFFD}]", "\uF7FF", false)]
    [InlineData(@"[^\x{FFFD}]", "\uFFFD", false)]
    [InlineData(@"[\x{FFF0}-\x{FFFF}]", "\uF790", true)]
    [InlineData(@"\p{Co}", "\uF790", false)]
    [InlineData(@"[\x{E000}-\x{F900}]", "\uF790", false)]
    // A genuine U+F780 is in the line as its three bytes EF 9E 80.
    [InlineData(@"^\x{F780}$", "\uF7EF\uF79E\uF780", true)]
    [InlineData(@"^[\x{F780}]$", "\uF7EF\uF79E\uF780", true)]
    [InlineData(@"^[\x{F780}-\x{F7FF}]$", "\uF7EF\uF79F\uF7BF", true)]
    [InlineData(@"\x{D800}|[\x{D800}-\x{DFFF}]", "😀", false)]
    public void Knows_how_bytes_that_are_not_text_look(string pattern, string line, bool matches) =>
        Assert.Equal(matches, Regex.IsMatch(line, Print(pattern), RegexOptions.CultureInvariant));

    [Fact]
    public void Captures_only_what_is_read()
    {
        var tree = Re2Parser.Parse("(a)((?P<x>b)|c)(d)").Tree!;
        Assert.Equal("a(?:(?<3>b)|c)d", DotNetPrinter.Print(tree, [3]));
        Assert.Equal("a(?:b|c)d", DotNetPrinter.Print(tree, [0]));
    }

    [Fact]
    public void Prints_what_other_dialects_have()
    {
        RegexNode a = new LiteralNode(['a'], IgnoreCase: false);
        var tree = new RegexTree(
            new ConcatNode(
            [
                new LookaroundNode(a, Ahead: false, Negated: true),
                new CaptureNode(1, a),
                new AtomicNode(new RepeatNode(a, 0, null, RepeatMode.Greedy)),
                new RepeatNode(new AnyNode(MatchesLineFeed: true), 0, null, RepeatMode.Possessive),
                new BackreferenceNode([1]),
                new LookaroundNode(a, Ahead: true, Negated: false),
                new AnchorNode(AnchorKind.UnicodeWordBoundary),
                new AnchorNode(AnchorKind.TextEndOrFinalLineFeed),
            ]),
            [new CaptureGroup(1, null)]);
        Assert.Equal(@"(?<![\uD800-\uDBFF])(?:(?<!a)(?<1>a)(?>a*)(?>[\s\S]*)(?:\k<1>)(?=a)\b\Z)", DotNetPrinter.Print(tree, []));
    }

    [Theory]
    [InlineData("(", "a?", ")*", 497)]
    [InlineData("(|", "a", ")*", 330)]
    [InlineData("(?:.|.*y", "a", ")*", 245)]
    [InlineData("(?:|.*?", "a", "){0,2}", 9)]
    [InlineData("(a?b??", "c", ")+?", 330)]
    public void Prints_deep_nesting_in_bounded_time_and_size(string before, string inside, string after, int levels)
    {
        var pattern = string.Concat(Enumerable.Repeat(before, levels)) + inside + string.Concat(Enumerable.Repeat(after, levels));
        var tree = Re2Parser.Parse(pattern).Tree!;
        int[] groups = [.. tree.Groups.Select(group => group.Number)];
        Assert.InRange(DotNetPrinter.Print(tree, []).Length, 1, 1_000_000);
        Assert.InRange(DotNetPrinter.Print(tree, groups).Length, 1, 1_000_000);
    }

    private static string Print(string pattern)
    {
        var tree = Re2Parser.Parse(pattern).Tree!;
        return DotNetPrinter.Print(tree, [.. tree.Groups.Select(group => group.Number)]);
    }

    private static string? Captures(string printed, string pattern, string line)
    {
        var match = Regex.Match(line, printed, RegexOptions.CultureInvariant);
        var groups = Re2Parser.Parse(pattern).Tree!.Groups.Select(group => match.Groups[group.Number.ToString(CultureInfo.InvariantCulture)].Value);
        return match.Success ? string.Join('|', groups.Prepend(match.Value)) : null;
    }
}
