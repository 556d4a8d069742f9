using LogTail.Language.Patterns;
using LogTail.Runtime.Matching;
using LogTail.Tests.Language.Patterns;
using LogTail.Tests.Support;

namespace LogTail.Tests.Compiler.Roslyn;

/// <summary>The linear engine finds what generated code finds, so that it makes no difference which one a line is given to.</summary>
public class LinearAgreementTests
{
    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void Finds_what_generated_code_finds(int seed)
    {
        var generated = new GeneratedMatches(seed);
        var patterns = Enumerable.Range(0, 120)
            .Select(_ => generated.Next().Pattern)
            .Where(pattern => DotNetPrinter.IsExact(Re2Parser.Parse(pattern).Tree!))
            .ToArray();
        var lines = generated.Lines(40);
        var fast = CompiledPatterns.CompileAll([.. patterns.Select(pattern => (DotNet(pattern), (string?)null))]);
        var linear = CompiledPatterns.CompileAll([.. patterns.Select(pattern => ((string?)null, (string?)LinearForms.Of(pattern)))]);
        foreach (var ((pattern, one), other) in patterns.Zip(fast).Zip(linear))
        {
            Assert.IsAssignableFrom<LinearMatcher>(other);
            Assert.All(lines, line => Assert.True(Found(one, line) == Found(other, line), $"seed {seed}: /{pattern}/ on \"{line}\""));
        }
    }

    private static string? DotNet(string pattern) => DotNetPrinter.Print(Re2Parser.Parse(pattern).Tree!, LinearForms.AllGroups(pattern));

    private static string Found(Matcher matcher, string line) => matcher.IsMatch(line)
        ? string.Join(' ', Enumerable.Range(0, matcher.GroupCount).Select(group => $"{matcher.Start(group)}-{matcher.End(group)}"))
        : "";
}
