using BenchmarkDotNet.Attributes;
using LogTail.Benchmarks.Corpora;
using LogTail.Tailing;

namespace LogTail.Benchmarks.Stages;

/// <summary>From bytes on disk to batches of lines: read, cut, decode.</summary>
public class TailBenchmarks
{
    private const int Lines = 200_000;

    private string _folder = "";
    private string _log = "";

    /// <summary>ASCII takes the fast path of decoding, UTF-8 does not.</summary>
    [Params("apache_combined", "utf8")]
    public string Corpus { get; set; } = "";

    [GlobalSetup]
    public void MakeLog()
    {
        _folder = Directory.CreateTempSubdirectory("logtail-stages-").FullName;
        _log = Path.Combine(_folder, "corpus.log");
        using var file = File.Create(_log);
        CorpusCommand.Write(file, Catalogue.All[Corpus](new Dice(1)), Lines);
    }

    [GlobalCleanup]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [Benchmark(OperationsPerInvoke = Lines)]
    public async Task<long> ReadToTheEnd()
    {
        var options = new TailOptions { Patterns = [_log], StartAt = StartAt.Beginning, OneShot = true };
        await using var tailer = new LineTailer(options, new SilentObserver(), TimeProvider.System);
        tailer.Start();
        var lines = 0L;
        await foreach (var batch in tailer.Batches.ReadAllAsync())
        {
            lines += batch.Lines.Length;
            batch.Release();
        }

        return lines;
    }

    private sealed class SilentObserver : ITailObserver;
}
