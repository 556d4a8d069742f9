using System.Threading.Channels;
using LogTail.Tailing;
using LogTail.Tailing.Files;
using LogTail.Tailing.Files.Linux;
using LogTail.Tailing.Following;
using LogTail.Tailing.Lines;
using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.Tailing.Following;

public sealed class TailReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Channel<LineBatch> _batches = Channel.CreateBounded<LineBatch>(BatchPool.Capacity);
    private readonly TailReader _reader;

    public TailReaderTests() => _reader = new TailReader(new BatchPool(), _batches.Writer, TimeProvider.System, new RecordingObserver());

    public void Dispose() => _folder.Dispose();

    // Small enough that one read brings all of it, and large enough that it does not.
    [Theory]
    [InlineData(100)]
    [InlineData(4_000)]
    [InlineData(20_000)]
    public void A_file_with_another_beginning_but_the_same_bytes_before_the_place_was_truncated(int length)
    {
        var path = _folder["app.log"];
        var text = string.Concat(Enumerable.Repeat("0123456789 the same\n", length / 20));
        File.WriteAllText(path, "first\n" + text);
        var tail = Open(path);
        Assert.Equal(ReadOutcome.End, _reader.Read(tail));
        File.WriteAllText(path, "other\n" + text + "more\n");
        Assert.Equal(ReadOutcome.Truncated, _reader.Read(tail));
        File.WriteAllText(path, "first\n" + text + "more\n");
        Assert.Equal(ReadOutcome.End, _reader.Read(tail));
        Assert.Equal(["first", "more"], Lines().Where(line => line != "0123456789 the same"));
    }

    [Fact]
    public void What_a_round_brings_is_handed_over_in_order_and_at_its_end_at_the_latest()
    {
        var tails = new List<FileTail>();
        for (var i = 0; i < 300; i++)
        {
            File.WriteAllText(_folder[$"{i:000}.log"], $"{i}\n");
            tails.Add(Open(_folder[$"{i:000}.log"]));
        }

        var expected = new List<string>();
        _reader.BeginRound();
        for (var i = 0; i < 300; i++)
        {
            Assert.Equal(ReadOutcome.End, _reader.Read(tails[i]));
            expected.Add($"{i}");
            if (i % 100 == 99)
            {
                _reader.EndRound();
                Assert.Equal(expected, Lines());
                expected.Clear();
                _reader.BeginRound();
            }
        }
    }

    [Fact]
    public void A_file_that_brings_much_does_not_wait_for_the_end_of_a_round()
    {
        File.WriteAllText(_folder["busy.log"], string.Concat(Enumerable.Repeat("line\n", 1_000)));
        _reader.BeginRound();
        Assert.Equal(ReadOutcome.End, _reader.Read(Open(_folder["busy.log"])));
        Assert.Equal(1_000, Lines().Count);
    }

    private static FileTail Open(string path)
    {
        Assert.Equal(FileFault.None, new LinuxFileSystem().Open(path, out var file));
        Assert.Equal(FileFault.None, file!.Stat(out var status));
        return new FileTail(
            new FollowedPath(path, isLiteral: true),
            status.Identity,
            new ParkableFile(new LinuxFileSystem(), path, status.Identity, file),
            new LineCutter(LineEncoding.Utf8, maxLineBytes: 1_000));
    }

    private List<string> Lines()
    {
        var lines = new List<string>();
        while (_batches.Reader.TryRead(out var batch))
        {
            foreach (var line in batch.Lines)
            {
                lines.Add(batch.Text[line].ToString());
            }

            batch.Release();
        }

        return lines;
    }
}
