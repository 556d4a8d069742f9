using System.Text.RegularExpressions;
using LogTail.Conformance.Support;

namespace LogTail.Conformance.GrokExporter;

/// <summary>Configurations of grok_exporter with expectations that were reasoned from the specification: there is no other implementation here.</summary>
public sealed partial class ExporterCaseTests(ExporterCases cases) : IClassFixture<ExporterCases>
{
    // What is said of converted programs and can be seen in these cases only: the others delete no series with an empty label, cut ASCII, and have whole seconds.
    private static readonly string[] Shown = ["empty_labels_stay", "template_timestamp"];

    private static readonly string[] Unseen =
    [
        "Series with empty labels are deleted too.",
        "Of a text that is not ASCII no part is taken.",
        "Its time is in whole seconds, and becomes the time of the line, from which retention counts.",
    ];

    public static TheoryData<string> Good => [.. ExporterCase.Names(good: true)];

    public static TheoryData<string> Bad => [.. ExporterCase.Names(good: false)];

    [Theory]
    [MemberData(nameof(Good))]
    public async Task Configuration_makes_of_its_lines_what_is_expected(string name)
    {
        var test = cases.All[name];
        Assert.Equal(test.Expected, await cases.RunAsync(test));
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Wrong_configuration_is_refused_with_all_that_is_wrong(string name)
    {
        var test = cases.All[name];
        var result = await LogTailCommand.Run("check", "--config", test.Configuration);
        var shown = result.Errors.Replace(test.Configuration, "c.yml", StringComparison.Ordinal).Replace("\n\n", "\n", StringComparison.Ordinal);
        Assert.Equal(test.Expected, shown);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public async Task Wrong_configuration_does_not_run()
    {
        var result = await LogTailCommand.Run("run", "--config", cases.All["bad_v2"].Configuration, "--no-state", "--listen", "127.0.0.1:0");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("error LT0405: unsupported 'input.type': kafka", result.Errors, StringComparison.Ordinal);
    }

    [PeerFact("promtool")]
    public async Task Promtool_can_read_every_page()
    {
        foreach (var test in cases.All.Values.Where(test => test.IsGood))
        {
            var page = Path.Combine(test.Copy, "page.prom");
            await File.WriteAllTextAsync(page, test.Expected);
            var result = await ChildProcess.Run("/bin/sh", ["-c", "exec promtool check metrics < \"$0\"", page], TimeSpan.FromMinutes(1));

            // The names of the cases are short, not after Prometheus' taste.
            Assert.DoesNotContain("error while linting", result.Errors + result.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void There_are_enough_and_each_says_where_its_expectation_came_from()
    {
        Assert.True(cases.All.Count >= 40);
        Assert.All(cases.All.Values, test => Assert.StartsWith("Reasoned:", test.Origin, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Converted_program_is_right_and_counts_the_same_where_it_says_so()
    {
        var same = new List<(ExporterCase Test, string Program, string[] Differing)>();
        var programs = new List<string>();
        foreach (var test in cases.All.Values.Where(test => test.IsGood))
        {
            var converted = await LogTailCommand.Run("convert", test.Configuration);
            var program = Path.Combine(test.Copy, test.Name + ".mtail");
            await File.WriteAllTextAsync(program, converted.Successful());
            programs.Add(program);
            var differences = converted.Output.Split('\n').Where(line => line.StartsWith("# Differs: ", StringComparison.Ordinal)).ToList();
            if (!differences.Exists(line => line.EndsWith("the metrics below do not see it.", StringComparison.Ordinal)))
            {
                var seen = differences.Where(line => Shown.Contains(test.Name) || !Unseen.Any(sentence => line.EndsWith(sentence, StringComparison.Ordinal)));
                same.Add((test, program, [.. seen.Select(line => DifferingMetric().Match(line).Groups[1].Value)]));
            }
        }

        var check = await LogTailCommand.Run(["check", .. programs]);
        Assert.True(check.ExitCode == 0, check.Errors);
        Assert.True(same.Count >= 35);
        Assert.True(same.Count(one => one.Differing.Length == 0) >= 20);
        Assert.Contains("convert_conditions", same.Select(one => one.Test.Name));
        Assert.Contains("convert_slice_and_time", same.Select(one => one.Test.Name));
        Assert.Contains("delete_some", same.Select(one => one.Test.Name));
        await cases.CompileAsync(same.Select(one => one.Program));
        foreach (var (test, program, differing) in same)
        {
            var logs = test.Logs is [] ? ["--logs", Path.Combine(test.Copy, "*.log")] : test.Logs;
            var run = await LogTailCommand.Run(["run", "--once", "--programs", program, "--cache", cases.Cache, .. logs]);
            Assert.Equal(SamplesOf(test.Expected, differing), SamplesOf(run.Successful(), differing));
        }
    }

    // Without the label that names the program, without the help text, and without metrics that are known to differ.
    private static string[] SamplesOf(string page, string[] differing) =>
        [.. page.Split('\n').Where(line => !line.StartsWith('#') && !differing.Any(name => Regex.IsMatch(line, $"^{name}(?:_bucket|_sum|_count)?[{{ ]"))).Select(line => ProgramLabel().Replace(line, "").Replace(",}", "}", StringComparison.Ordinal).Replace("{}", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [GeneratedRegex("^# Differs: [^:]+:[0-9]+: ([^:]+): ")]
    private static partial Regex DifferingMetric();

    [GeneratedRegex("prog=\"[^\"]*\",?")]
    private static partial Regex ProgramLabel();
}
