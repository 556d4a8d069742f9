using LogTail.Runtime.Texts;

namespace LogTail.Tests.Runtime.Texts;

/// <summary>Expectations: spec/mtail-language.md §12 and appendix A.</summary>
public sealed class TextScratchTests
{
    private readonly TextScratch _scratch = new();

    [Fact]
    public void Texts_stay_what_they_are_while_others_are_made()
    {
        var first = _scratch.Format(-42);
        var second = _scratch.Concat(first, " and ", new string('x', 5000));
        var third = _scratch.FormatG(1234567);
        var fourth = _scratch.FormatUpperG(1e21);
        Assert.Equal("-42", first.ToString());
        Assert.Equal("-42 and " + new string('x', 5000), second.ToString());
        Assert.Equal("1.234567e+06", third.ToString());
        Assert.Equal("1E+21", fourth.ToString());
    }

    [Theory]
    [InlineData("ABC xyz", "abc xyz")]
    [InlineData("ÄÖÜ", "äöü")]
    [InlineData("İ", "i")]
    [InlineData("ẞ", "ß")]
    [InlineData("ΑΣ", "ασ")]
    [InlineData("Ǆ ǅ", "ǆ ǆ")]
    [InlineData("K Å", "k å")]
    [InlineData("𐐀", "𐐨")]
    [InlineData("A\uF7FFB", "a\uFFFDb")]
    [InlineData("A\uF7EF\uF79E\uF780", "a\uF7EF\uF79E\uF780")]
    public void Lower_cases_character_by_character(string text, string expected) =>
        Assert.Equal(expected, _scratch.ToLower(text).ToString());

    [Theory]
    [InlineData("b", "-", "abcb", "a-c-")]
    [InlineData("", "-", "abc", "-a-b-c-")]
    [InlineData("", "-", "", "-")]
    [InlineData("", "-", "é😀", "-é-😀-")]
    [InlineData("aa", "b", "aaaaa", "bba")]
    [InlineData("x", "$1", "axb", "a$1b")]
    [InlineData("z", "-", "abc", "abc")]
    [InlineData("abc", "", "abc", "")]
    public void Substitutes_texts(string old, string replacement, string value, string expected) =>
        Assert.Equal(expected, _scratch.Substitute(old, replacement, value).ToString());
}
