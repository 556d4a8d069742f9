using System.Text.RegularExpressions;
using LogTail.Compiler;
using LogTail.Compiler.Roslyn;
using LogTail.Runtime.Matching;

namespace LogTail.Tests.Compiler.Roslyn;

public class AssemblyCompilerTests
{
    // What the programs that people run are made of.
    [Theory]
    [InlineData(@"\A(?:[-.0-:A-Za-z]+) (?<3>[-0-9A-Za-z]+) \[(?<4>[0-9]{2}/[0-9A-Z_a-z]{3}/[0-9]{4}:[0-9:]{8} (?:\+|-)[0-9]{4})\] ""(?<6>[A-Z]+) (?<7>[^\t\n\f\r ]+)""\z")]
    [InlineData(@"(?i)(?<1>error|warning|info): (?<2>.*)")]
    [InlineData(@"(?<1>[a-z]+)=(?<2>""(?:[^""\\]|\\.)*""|[^ ]*)(?: |\z)")]
    [InlineData(@"(?<![0-9A-Z_a-z])(?<1>(?:[0-9]{1,3}\.){3}[0-9]{1,3})")]
    [InlineData(@"(?:(?:(?<1>a)*b)*c)*d")]
    public void Normal_patterns_run_as_generated_code(string pattern)
    {
        Assert.Equal(typeof(Matcher), CompiledPatterns.Compile(pattern).GetType().BaseType);
    }

    [Fact]
    public void A_pattern_that_the_generator_declines_is_served_by_the_regex_class()
    {
        var matcher = CompiledPatterns.Compile(@"(?i)(?<1>ab)\1");
        Assert.IsAssignableFrom<RegexMatcher>(matcher);
        Assert.True(matcher.IsMatch("xABab"));
        Assert.Equal((1, 5, 1, 3), (matcher.Start(0), matcher.End(0), matcher.Start(1), matcher.End(1)));
        Assert.False(matcher.IsMatch("abba"));
    }

    [Fact]
    public void The_same_pattern_twice_has_captures_of_its_own()
    {
        var matchers = CompiledPatterns.CompileAll("(?<1>a+)", "(?<1>a+)");
        Assert.True(matchers[0].IsMatch("xaa"));
        Assert.True(matchers[1].IsMatch("a"));
        Assert.Equal((1, 3), (matchers[0].Start(1), matchers[0].End(1)));
    }

    [Fact]
    public void Programs_of_one_run_become_images_of_their_own_in_the_same_order()
    {
        string[] names = ["one.mtail", "two.mtail", "three.mtail"];
        var sources = names.Select((name, i) => new EmittedSource(name, CompiledPatterns.Source([(new string('a', i + 1), null)])));
        var images = AssemblyCompiler.Compile([.. sources], CancellationToken.None);
        Assert.Equal(names, images.Select(image => image.ProgramName));
        Assert.All(images, image => Assert.Equal("LogTail.Emitted.EmittedProgram", image.EntryType));
    }

    [Fact]
    public void Compiles_the_same_source_to_the_same_image()
    {
        var source = new EmittedSource("one.mtail", CompiledPatterns.Source([("a(?<1>b)c", null)]));
        var images = AssemblyCompiler.Compile([source, source], CancellationToken.None);
        Assert.True(images[0].Assembly.Span.SequenceEqual(images[1].Assembly.Span));
    }

    [Fact]
    public void A_program_without_patterns_compiles()
    {
        var source = new EmittedSource("none.mtail", "public sealed class EmittedProgram;");
        var image = AssemblyCompiler.Compile([source], CancellationToken.None)[0];
        Assert.Equal("EmittedProgram", image.EntryType);
    }

    [Fact]
    public void Any_file_name_will_do()
    {
        var source = new EmittedSource("a,b: c/\"é\".mtail", "public sealed class EmittedProgram;");
        Assert.Equal(source.ProgramName, AssemblyCompiler.Compile([source], CancellationToken.None)[0].ProgramName);
    }

    [Fact]
    public void Wrong_code_is_shown_with_what_the_compiler_says()
    {
        var source = new EmittedSource("bad.mtail", "public sealed class EmittedProgram { int X() => nosuch; }");
        var failure = Assert.Throws<EmittedCodeException>(() => AssemblyCompiler.Compile([source], CancellationToken.None));
        Assert.Equal("bad.mtail", failure.ProgramName);
        Assert.Contains("int X() => nosuch;", failure.Code, StringComparison.Ordinal);
        Assert.Contains("CS0103", Assert.Single(failure.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Code_with_a_member_that_the_matcher_lacks_is_not_used()
    {
        // A balancing group: none of our dialects has them.
        const string Pattern = @"(?<1>a)(?<2-1>b)";
        var matcher = CompiledPatterns.Compile(Pattern);
        Assert.IsAssignableFrom<RegexMatcher>(matcher);
        Assert.Equal(Regex.IsMatch("ab", Pattern), matcher.IsMatch("ab"));
    }
}
