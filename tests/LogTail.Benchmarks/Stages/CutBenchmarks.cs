using BenchmarkDotNet.Attributes;
using LogTail.Benchmarks.Corpora;
using LogTail.Tailing;
using LogTail.Tailing.Lines;

namespace LogTail.Benchmarks.Stages;

/// <summary>A block of bytes in memory: finding its lines, making chars of them, and both as the product does.</summary>
public class CutBenchmarks
{
    private const int Lines = 1_000;

    private readonly BatchPool _pool = new();
    private readonly char[] _chars = new char[BatchPool.BlockBytes * 2];
    private byte[] _block = [];

    /// <summary>ASCII takes the fast path, UTF-8 does not.</summary>
    [Params("apache_combined", "utf8")]
    public string Corpus { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        using var block = new MemoryStream();
        CorpusCommand.Write(block, Catalogue.All[Corpus](new Dice(1)), Lines);
        _block = block.ToArray();
    }

    [Benchmark(OperationsPerInvoke = Lines)]
    public int Cut()
    {
        var text = EncodedText.Of(LineEncoding.Utf8);
        var (start, lines) = (0, 0);
        for (int length; (length = text.EndOfFirstLine(_block.AsSpan(start))) > 0; start += length)
        {
            lines++;
        }

        return lines;
    }

    [Benchmark(OperationsPerInvoke = Lines)]
    public int Decode() => EncodedText.Of(LineEncoding.Utf8).Decode(_block, _chars);

    [Benchmark(OperationsPerInvoke = Lines)]
    public int CutAndDecode()
    {
        _pool.TryRent(out var batch);
        batch!.Open("corpus.log", default);
        new LineCutter(LineEncoding.Utf8, maxLineBytes: 1 << 20).Feed(_block, batch);
        var lines = batch.Lines.Length;
        _pool.Return(batch);
        return lines;
    }
}
