using System.Text;
using LogTail.Tailing.Lines;

namespace LogTail.Tests.Tailing.Lines;

public sealed class EscapedUtf8Tests
{
    [Theory]
    [InlineData("plain ASCII", "plain ASCII")]
    [InlineData("Grüße, 世界 🎉", "Grüße, 世界 🎉")]
    [InlineData("\uFFFD stays itself", "\uFFFD stays itself")]
    public void Valid_text_stays_as_it_is(string text, string expected) => Assert.Equal(expected, Decode(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData(new byte[] { 0x61, 0xFF, 0x62 }, "a\uF7FFb")]
    [InlineData(new byte[] { 0x80 }, "\uF780")]
    // A sequence cut short: each of its bytes.
    [InlineData(new byte[] { 0xE4, 0xB8, 0x61 }, "\uF7E4\uF7B8a")]
    // A surrogate, an overlong slash and a value beyond U+10FFFF are not UTF-8.
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, "\uF7ED\uF7A0\uF780")]
    [InlineData(new byte[] { 0xC0, 0xAF }, "\uF7C0\uF7AF")]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 }, "\uF7F4\uF790\uF780\uF780")]
    public void Each_byte_that_is_not_UTF8_becomes_one_char(byte[] bytes, string expected) => Assert.Equal(expected, Decode(bytes));

    [Fact]
    public void A_genuine_escape_char_is_written_as_its_three_bytes()
    {
        Assert.Equal("a\uF7EF\uF79E\uF780b\uF7EF\uF79F\uF7BF", Decode(Encoding.UTF8.GetBytes("a\uF780b\uF7FF")));
        Assert.Equal("\uF77F\uF800", Decode(Encoding.UTF8.GetBytes("\uF77F\uF800")));
    }

    [Fact]
    public void Any_bytes_can_be_had_back_and_never_take_more_chars_than_bytes()
    {
        var random = new Random(20260131);
        for (var round = 0; round < 2000; round++)
        {
            var bytes = SomeBytes(random);
            var text = Decode(bytes);
            Assert.True(text.Length <= bytes.Length);
            Assert.Equal(bytes, Encode(text));
        }
    }

    // Much of what is hard: valid, invalid and private-use sequences in any order.
    private static byte[] SomeBytes(Random random)
    {
        var bytes = new List<byte>();
        while (bytes.Count < random.Next(200))
        {
            bytes.AddRange(random.Next(6) switch
            {
                0 => [(byte)random.Next(256)],
                1 => [0xEF, (byte)random.Next(0x9D, 0xA1), (byte)random.Next(0x80, 0xC0)],
                2 => Encoding.UTF8.GetBytes("漢字🎉"),
                3 => "some ordinary text of a log line"u8.ToArray(),
                4 => [(byte)random.Next(0xC0, 0x100), (byte)random.Next(0x80, 0xC0)],
                _ => "é"u8.ToArray(),
            });
        }

        return [.. bytes];
    }

    private static byte[] Encode(string text)
    {
        var bytes = new List<byte>();
        foreach (var rune in text.EnumerateRunes())
        {
            Assert.NotEqual(0xFFFD, rune.Value);
            bytes.AddRange(rune.Value is >= 0xF780 and <= 0xF7FF ? [(byte)(rune.Value - 0xF700)] : Encoding.UTF8.GetBytes(rune.ToString()));
        }

        return [.. bytes];
    }

    private static string Decode(byte[] bytes)
    {
        var chars = new char[bytes.Length];
        return new string(chars, 0, EscapedUtf8.Decode(bytes, chars));
    }
}
