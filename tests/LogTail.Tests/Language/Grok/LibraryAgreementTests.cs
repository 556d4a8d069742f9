using LogTail.Language.Grok.Matching;
using LogTail.Tests.Support;

namespace LogTail.Tests.Language.Grok;

/// <summary>The library on the lines of <c>Stock/</c>, in .NET and in the engine that Logstash has.</summary>
public class LibraryAgreementTests
{
    [RubyFact]
    public void Matches_as_it_does_in_Ruby()
    {
        var cases = (from row in StockCases.Catalogue
                     from ecs in new[] { false, true }
                     from one in StockCases.Of(row.Name, ecs)
                     select (one.Line, Pattern: StockPatternTests.Compiled(one.Expression, ecs))).ToArray();
        var answers = RubyOracle.Ask([.. cases.Select(one => (one.Pattern.Expanded, one.Line, true))]);
        var differing = cases
            .Select((one, i) => (one.Pattern.Expression, one.Line, Ours: TextOf(one.Pattern, one.Line), Ruby: answers[i].ToString()))
            .Where(one => one.Ours != one.Ruby);
        Assert.Empty(differing);
    }

    private static string TextOf(LogTail.Language.Grok.GrokPattern pattern, string line)
    {
        var match = new GrokMatcher(pattern, TimeSpan.FromSeconds(10)).Match(line);
        return match is null
            ? new RubyOracle.Answer(null, null, []).ToString()
            : new RubyOracle.Answer(null, (match.Span.Start, match.Span.End), [.. match.Captures.Select(capture => (capture.Field.Name, capture.Text))]).ToString();
    }
}
