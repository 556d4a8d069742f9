using System.Globalization;
using LogTail.Compiler.Emitting.Writing;
using LogTail.Language.Checking;
using LogTail.Language.Patterns;

namespace LogTail.Compiler.Emitting;

/// <summary>
/// Emits the regular expressions of a program: in .NET's syntax, for the source generator to turn into matchers, and for the linear engine, which
/// stands in on lines that cost too much, and for everything where .NET would not do the same.
/// </summary>
internal static class PatternsEmitter
{
    // Only a pattern with a timeout counts its steps; the figure itself is never used.
    private const string Arguments = "RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1";

    // Grok makes patterns of any size, and what the compiler takes for one grows faster than its length. The largest stock pattern has
    // half of this, and takes a second.
    private const int MaxGeneratedLength = 24_000;

    /// <summary>Name of a pattern's method; its matcher's begins with it.</summary>
    public static string NameOf(int pattern) => "Pattern" + pattern.ToString(CultureInfo.InvariantCulture);

    public static void Emit(CodeWriter code, CheckedProgram program, PatternUse use)
    {
        if (program.Patterns.IsEmpty)
        {
            return;
        }

        using (code.Block("internal static partial class Patterns"))
        {
            for (var i = 0; i < program.Patterns.Length; i++)
            {
                if (use.IsServed(i))
                {
                    EmitOne(code, i, program.Patterns[i] with { ReadGroups = use.ReadGroups(i) });
                }
            }
        }
    }

    private static void EmitOne(CodeWriter code, int number, CheckedPattern pattern)
    {
        code.Gap();
        code.Comment($"/{pattern.Text}/");
        var linear = LinearPrinter.Print(pattern.Tree, pattern.ReadGroups);
        if (linear is null || DotNetPrinter.IsExact(pattern.Tree))
        {
            var printed = DotNetPrinter.Print(pattern.Tree, pattern.ReadGroups);
            var attribute = printed.Length > MaxGeneratedLength && pattern.Tree.MayIterateOverNothing ? "InterpretedRegex" : "GeneratedRegex";
            code.Line($"[{attribute}({CSharpText.Literal(printed)}, {Arguments})]");
        }

        if (linear is not null)
        {
            code.Line($"[LinearProgram({CSharpText.Literal(linear)})]");
        }

        code.Line($"internal static partial Regex {NameOf(number)}();");
    }
}
