using System.Text;
using LogTail.Grok;

namespace LogTail.Tests.GrokLines;

public sealed class ByteLinesTests
{
    [Fact]
    public void Lines_end_with_LF_or_CRLF_and_the_last_one_with_the_file() =>
        Assert.Equal(["a", "", "b\rc", "d"], Read("a\r\n\nb\rc\nd"u8.ToArray()));

    [Fact]
    public void A_byte_order_mark_is_left_out_and_bytes_that_are_not_UTF8_are_replaced() =>
        Assert.Equal(["ä\uFFFDx", "\uFEFFy"], Read([0xEF, 0xBB, 0xBF, 0xC3, 0xA4, 0xFF, .. "x\n"u8, 0xEF, 0xBB, 0xBF, .. "y"u8]));

    [Fact]
    public void Lines_go_over_the_ends_of_blocks()
    {
        string[] lines = [.. Enumerable.Range(0, 3000).Select(i => new string((char)('a' + (i % 26)), i % 300))];
        Assert.Equal(lines, Read(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")))));
    }

    [Fact]
    public void A_huge_line_is_cut_and_counted_and_the_next_one_is_whole()
    {
        var reader = new ByteLines(new MemoryStream([.. Enumerable.Repeat((byte)'x', 3 << 20), .. "\nnext\n"u8]));
        Assert.Equal(ByteLines.MaxLineBytes, reader.Read()!.Length);
        Assert.Equal("next", reader.Read());
        Assert.Null(reader.Read());
        Assert.Equal(1, reader.CutCount);
    }

    private static List<string> Read(byte[] bytes)
    {
        var reader = new ByteLines(new MemoryStream(bytes));
        var lines = new List<string>();
        while (reader.Read() is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }
}
