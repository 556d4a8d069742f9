using System.Text;
using LogTail.Metrics;

namespace LogTail.Tests.Metrics;

public sealed class LineTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("naïve 😀 é", "naïve 😀 é")]
    // Bytes 0x80 and 0xFF of the log, which are valid UTF-8 nowhere: one replacement each.
    [InlineData("a\uF780\uF7FFb", "a\uFFFD\uFFFDb")]
    // A genuine U+F780 in the log (EF 9E 80) is in the line as three escaped bytes, and leaves as itself.
    [InlineData("\uF7EF\uF79E\uF780", "\uF780")]
    // Escaped bytes that a program joins to a character are that character.
    [InlineData("x\uF7C3\uF7A9y", "xéy")]
    [InlineData("\uF7C3\uF7C3\uF7A9", "\uFFFDé")]
    [InlineData("\uF7E2\uF782", "\uFFFD\uFFFD")]
    public void Leaves_as_valid_utf8(string line, string expected)
    {
        var utf8 = new byte[LineText.MaxBytes(line.Length)];

        var length = LineText.ToUtf8(line, utf8);

        Assert.Equal(Encoding.UTF8.GetBytes(expected), utf8[..length]);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_replaced()
    {
        var utf8 = new byte[LineText.MaxBytes(3)];

        var length = LineText.ToUtf8(['a', '\uD800', 'b'], utf8);

        Assert.Equal("a\uFFFDb"u8, utf8.AsSpan(0, length));
    }

    [Fact]
    public void Series_whose_labels_leave_alike_are_one_series()
    {
        var family = (IntFamily)new MetricStore().Add(Described.Counter("c", "k"));
        var labels = new LabelBuffer();

        Assert.Same(family.GetOrAdd(labels.With("\uF780")), family.GetOrAdd(labels.With("\uF781")));
        Assert.Same(family.GetOrAdd(labels.With("\uF7C3\uF7A9")), family.GetOrAdd(labels.With("é")));
    }
}
