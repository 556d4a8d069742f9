using BenchmarkDotNet.Attributes;
using LogTail.Runtime.Matching;

namespace LogTail.Benchmarks.Stages;

/// <summary>A pattern on lines in memory, its captures included; nothing is done with them.</summary>
public class MatchBenchmarks
{
    private const int Lines = 1_000;

    private Matcher _pattern = null!;
    private CorpusBatch _batch = null!;

    /// <summary>What the pattern of <c>apache_combined</c> matches, what it nearly matches, and what it does not.</summary>
    [Params("apache_combined", "near_miss", "syslog")]
    public string Corpus { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        _pattern = ReadyProgram.Compile([ShippedPrograms.Path("apache_combined")]).Single().FirstPattern;
        _batch = new CorpusBatch(Corpus, Lines);
    }

    [Benchmark(OperationsPerInvoke = Lines)]
    public int Match()
    {
        var matches = 0;
        foreach (var line in _batch.Lines)
        {
            matches += _pattern.IsMatch(_batch.Text[line]) ? 1 : 0;
        }

        return matches;
    }
}
