using LogTail.Benchmarks;
using LogTail.Benchmarks.Corpora;
using LogTail.Conformance.Support;

namespace LogTail.Conformance.Differential;

/// <summary>The shipped programs, all together, on thousands of realistic lines: the same samples from mtail and from us.</summary>
public sealed class CorpusTests
{
    private const int Lines = 3_000;
    private const int Seed = 42;

    public static TheoryData<string> Corpora => [.. Catalogue.All.Keys];

    [PeerTheory(Mtail.Name)]
    [MemberData(nameof(Corpora))]
    public async Task Agrees_with_mtail_on(string corpus)
    {
        using var folder = new TemporaryFolder();
        var log = folder.File($"{corpus}.log");
        await using (var file = File.Create(log))
        {
            CorpusCommand.Write(file, Catalogue.All[corpus](new Dice(Seed)), Lines);
        }

        var expected = Exposition.Parse(await Mtail.RunOnce("prometheus", Repository.Programs, log));
        var actual = Exposition.Parse(await LogTailCommand.RunOnce("prometheus", Repository.Programs, log));

        Assert.Equal(Lines, expected["""log_lines_total{prog="linecount.mtail"}"""]);
        Assert.Equal(
            expected.Samples.OrderBy(sample => sample.Key, StringComparer.Ordinal),
            actual.Samples.OrderBy(sample => sample.Key, StringComparer.Ordinal));
    }
}
