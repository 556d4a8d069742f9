using LogTail.Tailing;
using LogTail.Tailing.Lines;

namespace LogTail.Tests.Tailing.Lines;

public sealed class HeadTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void In_whatever_portions_bytes_come_the_mark_is_that_of_the_first_ones(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var bytes = new byte[random.Next(1, 2 * Head.Capacity)];
            random.NextBytes(bytes);
            var head = new Head();
            for (var read = 0; read < bytes.Length;)
            {
                var portion = Math.Min(random.Next(1, 400), bytes.Length - read);
                head.Append(read, bytes.AsSpan(read, portion));
                read += portion;
            }

            var covered = bytes.AsSpan(0, Math.Min(bytes.Length, Head.Capacity));
            Assert.Equal(BytesMark.Of(covered), head.Mark);
            Assert.True(head.Fits(bytes));
            bytes[random.Next(Math.Min(bytes.Length, Head.KeptBytes))] ^= 1;
            Assert.False(head.Fits(bytes));
        }
    }

    [Fact]
    public void A_copy_and_its_original_go_on_apart()
    {
        var original = new Head();
        original.Append(0, "same "u8);
        original.Append(5, "beginning "u8);
        var copy = original.Copy();
        original.Append(15, "here"u8);
        copy.Append(15, "there"u8);
        Assert.True(original.Fits("same beginning here"u8));
        Assert.False(original.Fits("same beginning there"u8));
        Assert.True(copy.Fits("same beginning there"u8));
    }
}
