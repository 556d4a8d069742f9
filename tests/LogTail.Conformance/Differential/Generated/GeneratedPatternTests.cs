using System.Globalization;
using System.Text;
using LogTail.Conformance.Support;

namespace LogTail.Conformance.Differential.Generated;

/// <summary>
/// Random patterns on random lines, with every group exported as a label: mtail and we find the same. A case is a pattern and a line; 4,000
/// of them, <c>LOGTAIL_DIFFERENTIAL_PATTERNS=100000</c> makes it the long form.
/// </summary>
public sealed class GeneratedPatternTests
{
    private const int ProgramsPerBatch = 50;
    private const int PatternsPerProgram = 5;
    private const int LinesPerBatch = 40;
    private const int MostShown = 8;

    [PeerFact(Mtail.Name)]
    public async Task Captures_what_mtail_captures()
    {
        var wanted = LongForm.Number("LOGTAIL_DIFFERENTIAL_PATTERNS", 4_000);
        var differences = new List<Difference>();
        var compared = 0;
        for (var seed = LongForm.Seed; compared < wanted; seed++)
        {
            var random = new Random(seed);
            var writer = new PatternWriter(random);
            var count = Math.Min(ProgramsPerBatch, 1 + ((wanted - compared) / (PatternsPerProgram * LinesPerBatch)));
            var programs = Enumerable.Range(0, count).Select(number => Program(writer, string.Create(CultureInfo.InvariantCulture, $"s{seed}p{number}"))).ToList();
            var lines = Enumerable.Range(0, LinesPerBatch * 2).Select(_ => writer.Line()).Distinct().Take(LinesPerBatch).ToList();
            using var batch = new OneShotBatch(programs, lines);
            differences.AddRange(await batch.Compare());
            compared += batch.Counts.Compared * PatternsPerProgram * lines.Count;
        }

        Assert.True(
            differences.Count == 0,
            $"{differences.Count} programs differ in {compared} cases:\n{string.Join('\n', differences.Take(MostShown))}");
    }

    private static NamedProgram Program(PatternWriter writer, string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < PatternsPerProgram; i++)
        {
            var pattern = writer.Next(out var groups);
            var keys = string.Concat(Enumerable.Range(1, groups).Select(group => $", g{group}"));
            var values = string.Concat(Enumerable.Range(0, groups + 1).Select(group => $"[${group}]"));

            text.Append(CultureInfo.InvariantCulture, $"counter {name}_{i} by line, g0{keys}\n/^(?P<line>.*)$/ {{\n  /{pattern}/ {{\n    {name}_{i}[$line]{values}++\n  }}\n}}\n");
        }

        return new NamedProgram(name, text.ToString());
    }
}
