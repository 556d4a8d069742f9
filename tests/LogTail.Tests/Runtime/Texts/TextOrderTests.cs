using System.Text;
using LogTail.Runtime.Texts;

namespace LogTail.Tests.Runtime.Texts;

/// <summary>Texts are compared and measured as the bytes they came from; U+F700 + b stands for a byte b that was not UTF-8.</summary>
public sealed class TextOrderTests
{
    private static readonly string[] Samples =
    [
        "", "a", "ab", "b", "~", "é", "ü", "éa", "߿", "ࠀ", "日本", "\uD7FF", "\uE000", "\uFFFD", "\uFFFF", "😀", "😁", "😀a", "a😀", "aé",
        "\uF780", "\uF7BF", "\uF7C3", "\uF7E2", "\uF7E2\uF794", "\u2500", "\u2014", "\uF7FF", "a\uF7FF", "\uF7F0", "\uF7EF\uF79E\uF780", "\uF77F", "\uF800",
    ];

    [Fact]
    public void Compares_the_bytes_of_any_two_texts()
    {
        foreach (var left in Samples)
        {
            foreach (var right in Samples)
            {
                var expected = BytesOf(left).AsSpan().SequenceCompareTo(BytesOf(right));
                Assert.True(Math.Sign(expected) == Math.Sign(TextOrder.Compare(left, right)), $"{left} <> {right}");
            }
        }
    }

    [Fact]
    public void Counts_the_bytes_of_any_text()
    {
        foreach (var text in Samples)
        {
            Assert.Equal(BytesOf(text).Length, TextOrder.ByteCount(text));
            Assert.Equal(BytesOf("plain" + text + "é").Length, TextOrder.ByteCount("plain" + text + "é"));
        }
    }

    // The definition, the slow way.
    private static byte[] BytesOf(string text) =>
    [
        .. text.EnumerateRunes().SelectMany(rune => rune.Value is >= 0xF780 and <= 0xF7FF
            ? [(byte)(rune.Value - 0xF700)]
            : Encoding.UTF8.GetBytes(rune.ToString())),
    ];
}
