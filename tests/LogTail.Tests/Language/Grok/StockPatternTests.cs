using LogTail.Language.Grok;
using LogTail.Language.Grok.Library;
using LogTail.Language.Grok.Matching;
using LogTail.Language.Patterns.Oniguruma;

namespace LogTail.Tests.Language.Grok;

/// <summary>Every pattern of the library against the lines of <c>Stock/</c>.</summary>
public class StockPatternTests
{
    public static TheoryData<string, bool> Names
    {
        get
        {
            var names = new TheoryData<string, bool>();
            foreach (var (name, legacy, ecs) in StockCases.Catalogue)
            {
                if (legacy >= 0)
                {
                    names.Add(name, false);
                }

                if (ecs >= 0)
                {
                    names.Add(name, true);
                }
            }

            return names;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_two_lines_that_match_and_one_that_does_not(string name, bool ecs)
    {
        var cases = StockCases.Of(name, ecs);
        Assert.True(cases.Count(one => one.Expected is not null) >= 2, "fewer than two lines that match");
        Assert.Contains(cases, one => one.Expected is null);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Matches_its_lines_with_all_fields(string name, bool ecs)
    {
        foreach (var one in StockCases.Of(name, ecs))
        {
            var match = Matcher(one.Expression, ecs).Match(one.Line);
            Assert.Equal(one.Expected, match is null ? null : one.Line.Substring(match.Span.Start, match.Span.Length));
            Assert.Equal(ExpectedFields(one, ecs), (match?.Captures.Select(TextOf) ?? []).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Every_line_that_was_recorded_of_a_real_program_is_a_case_of_both_sets()
    {
        var cases = StockCases.Catalogue.SelectMany(row => new[] { false, true }.SelectMany(ecs => StockCases.Of(row.Name, ecs).Select(one => (one.Line, ecs)))).ToHashSet();
        var recorded = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Language/Grok/Recordings"), "*.log").SelectMany(File.ReadLines).ToList();
        Assert.True(recorded.Count >= 40);
        Assert.All(recorded, line => Assert.True(cases.Contains((line, false)) && cases.Contains((line, true)), line));
    }

    [Fact]
    public void Has_the_standard_names_with_as_many_captures_as_in_Logstash()
    {
        foreach (var (set, ecs) in new[] { (PatternLibrary.Legacy, false), (PatternLibrary.Ecs, true) })
        {
            var expected = StockCases.Catalogue
                .Where(row => (ecs ? row.Ecs : row.Legacy) >= 0)
                .Select(row => $"{row.Name} {(ecs ? row.Ecs : row.Legacy)}");
            var actual = set.Definitions.Select(definition => $"{definition.Name} {Compiled($"%{{{definition.Name}}}", ecs).Fields.Length}");
            Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
        }
    }

    internal static GrokPattern Compiled(string expression, bool ecs)
    {
        var result = GrokFrontEnd.Compile(
            expression, new PatternOrigin("<test>", 1, 1), ecs ? PatternLibrary.Ecs : PatternLibrary.Legacy, OnigurumaOptions.Logstash);
        Assert.True(result.Succeeded, result.Problem?.ToString());
        return result.Pattern;
    }

    private static GrokMatcher Matcher(string expression, bool ecs) => new(Compiled(expression, ecs), TimeSpan.FromSeconds(10));

    private static IEnumerable<string> ExpectedFields(StockCase one, bool ecs) =>
        one.Fields
            .Where(field => (ecs ? field.Ecs : field.Legacy) != "-")
            .Select(field => $"{(ecs ? field.Ecs : field.Legacy)} = {field.Text}")
            .Order(StringComparer.Ordinal);


    private static string TextOf(GrokCapture capture) =>
        capture.Field.Type == GrokFieldType.Text
            ? $"{capture.Field.Name} = {capture.Text}"
            : $"{capture.Field.Name}:{capture.Field.Type.ToString().ToLowerInvariant()} = {capture.Text}";
}
