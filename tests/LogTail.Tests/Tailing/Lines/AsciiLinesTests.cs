using System.Text;
using LogTail.Tailing;
using LogTail.Tailing.Lines;

namespace LogTail.Tests.Tailing.Lines;

public sealed class AsciiLinesTests
{
    private readonly BatchPool _pool = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void One_pass_over_a_block_gives_the_same_lines_as_decoding_and_splitting_it(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var text = SomeLines(random);
            var expected = text.Split('\n')[..^1].Select(line => (line.EndsWith('\r') ? line[..^1] : line).TrimStart('\0')).ToArray();
            Assert.Equal(expected, Cut(Encoding.UTF8.GetBytes(text)));
        }
    }

    [Fact]
    public void More_lines_than_one_pass_can_note_are_all_found()
    {
        var text = string.Concat(Enumerable.Repeat("a\n\nbc\r\n", 5_000));
        Assert.Equal(15_000, Cut(Encoding.UTF8.GetBytes(text)).Length);
    }

    // Mostly ASCII in lines of all lengths; sometimes what stops the fast pass in any place of a block.
    private static string SomeLines(Random random)
    {
        var text = new StringBuilder();
        for (var line = random.Next(1, 40); line > 0; line--)
        {
            for (var length = random.Next(random.Next(100)); length > 0; length--)
            {
                text.Append(random.Next(400) switch
                {
                    0 => "é",
                    1 => "😀",
                    2 => "\r",
                    3 => "\0",
                    _ => ((char)random.Next(' ', 0x7F)).ToString(),
                });
            }

            text.Append(random.Next(5) == 0 ? "\r\n" : "\n");
        }

        return text.ToString();
    }

    private string[] Cut(byte[] bytes)
    {
        Assert.True(_pool.TryRent(out var batch));
        batch.Open("log", default);
        new LineCutter(LineEncoding.Utf8, 1024 * 1024).Feed(bytes, batch);
        var lines = new List<string>();
        foreach (var line in batch.Lines)
        {
            lines.Add(batch.Text[line].ToString());
        }

        batch.Release();
        return [.. lines];
    }
}
