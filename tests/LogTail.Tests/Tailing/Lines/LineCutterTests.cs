using System.Text;
using LogTail.Tailing;
using LogTail.Tailing.Lines;

namespace LogTail.Tests.Tailing.Lines;

public sealed class LineCutterTests
{
    private const int NoLimit = 1024 * 1024;

    private readonly BatchPool _pool = new();

    [Fact]
    public void One_carriage_return_before_the_line_feed_belongs_to_the_terminator()
    {
        Assert.Equal(["a", "b\r", "", "c\rd", ""], Cut("a\r\nb\r\r\n\r\nc\rd\n\n"u8.ToArray()));
    }

    [Fact]
    public void A_carriage_return_at_the_very_end_stays()
    {
        Assert.Equal(["a\r"], Cut("a\r"u8.ToArray()));
    }

    [Fact]
    public void A_line_is_held_back_until_its_terminator_arrives()
    {
        var cutter = new LineCutter(LineEncoding.Utf8, NoLimit);
        Assert.Empty(Feed(cutter, "GET /inde"u8.ToArray()));
        Assert.Equal(["GET /index.html"], Feed(cutter, "x.html\r\nPOST"u8.ToArray()));
        Assert.Equal(17, cutter.Offset);
        Assert.Equal(21, cutter.ReadTo);
    }

    [Theory]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0x61, 0x0A }, "a")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x61, 0x00, 0x0D, 0x00, 0x0A, 0x00 }, "a")]
    [InlineData(new byte[] { 0xFE, 0xFF, 0x00, 0x61, 0x00, 0x0A }, "a")]
    // U+0A0D and U+0D0A hold the bytes of terminators without being any.
    [InlineData(new byte[] { 0xFF, 0xFE, 0x0D, 0x0A, 0x0A, 0x0D, 0x0A, 0x00 }, "\u0A0D\u0D0A")]
    // Surrogate pair; lone surrogate.
    [InlineData(new byte[] { 0xFF, 0xFE, 0x3C, 0xD8, 0x89, 0xDF, 0x0A, 0x00 }, "🎉")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x3C, 0xD8, 0x61, 0x00, 0x0A, 0x00 }, "\uFFFDa")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x80, 0xF7, 0x0A, 0x00 }, "\uF7EF\uF79E\uF780")]
    public void A_byte_order_mark_selects_the_encoding(byte[] bytes, string expected) => Assert.Equal([expected], Cut(bytes));

    [Fact]
    public void Latin1_takes_every_byte_for_its_code_point()
    {
        var cutter = new LineCutter(LineEncoding.Latin1, NoLimit);
        Assert.Equal(["é\u0080"], Feed(cutter, [0xE9, 0x80, 0x0A]));
    }

    [Fact]
    public void A_line_of_the_greatest_length_is_whole_and_a_longer_one_is_cut_once()
    {
        var cutter = new LineCutter(LineEncoding.Utf8, 4);
        Assert.Equal(["1234", "1234", "1234", "next"], Feed(cutter, "1234\n1234\r\n12345\nnext\n"u8.ToArray()));
        Assert.Equal(1, cutter.CutCount);
        Assert.Equal(11, cutter.LastCutOffset);
    }

    [Fact]
    public void The_rest_of_a_line_that_is_too_long_is_skipped_without_being_held()
    {
        var cutter = new LineCutter(LineEncoding.Utf8, 1000);
        Assert.Equal([new string('x', 1000)], Feed(cutter, Enumerable.Repeat((byte)'x', 5000).ToArray()));
        Assert.True(cutter.IsSkipping);
        Assert.False(cutter.HoldsLine);
        Assert.Equal(5000, cutter.Offset);
        Assert.Empty(Feed(cutter, Enumerable.Repeat((byte)'x', 5000).ToArray()));
        Assert.Equal(["next"], Feed(cutter, "x\nnext\n"u8.ToArray()));
        Assert.Equal(1, cutter.CutCount);
    }

    [Fact]
    public void A_cut_does_not_split_a_character()
    {
        Assert.Equal(["aé", "b"], Cut("aéé\nb\n"u8.ToArray(), maxLineBytes: 4));
        Assert.Equal(["ab", "c"], CutAs(LineEncoding.Utf16LittleEndian, Encoding.Unicode.GetBytes("ab🎉\nc\n"), 6));
    }

    [Fact]
    public void NULs_are_left_out_at_the_beginning_of_a_line_and_kept_inside()
    {
        Assert.Equal(["a\0b", "c"], Cut("\0\0\0a\0b\n\0c\n"u8.ToArray()));
    }

    [Theory]
    [InlineData(NoLimit)]
    [InlineData(7)]
    public void The_same_lines_come_however_the_bytes_are_divided(int maxLineBytes)
    {
        var random = new Random(maxLineBytes);
        for (var round = 0; round < 1000; round++)
        {
            var bytes = SomeLog(random);
            var whole = Cut(bytes, maxLineBytes);
            Assert.Equal(whole, Cut(bytes, maxLineBytes, () => 1));
            Assert.Equal(whole, Cut(bytes, maxLineBytes, () => random.Next(1, 12)));
        }
    }

    [Fact]
    public void The_anchor_is_what_precedes_the_place_however_it_was_reached()
    {
        var random = new Random(4);
        for (var round = 0; round < 200; round++)
        {
            var bytes = SomeLog(random);
            var cutter = new LineCutter(LineEncoding.Utf8, 50);
            var anchor = new byte[Anchor.Capacity];
            for (var i = 0; i < bytes.Length;)
            {
                var length = Math.Min(random.Next(1, 100), bytes.Length - i);
                Feed(cutter, bytes[i..(i + length)]);
                i += length;
                var known = cutter.CopyAnchor(anchor);
                Assert.Equal(i, cutter.ReadTo);
                Assert.Equal(Math.Min(i, Anchor.Capacity), known);
                Assert.Equal(bytes[(i - known)..i], anchor[..known]);
            }
        }
    }

    private static byte[] SomeLog(Random random)
    {
        var bytes = new List<byte>(random.Next(4) switch
        {
            0 => [0xEF, 0xBB, 0xBF],
            1 => [0xFF, 0xFE],
            2 => [0xFE, 0xFF],
            _ => [],
        });
        var pieces = new byte[][] { [0x0A], [0x0D, 0x0A], [0x0A, 0x00], [0x00, 0x0A], [0x61], [0x00], [0xFF], [0x0D], "é漢"u8.ToArray(), "longer text"u8.ToArray() };
        for (var count = random.Next(60); count > 0; count--)
        {
            bytes.AddRange(pieces[random.Next(pieces.Length)]);
        }

        return [.. bytes];
    }

    private List<string> Cut(byte[] bytes, int maxLineBytes = NoLimit, Func<int>? portion = null) =>
        CutAs(LineEncoding.Utf8, bytes, maxLineBytes, portion);

    private List<string> CutAs(LineEncoding encoding, byte[] bytes, int maxLineBytes, Func<int>? portion = null)
    {
        var cutter = new LineCutter(encoding, maxLineBytes);
        var lines = new List<string>();
        for (var i = 0; i < bytes.Length;)
        {
            var length = Math.Min(portion?.Invoke() ?? bytes.Length, bytes.Length - i);
            lines.AddRange(Feed(cutter, bytes[i..(i + length)]));
            i += length;
        }

        lines.AddRange(InBatch(cutter.Finish));
        return lines;
    }

    private List<string> Feed(LineCutter cutter, byte[] bytes) => InBatch(batch => cutter.Feed(bytes, batch));

    private List<string> InBatch(Action<LineBatch> fill)
    {
        Assert.True(_pool.TryRent(out var batch));
        batch.Open("source", default);
        fill(batch);
        var lines = new List<string>();
        foreach (var line in batch.Lines)
        {
            lines.Add(batch.Text[line].ToString());
        }

        batch.Release();
        return lines;
    }
}
