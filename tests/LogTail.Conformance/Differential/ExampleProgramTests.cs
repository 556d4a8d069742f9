using LogTail.Conformance.Support;

namespace LogTail.Conformance.Differential;

/// <summary>
/// The programs that come with mtail's documentation, as they are, on logs made to fit: what LogTail prints is what mtail prints.
/// They are read from the installed package and are no part of this repository.
/// </summary>
public sealed class ExampleProgramTests
{
    private const string Examples = "/usr/share/doc/mtail/examples";
    private const int Seed = 20260203;
    private const int ScenesPerLog = 400;

    public static TheoryData<string, string> ProgramsAndFormats
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var program in ExampleLogs.All.Select(log => log.Program).Distinct())
            {
                data.Add(program, "prometheus");
                data.Add(program, "json");
            }

            return data;
        }
    }

    public static TheoryData<string> Programs => [.. ExampleLogs.All.Select(log => log.Program).Distinct()];

    [PeerTheory(Mtail.Name, Examples)]
    [MemberData(nameof(ProgramsAndFormats))]
    public async Task Prints_what_mtail_prints(string program, string format)
    {
        using var folder = new TemporaryFolder();
        var logs = WriteLogs(folder, program);
        var start = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() * 1_000_000_000;

        var expected = await Mtail.RunOnce(format, ProgramFile(program), logs);
        var actual = await LogTailCommand.RunOnce(format, ProgramFile(program), logs);

        Assert.Equal(
            format == "json" ? MtailCorrections.Comparable(expected, start) : expected,
            format == "json" ? MtailCorrections.Comparable(actual, start) : actual);
    }

    // A log that misses a branch would let the comparison above pass for nothing.
    [PeerTheory(Mtail.Name, Examples)]
    [MemberData(nameof(Programs))]
    public async Task Log_reaches_every_metric_of_the_program(string program)
    {
        using var folder = new TemporaryFolder();
        var text = await Mtail.RunOnce("prometheus", ProgramFile(program), WriteLogs(folder, program));
        var exposition = Exposition.Parse(text);
        var declared = File.ReadLines(ProgramFile(program)).Select(line => line.Trim().Split(' '))
            .Where(words => words is ["counter" or "gauge" or "timer" or "histogram", ..]);
        Assert.All(declared, words =>
        {
            var name = words is [.., "as", var quoted] ? quoted.Trim('"').Replace('-', '_') : words[1];
            Assert.True(
                exposition.Sum(name) != 0 || exposition.Sum(name + "_count") > 0,
                $"`{name}` is 0 everywhere.\n{text}");
        });
    }

    [PeerFact(Examples)]
    public void Every_example_of_the_package_has_a_log()
    {
        var examples = Directory.EnumerateFiles(Examples).Select(path => Path.GetFileName(path)).Where(name => name.Contains(".mtail", StringComparison.Ordinal));
        var covered = ExampleLogs.All.Select(log => log.Program).ToHashSet(StringComparer.Ordinal);
        Assert.All(examples, name => Assert.Contains(name[..name.IndexOf('.', StringComparison.Ordinal)], covered));
    }

    private static string ProgramFile(string program) => Path.Combine(Examples, program + ".mtail");

    private static string[] WriteLogs(TemporaryFolder folder, string program) =>
        [.. ExampleLogs.All.Where(log => log.Program == program).Select(log => folder.Write(log.FileName, log.Text(Seed, ScenesPerLog)))];
}
