using LogTail.Language.Grok;
using LogTail.Language.Grok.Matching;
using LogTail.Language.Patterns.Oniguruma;
using LogTail.Tests.Support;

namespace LogTail.Tests.Language.Grok;

/// <summary>The pattern files of other grok programs, as Debian has them, unmodified.</summary>
public class DebianPatternTests
{
    private const string CGrok = "/usr/share/grok/patterns/base";
    private const string GoGrok = "/usr/share/gocode/src/github.com/vjeantet/grok/patterns";

    [InstalledFact(CGrok, "grok")]
    public void Compiles_those_of_the_C_grok()
    {
        var file = PatternFile.Load(CGrok);
        AssertCompiles(file);
        Assert.True(file.Definitions.Length >= 60, $"{file.Definitions.Length} definitions");
    }

    [InstalledFact(GoGrok, "golang-github-vjeantet-grok-dev")]
    public void Compiles_those_of_the_Go_grok()
    {
        var file = PatternFile.Load(GoGrok);
        AssertCompiles(file);
        Assert.True(file.Definitions.Length >= 290, $"{file.Definitions.Length} definitions");
    }

    [InstalledFact(CGrok, "grok")]
    public void Obeys_the_predicate_of_the_C_grok()
    {
        var set = PatternSet.Empty.With(PatternFile.Load(CGrok).Definitions);
        var matcher = new GrokMatcher(GrokFrontEnd.Compile("^%{HOSTPORT}$", new PatternOrigin("p", 1, 1), set, OnigurumaOptions.Logstash).Pattern!, TimeSpan.FromSeconds(10));
        Assert.NotNull(matcher.Match("example.com:80"));
        Assert.Null(matcher.Match("localhost:80"));
    }

    private static void AssertCompiles(PatternFile file)
    {
        Assert.Empty(file.Warnings);
        var set = PatternSet.Empty.With(file.Definitions);
        foreach (var definition in set.Definitions)
        {
            var result = GrokFrontEnd.Compile($"%{{{definition.Name}}}", definition.Origin, set, OnigurumaOptions.Logstash);
            Assert.True(result.Succeeded, result.Problem?.ToString());
            _ = new GrokMatcher(result.Pattern, TimeSpan.FromSeconds(10)).Match("a line");
        }
    }
}
