using LogTail.Conformance.Support;

namespace LogTail.Conformance.Golden;

public sealed class GoldenTests
{
    private static readonly bool IsRewriting = Environment.GetEnvironmentVariable("LOGTAIL_REWRITE_EXPECTED") == "1";

    public static TheoryData<string> Cases => [.. GoldenCase.All().Select(test => test.Name)];

    public static TheoryData<string> CasesFromMtail => [.. GoldenCase.All().Where(test => test.IsFromMtail).Select(test => test.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Program_makes_of_its_log_what_is_expected(string name)
    {
        var test = new GoldenCase(name);
        var actual = await LogTailCommand.RunOnce("prometheus", test.Program, test.Input);
        Assert.Equal(test.ExpectedText, actual);
    }

    // Also how the expectations are made: rewrite-expected.sh runs this with LOGTAIL_REWRITE_EXPECTED=1.
    [PeerTheory(Mtail.Name)]
    [MemberData(nameof(CasesFromMtail))]
    public async Task The_real_mtail_agrees_with_the_expectation(string name)
    {
        var test = new GoldenCase(name);
        var judged = await Mtail.RunOnce("prometheus", test.Program, test.Input);
        if (IsRewriting)
        {
            test.Rewrite(judged);
        }

        Assert.Equal(test.ExpectedText, judged);
    }

    [Fact]
    public void Every_shipped_program_has_a_case()
    {
        var cases = GoldenCase.All().Select(test => Path.GetFullPath(test.Program)).ToHashSet(StringComparer.Ordinal);
        var programs = Directory.EnumerateFiles(Repository.Programs, "*.mtail").ToArray();
        Assert.NotEmpty(programs);
        Assert.All(programs, program => Assert.Contains(program, cases));
    }

    [Theory]
    [InlineData("readme_example")]
    [InlineData("readme_sharing")]
    public void Examples_of_the_language_are_cases(string name)
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Programs, "README.md"));
        var indented = File.ReadLines(new GoldenCase(name).Program).Select(line => line.Length == 0 ? line : "    " + line);
        Assert.Contains(string.Join('\n', indented), readme, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_case_says_where_its_expectation_came_from()
    {
        Assert.All(GoldenCase.All(), test => Assert.Matches("^(From mtail|Reasoned:)", test.Origin));
    }
}
