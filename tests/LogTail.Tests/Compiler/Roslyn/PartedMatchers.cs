using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using LogTail.Language.Patterns;
using LogTail.Runtime.Matching;
using Microsoft.CodeAnalysis.CSharp;

namespace LogTail.Tests.Compiler.Roslyn;

/// <summary>Patterns that call parts, taken through generator, rewriter and C# compiler.</summary>
internal static class PartedMatchers
{
    /// <summary>Matchers of patterns of which even small pieces have become parts.</summary>
    /// <param name="patterns">Trees, and the groups to capture.</param>
    /// <param name="leastWeight">Of a part, in nodes.</param>
    public static IReadOnlyList<Matcher> Compile(ImmutableArray<(RegexTree Tree, ImmutableArray<int> ReadGroups)> patterns, int leastWeight, out int calls)
    {
        var parted = PartedPrinter.Print(patterns, leastWeight);
        calls = parted.Patterns.Sum(pattern => pattern.Calls.Length);
        return CompiledPatterns.Load(Source(parted));
    }

    private static string Source(PartedPatterns parted)
    {
        var attributes = parted.Patterns.Select((pattern, i) => Method($"Pattern{i}", pattern)).Concat(parted.Parts.Select((part, i) => Method($"Part{i}", part)));
        return CompiledPatterns.Source(parted.Patterns.Length, string.Concat(attributes));
    }

    private static string Method(string name, PartedPattern pattern)
    {
        var code = new StringBuilder();
        code.AppendLine(CultureInfo.InvariantCulture, $"[GeneratedRegex({SymbolDisplay.FormatLiteral(pattern.Text, quote: true)}, RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1)]");
        foreach (var call in pattern.Calls)
        {
            code.AppendLine(CultureInfo.InvariantCulture, $"[PartCall({call.Group}, Part{call.Part}, {(call.HasOneEnd ? "true" : "false")})]");
        }

        _ = pattern.EndGroup is { } end ? code.AppendLine(CultureInfo.InvariantCulture, $"[PartEnd({end})]") : code;
        return code.AppendLine(CultureInfo.InvariantCulture, $"internal static partial Regex {name}();").ToString();
    }
}
