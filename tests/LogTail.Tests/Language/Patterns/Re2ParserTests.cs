using LogTail.Language.Patterns;

namespace LogTail.Tests.Language.Patterns;

public class Re2ParserTests
{
    // spec/mtail-language.md §15.1 and the oddities of §15.2.
    public static TheoryData<string> Accepted =>
    [
        "", ".", "[a-z]", "[^a-z]", "[]a]", "[^]a]", "[a-]", "[-a]", "[a-c-e]", @"[\d-a]", "[--a]", "[a[b]", "[[:foo]", "[a-z-[aeiou]]",
        @"\d\D\s\S\w\W", @"\pN\PN\p{Greek}\p{^Greek}\P{Lu}\P{^Lu}\p{Any}\pL", @"[\pL\d]", @"\p{Old_Italic}", @"\p{Nko}",
        "[[:alpha:]]", "[[:^digit:][:word:]]", "[[:alnum:][:ascii:][:blank:][:cntrl:][:graph:][:lower:][:print:][:punct:][:space:][:upper:][:xdigit:]]",
        @"^$\A\z\b\B", "a*b+c?d{2}e{2,}f{2,3}", "a*?b+?c??d{2}?e{2,}?f{2,3}?", "(a)(?:b)(?P<name>c)", "(?P<1a>x)(?P<_>y)",
        "(?i)a", "(?i:a)", "(?i-s)a", "(?i-s:a)", "(?-i)a", "(?imsU-imsU)a", "(?)", "(?:)", "(?ii)a", "(a(?i)b|c)",
        @"\Qa.b\E*", @"\Qa.b", @"\Q\E", @"a\Q\E*", @"\a\f\n\r\t\v", @"\123", @"\0", @"\07", @"\12", @"\400", @"\x41", @"\x{10FFFF}", @"\x{0}",
        @"\_\-\ \'\!\<\#\.\]\}\@", "a{,2}", "a{", "a{x}", "a{2", "a{2,", "a{2,x}", "a{01}", "{", "{,2}", "{x}", "}", "]",
        "^*", @"\b+", "|a", "a|", "a||b", "()", "(|a)", "()*", "(?:)*", "a{0}", "a{1000}", "(?:a{10}){100}", "(a*)*", "(a*)+", "(?:a+){1000}",
        "(?:a{1000}){0}", "a*(?i)*", "é", "日本", "😀", "[é-日😀]",
    ];

    // spec/mtail-language.md §15.2: pattern, then offset and length of what is blamed.
    public static TheoryData<string, int, int> Refused => new()
    {
        { "(?=a)", 0, 3 }, { "x(?!a)", 1, 3 }, { "(?<=a)", 0, 4 }, { "(?<!a)", 0, 4 }, { @"(a)\1", 3, 2 }, { @"\k<a>", 0, 2 }, { "(?P=a)", 0, 4 },
        { "(?>a)", 0, 3 }, { "a*+", 1, 2 }, { "a++", 1, 2 }, { "a?+", 1, 2 }, { "a{2}+", 1, 4 }, { "(?#c)", 0, 3 }, { "(?(1)a|b)", 0, 3 },
        { "(?x)a", 0, 3 }, { "(?i-)a", 0, 5 }, { "(?-)", 0, 4 }, { "(?i-i-m)a", 0, 6 }, { "(?P>a)", 0, 4 }, { "(?'a'b)", 0, 3 }, { "(?", 0, 2 }, { "(?i", 0, 3 },
        { @"a\Z", 1, 2 }, { @"\G", 0, 2 }, { @"\K", 0, 2 }, { @"\R", 0, 2 }, { @"\X", 0, 2 }, { @"\h", 0, 2 }, { @"\N", 0, 2 },
        { @"\e", 0, 2 }, { @"\cA", 0, 2 }, { @"\u0041", 0, 2 }, { @"\C", 0, 2 }, { @"\y", 0, 2 }, { @"\8", 0, 2 }, { @"\E", 0, 2 }, { @"\é", 0, 2 }, { @"\😀", 0, 3 },
        { @"[\b]", 1, 2 }, { @"[\B]", 1, 2 }, { @"[\Qa]", 1, 2 }, { "[c-a]", 1, 3 }, { @"[a-\d]", 3, 2 }, { "[]", 0, 1 }, { "[a", 0, 1 }, { "[a-", 0, 1 },
        { "[[:foo:]]", 1, 7 }, { "[[:a]b:]]", 1, 7 }, { "(?P<>a)", 0, 5 }, { "(?P<a-b>c)", 0, 8 }, { "(?P<a", 0, 4 }, { "(?P<a>x)(?P<a>y)", 12, 1 },
        { @"\p{IsGreek}", 0, 11 }, { @"\p{LC}", 0, 6 }, { @"\p{greek}", 0, 9 }, { @"\p{Cn}", 0, 6 }, { @"\pX", 0, 3 }, { @"\p", 0, 2 }, { @"\p{Greek", 0, 3 },
        { "a**", 1, 2 }, { "a+*", 1, 2 }, { "a{2}{3}", 1, 6 }, { "a???", 1, 3 }, { "a*?*", 1, 3 }, { "*", 0, 1 }, { "(*a)", 1, 1 }, { "a|*", 2, 1 }, { "+", 0, 1 }, { "{2}", 0, 3 },
        { "a{3,2}", 1, 5 }, { "a{1001}", 1, 6 }, { "a{1,1001}", 1, 8 }, { "a{99999999999}", 1, 13 }, { "(?:a{100}){11}", 10, 4 }, { "((a{100}){10}){2}", 14, 3 },
        { "(a", 0, 1 }, { "a)", 1, 1 }, { "((a)", 0, 1 }, { @"a\", 1, 1 }, { @"\x", 0, 2 }, { @"\x4", 0, 3 }, { @"\x{}", 0, 3 }, { @"\x{110000}", 0, 10 }, { @"\x{41", 0, 5 },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Accepts(string pattern) => Assert.Null(Re2Parser.Parse(pattern).Error);

    [Theory]
    [MemberData(nameof(Refused))]
    public void Refuses_and_says_where(string pattern, int offset, int length)
    {
        var error = Re2Parser.Parse(pattern).Error;
        Assert.NotNull(error);
        Assert.Equal((offset, length), (error.Offset, error.Length));
    }

    [Theory]
    [InlineData("(?<=a)b", "Look-behind, `(?<=`, is not part of RE2.", "Match what stands around it outside the group that you read, or test it with a second pattern.")]
    [InlineData(@"\Z", @"`\Z` is not an escape of RE2.", @"Write `\z` for the end of the text; `$` means the same.")]
    [InlineData(@"\p{IsGreek}", "There is no Unicode class `IsGreek`.", @"Write `\p{Greek}`.")]
    [InlineData("a*+", "`*+` is two quantifiers in a row.", "RE2 has no possessive quantifiers; it never backtracks, so the plain quantifier is as fast.")]
    [InlineData("[a", "This character class is not closed.", @"Add the missing `]`, or write `\[` for the character itself.")]
    [InlineData("(?:a{100}){11}", "Nested repeats make more than 1000 copies.", null)]
    public void Explains_what_is_wrong_and_what_to_write(string pattern, string message, string? hint)
    {
        var error = Re2Parser.Parse(pattern).Error;
        Assert.Equal((message, hint), (error?.Message, error?.Hint));
    }

    [Fact]
    public void Numbers_groups_from_left_to_right_named_ones_too()
    {
        var groups = Re2Parser.Parse("(a)(?P<x>b(c))(?:d)(?<y>e)").Tree!.Groups;
        Assert.Equal([(1, null), (2, "x"), (3, null), (4, "y")], groups.Select(group => (group.Number, group.Name)));
    }

    [Theory]
    [InlineData("abc", "'abc'")]
    [InlineData("ab*", "('a' 'b'*)")]
    [InlineData("(?:ab)c", "'abc'")]
    [InlineData("a|b|", "('a' | 'b' | empty)")]
    [InlineData("(?i)ab(?-i)c", "('ab'i 'c')")]
    [InlineData("(a(?i)b|c)d", "($1((('a' 'b'i) | 'c'i)) 'd')")]
    [InlineData("(?U)a*b*?", "('a'*? 'b'*)")]
    [InlineData("(?m)^a$", "(LineBegin 'a' LineEnd)")]
    [InlineData("^(?s:.).$", "(TextBegin any-lf any TextEnd)")]
    [InlineData("[a]", "'a'")]
    [InlineData("[^\\x00-`b-\\x{10FFFF}]", "'a'")]
    [InlineData(@"\Q*\E+", "'*'+")]
    [InlineData(@"\Qab\E+", "('a' 'b'+)")]
    [InlineData(@"a\Q\E{2,5}?", "'a'{2,5}?")]
    [InlineData("a{,2}", "'a{,2}'")]
    [InlineData(@"\101\x42\x{43}\a", "'ABC\a'")]
    [InlineData("(?:)a", "(empty 'a')")]
    [InlineData("(?P<n>(?:a|b)*)", "$1(('a' | 'b')*)")]
    public void Means(string pattern, string tree) => Assert.Equal(tree, TreeText.Of(Re2Parser.Parse(pattern).Tree!.Root));

    [Theory]
    [InlineData(@"\d", "U+0030-U+0039")]
    [InlineData(@"\s", "U+0009-U+000A U+000C-U+000D U+0020")]
    [InlineData(@"[[:space:]]", "U+0009-U+000D U+0020")]
    [InlineData(@"\w", "U+0030-U+0039 U+0041-U+005A U+005F U+0061-U+007A")]
    [InlineData(@"(?i)\w", "U+0030-U+0039 U+0041-U+005A U+005F U+0061-U+007A U+017F U+212A")]
    [InlineData(@"(?i)[^\w]", "U+0000-U+002F U+003A-U+0040 U+005B-U+005E U+0060 U+007B-U+017E U+0180-U+2129 U+212B-U+10FFFF")]
    [InlineData(@"(?i)\W", "U+0000-U+002F U+003A-U+0040 U+005B-U+005E U+0060 U+007B-U+017E U+0180-U+2129 U+212B-U+10FFFF")]
    [InlineData("[^a]", "U+0000-U+0060 U+0062-U+10FFFF")]
    [InlineData("[a-c-e]", "U+002D U+0061-U+0063 U+0065")]
    [InlineData(@"[]\-^]", "U+002D U+005D-U+005E")]
    [InlineData("(?i)[k]", "U+004B U+006B U+212A")]
    [InlineData("(?i)[ß-ß-]", "U+002D U+00DF U+1E9E")]
    [InlineData("(?i)[µ-µ-]", "U+002D U+00B5 U+039C U+03BC")]
    [InlineData("(?i)[ς-ς-]", "U+002D U+03A3 U+03C2-U+03C3")]
    [InlineData("(?i)[i-i-]", "U+002D U+0049 U+0069")]
    [InlineData(@"(?i)[\x{130}\x{131}]", "U+0130-U+0131")]
    [InlineData(@"(?i)[\x{1c4}-]", "U+002D U+01C4-U+01C6")]
    [InlineData(@"\p{Zs}", "U+0020 U+00A0 U+1680 U+2000-U+200A U+202F U+205F U+3000")]
    [InlineData(@"\p{Ogham}", "U+1680-U+169C")]
    [InlineData(@"\P{^Ogham}", "U+1680-U+169C")]
    [InlineData(@"\p{Cs}", "U+D800-U+DFFF")]
    [InlineData(@"[[:^print:]]", "U+0000-U+001F U+007F-U+10FFFF")]
    public void Has_the_set(string pattern, string members)
    {
        var node = Assert.IsType<ClassNode>(Re2Parser.Parse(pattern).Tree!.Root);
        Assert.Equal(members, node.Set.ToString());
    }

    [Theory]
    [InlineData("(", 10_000, "Groups are nested more than 1000 deep.")]
    [InlineData("(?:", 10_000, "Groups are nested more than 1000 deep.")]
    [InlineData("(?i)*", 100_000, "There is nothing before `*` to repeat.")]
    [InlineData("a(?i)*", 1, null)]
    [InlineData("a", 1_000_000, null)]
    [InlineData("a|", 50_000, null)]
    [InlineData("[a-z]", 50_000, null)]
    [InlineData(@"\Q", 50_000, null)]
    [InlineData("(?P<a>", 10_000, "There is already a group named `a`.")]
    public void Survives_hostile_text(string piece, int times, string? message) =>
        Assert.Equal(message, Re2Parser.Parse(string.Concat(Enumerable.Repeat(piece, times))).Error?.Message);

    [Fact]
    public void Limits_the_height_of_the_tree()
    {
        var stars = "a" + string.Concat(Enumerable.Repeat("*(?i)", 100_000));
        Assert.Equal("The pattern is nested more than 1000 deep.", Re2Parser.Parse(stars).Error?.Message);

        var groups = new string('(', 999) + new string(')', 999);
        Assert.Equal("The pattern is nested more than 1000 deep.", Re2Parser.Parse($"({groups})").Error?.Message);
    }

    [Fact]
    public void Refuses_half_a_surrogate_pair()
    {
        var error = Re2Parser.Parse("ab\uD83Dc").Error;
        Assert.Equal((2, 1), (error?.Offset, error?.Length));
    }
}
