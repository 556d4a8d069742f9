using System.Globalization;
using LogTail.Conformance.Support;

namespace LogTail.Conformance.Differential.Generated;

/// <summary>
/// Random layouts for <c>strptime</c>, and texts: mtail and we accept the same layouts, and read the same times to the nanosecond. A case is a
/// layout and a text; 1,500 of them, <c>LOGTAIL_DIFFERENTIAL_TIMES=100000</c> makes it the long form.
/// </summary>
public sealed class GeneratedTimeTests
{
    private const int LayoutsPerBatch = 50;
    private const int TextsPerLayout = 30;
    private const int MostShown = 8;

    private static readonly string[][] Settings =
        [[], ["-override_timezone=Europe/Berlin"], ["-syslog_use_current_year=false"], ["-override_timezone=America/New_York"]];

    [PeerFact(Mtail.Name)]
    public async Task Reads_the_times_that_mtail_reads()
    {
        var wanted = LongForm.Number("LOGTAIL_DIFFERENTIAL_TIMES", 1_500);
        var differences = new List<Difference>();
        for (var (seed, done) = (LongForm.Seed, 0); done < wanted; seed++, done += LayoutsPerBatch * TextsPerLayout)
        {
            var writer = new LayoutWriter(new Random(seed));
            var programs = new List<NamedProgram>();
            var lines = new List<string>();
            for (var i = 0; i < LayoutsPerBatch; i++)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"s{seed}l{i}");
                var layout = writer.Layout();
                programs.Add(Program(name, string.Concat(layout)));
                lines.AddRange(Enumerable.Range(0, TextsPerLayout).Select(_ => writer.Value(layout)).Distinct().Select(text => $"{name}|{text}"));
            }

            using var batch = new OneShotBatch(programs, lines, Settings[seed % Settings.Length]);
            differences.AddRange(await batch.Compare());
        }

        Assert.True(differences.Count == 0, $"{differences.Count} layouts differ:\n{string.Join('\n', differences.Take(MostShown))}");
    }

    private static NamedProgram Program(string name, string layout) => new(
        name,
        $$"""
        gauge {{name}}_t by text
        /^{{name}}\|(.*)$/ {
          strptime($1, "{{layout}}")
          {{name}}_t[$1] = timestamp()
        }

        """);
}
