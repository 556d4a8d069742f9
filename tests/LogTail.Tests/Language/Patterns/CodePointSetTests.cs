using LogTail.Language.Patterns;

namespace LogTail.Tests.Language.Patterns;

public class CodePointSetTests
{
    [Fact]
    public void Joins_ranges_that_touch_or_overlap()
    {
        var set = CodePointSet.Of(new('k', 'm'), new('a', 'c'), new('d', 'f'), new('e', 'e'), new('z', 'z'));
        Assert.Equal("U+0061-U+0066 U+006B-U+006D U+007A", set.ToString());
        Assert.Equal(10, set.Count);
    }

    [Fact]
    public void Complements_twice_to_itself()
    {
        var set = CodePointSet.Of(new(0, 5), new('a', 'c'), new(0x10FFFF, 0x10FFFF));
        Assert.Equal("U+0006-U+0060 U+0064-U+10FFFE", set.Complement().ToString());
        Assert.Equal(set, set.Complement().Complement());
        Assert.Equal(CodePointSet.All, CodePointSet.Empty.Complement());
    }

    [Theory]
    [InlineData("abcxyz", "cx", "cx")]
    [InlineData("abc", "xyz", "")]
    [InlineData("acegik", "bcdefg", "ceg")]
    public void Intersects(string left, string right, string common)
    {
        Assert.Equal(CodePointSet.Chars(common), CodePointSet.Chars(left).Intersect(CodePointSet.Chars(right)));
        Assert.Equal(common.Length > 0, CodePointSet.Chars(left).Overlaps(CodePointSet.Chars(right)));
    }

    [Fact]
    public void Knows_its_members()
    {
        var set = CodePointSet.Of(new('0', '9'), new('a', 'f'));
        Assert.All("09af05c", c => Assert.True(set.Contains(c)));
        Assert.All("/:`gG", c => Assert.False(set.Contains(c)));
        Assert.True(CodePointSet.Range('2', '4').IsSubsetOf(set));
        Assert.False(CodePointSet.Range('8', ':').IsSubsetOf(set));
    }

    [Fact]
    public void Is_equal_by_members()
    {
        Assert.Equal(CodePointSet.Chars("ab"), CodePointSet.Range('a', 'b'));
        Assert.Equal(CodePointSet.Chars("ab").GetHashCode(), CodePointSet.Range('a', 'b').GetHashCode());
        Assert.NotEqual(CodePointSet.Chars("ab"), CodePointSet.Chars("ac"));
    }
}
