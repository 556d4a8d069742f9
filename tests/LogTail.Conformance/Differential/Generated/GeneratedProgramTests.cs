using System.Globalization;
using LogTail.Conformance.Support;

namespace LogTail.Conformance.Differential.Generated;

/// <summary>
/// Random programs of the whole language on random lines: mtail and we print the same, to the byte but for the present. 500 programs;
/// <c>LOGTAIL_DIFFERENTIAL_PROGRAMS=10000</c> makes it the long form.
/// </summary>
public sealed class GeneratedProgramTests
{
    private const int BatchSize = 100;
    private const int LinesPerBatch = 40;

    // More would bury the reader.
    private const int MostShown = 8;

    [PeerFact(Mtail.Name)]
    public async Task Gives_what_mtail_gives_for_random_programs()
    {
        var wanted = LongForm.Number("LOGTAIL_DIFFERENTIAL_PROGRAMS", 500);
        var differences = new List<Difference>();
        var compared = 0;
        var refused = 0;
        for (var first = 0; first < wanted; first += BatchSize)
        {
            var seed = LongForm.Seed + first;
            var programs = Enumerable.Range(seed, Math.Min(BatchSize, wanted - first)).Select(Program);
            var lines = new LineWriter(new Random(seed));
            using var batch = new OneShotBatch(programs, Enumerable.Range(0, LinesPerBatch).Select(_ => lines.Next()));
            differences.AddRange(await batch.Compare());
            compared += batch.Counts.Compared;
            refused += batch.Counts.Refused;
        }

        Assert.True(
            differences.Count == 0,
            $"{differences.Count} of {compared + refused} programs differ ({refused} refused by mtail):\n{string.Join('\n', differences.Take(MostShown))}");

        // A generator that mostly writes nonsense would agree for nothing.
        Assert.True(compared > wanted * 3 / 4, $"{compared} of {wanted} programs are accepted by mtail.");
    }

    private static NamedProgram Program(int seed)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"p{seed}");
        return new NamedProgram(name, ProgramWriter.Write(seed, name + "_"));
    }
}
