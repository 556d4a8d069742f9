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

    public static IReadOnlyList<Matcher> CompileAll(IReadOnlyList<(string? Pattern, string? Linear)> patterns)
    {
        var image = AssemblyCompiler.Compile([new EmittedSource("test.mtail", Source(patterns))], CancellationToken.None)[0];
        var assembly = new AssemblyLoadContext("test", isCollectible: true)
            .LoadFromStream(new MemoryStream(image.Assembly.ToArray()));
        return (Matcher[])assembly.GetType(image.EntryType, throwOnError: true)!.GetMethod("Matchers")!.Invoke(null, [])!;
    }

    public static string Source(IReadOnlyList<(string? Pattern, string? Linear)> patterns)
    {
        var numbers = Enumerable.Range(0, patterns.Count);
        var code = new StringBuilder($$"""
            using System.Text.RegularExpressions;
            using LogTail.Runtime.Matching;

            namespace LogTail.Emitted;

            public sealed class EmittedProgram
            {
                public static Matcher[] Matchers() => [{{string.Join(", ", numbers.Select(i => $"new Pattern{i}Matcher()"))}}];
            }

            internal static partial class Patterns
            {

            """);
        foreach (var (i, (pattern, linear)) in numbers.Zip(patterns))
        {
            code.AppendLine(linear is null ? "" : $"[LinearProgram({SymbolDisplay.FormatLiteral(linear, quote: true)})]");
            code.AppendLine(pattern is null
                ? ""
                : $"[GeneratedRegex({SymbolDisplay.FormatLiteral(pattern, quote: true)}, RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1)]");
            code.AppendLine($"internal static partial Regex Pattern{i}();");
        }

        return code.AppendLine("}").ToString();
    }
}
