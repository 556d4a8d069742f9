using System.Text;
using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.Tailing.FaultMatrix;

/// <summary>Rows 23 to 26 of the fault matrix: where a line begins and ends.</summary>
public sealed class LineTests : NumberedLog
{
    [Theory]
    [InlineData("app.log", "rename")]
    [InlineData("app.log*", "rename")]
    [InlineData("app.log", "delete")]
    [InlineData("app.log", "truncate")]
    [InlineData("app.log", "copy and truncate")]
    [InlineData("app.log*", "copy and truncate")]
    public async Task S24_an_unfinished_last_line_counts_once_and_is_not_glued_to_the_next_file(string pattern, string how)
    {
        await using var run = TailRun.Follow(Folder[pattern]);
        File.AppendAllText(Log.Path, "whole\nunfinished");
        await run.Count(1);
        switch (how)
        {
            case "rename":
                File.Move(Log.Path, Folder["app.log.1"]);
                break;
            case "delete":
                File.Delete(Log.Path);
                break;
            case "truncate":
                Log.Truncate();
                break;
            default:
                File.Copy(Log.Path, Folder["app.log.1"]);
                Log.Truncate();
                break;
        }

        File.AppendAllText(Log.Path, "next\n");
        await run.Count(3);
        string[] expected = ["next", "unfinished", "whole"];
        Assert.Equal(expected, (await run.Stop()).Select(line => line.Split('|')[1]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("app.log")]
    [InlineData("app.log*")]
    public async Task S24_an_unfinished_line_is_finished_in_the_renamed_file(string pattern)
    {
        await using var run = TailRun.Follow(Folder[pattern]);
        using var writer = new LogWriter(Log.Path);
        writer.Write("whole\nunfin");
        await run.Count(1);
        File.Move(Log.Path, Folder["app.log.1"]);
        File.AppendAllText(Log.Path, "next\n");
        await run.Count(2);
        writer.Write("ished\n");
        await run.Count(3);
        string[] expected = ["next", "unfinished", "whole"];
        Assert.Equal(expected, (await run.Stop()).Select(line => line.Split('|')[1]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task S26_one_byte_per_write()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. "crlf\r\nlone\rcr\r\r\n"u8, .. "Größe\n"u8, 0xFF, (byte)'x', (byte)'\n', (byte)'a', 0, (byte)'b', (byte)'\n'];
        File.WriteAllText(Log.Path, "");
        await using var run = TailRun.Follow(Log.Path);
        using var stream = new FileStream(Log.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        foreach (var value in bytes)
        {
            stream.WriteByte(value);
            await Task.Yield();
        }

        Assert.Equal(["app.log|crlf", "app.log|lone\rcr\r", "app.log|Größe", "app.log|\uF7FFx", "app.log|a\0b"], await run.Count(5));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task S26_one_byte_per_write_of_two_byte_text(bool isBigEndian)
    {
        var encoding = new UnicodeEncoding(isBigEndian, byteOrderMark: true);
        File.WriteAllText(Log.Path, "");
        await using var run = TailRun.Follow(Log.Path);
        using var stream = new FileStream(Log.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        foreach (var value in (byte[])[.. encoding.GetPreamble(), .. encoding.GetBytes("crlf\r\nlone\rcr\r\r\nGröße \u0A0D\u0D0A \U0001F389\na\0b\n")])
        {
            stream.WriteByte(value);
            await Task.Delay(1);
        }

        Assert.Equal(["app.log|crlf", "app.log|lone\rcr\r", "app.log|Größe \u0A0D\u0D0A \U0001F389", "app.log|a\0b"], await run.Count(4));

        // Half a character is left over when the file goes for good.
        stream.WriteByte((byte)'x');
        File.Delete(Log.Path);
        stream.Dispose();
        await run.Observer.Told("Closed app.log");
        Assert.InRange((await run.Stop()).Count, 4, 5);
    }

    // A file is read in blocks of a power of two.
    [Theory]
    [InlineData(64 * 1024)]
    [InlineData(256 * 1024)]
    [InlineData(512 * 1024)]
    public async Task S26_a_carriage_return_at_the_end_of_a_block_belongs_to_the_line_feed_of_the_next(int block)
    {
        var filler = string.Concat(Enumerable.Repeat(new string('x', 1023) + "\n", (block / 1024) - 1));
        var last = new string('y', 1023);
        File.WriteAllText(Log.Path, $"{filler}{last}\r\nnext\n");
        await using var run = TailRun.Follow(Log.Path);
        var lines = await run.Count((block / 1024) + 1);
        Assert.Equal(["app.log|" + last, "app.log|next"], lines.TakeLast(2));
    }
}
