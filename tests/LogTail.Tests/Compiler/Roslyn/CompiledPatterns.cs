using System.Runtime.Loader;
using System.Text;
using LogTail.Compiler.Roslyn;
using LogTail.Runtime.Matching;
using Microsoft.CodeAnalysis.CSharp;

namespace LogTail.Tests.Compiler.Roslyn;

/// <summary>Patterns in .NET syntax, or as linear programs, or both, taken through generator, rewriter and C# compiler, as those of a program are.</summary>
internal static class CompiledPatterns
{
    public static Matcher Compile(string? pattern, string? linear = null) => CompileAll([(pattern, linear)])[0];

    public static IReadOnlyList<Matcher> CompileAll(params IReadOnlyList<string> patterns) =>
        CompileAll([.. patterns.Select(pattern => ((string?)pattern, (string?)null))]);

    public static IReadOnlyList<Matcher> CompileAll(IReadOnlyList<(string? Pattern, string? Linear)> patterns) => Load(Source(patterns));

    /// <summary>The matchers of a source that <see cref="Source(int, string)"/> has put together.</summary>
    public static IReadOnlyList<Matcher> Load(string source)
    {
        var image = AssemblyCompiler.Compile([new EmittedSource("test.mtail", source)], CancellationToken.None)[0];
        var assembly = new AssemblyLoadContext("test", isCollectible: true)
            .LoadFromStream(new MemoryStream(image.Assembly.ToArray()));
        return (Matcher[])assembly.GetType(image.EntryType, throwOnError: true)!.GetMethod("Matchers")!.Invoke(null, [])!;
    }

    public static string Source(IReadOnlyList<(string? Pattern, string? Linear)> patterns)
    {
        var methods = new StringBuilder();
        foreach (var (i, (pattern, linear)) in patterns.Index())
        {
            methods.AppendLine(linear is null ? "" : $"[LinearProgram({SymbolDisplay.FormatLiteral(linear, quote: true)})]");
            methods.AppendLine(pattern is null
                ? ""
                : $"[GeneratedRegex({SymbolDisplay.FormatLiteral(pattern, quote: true)}, RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1)]");
            methods.AppendLine($"internal static partial Regex Pattern{i}();");
        }

        return Source(patterns.Count, methods.ToString());
    }

    /// <summary>A program that has matchers and nothing else.</summary>
    /// <param name="patterns">How many methods <c>PatternN</c> there are.</param>
    public static string Source(int patterns, string methods) => $$"""
        using System.Text.RegularExpressions;
        using LogTail.Runtime.Matching;

        namespace LogTail.Emitted;

        public sealed class EmittedProgram
        {
            public static Matcher[] Matchers() => [{{string.Join(", ", Enumerable.Range(0, patterns).Select(i => $"new Pattern{i}Matcher()"))}}];
        }

        internal static partial class Patterns
        {
        {{methods}}
        }
        """;
}
