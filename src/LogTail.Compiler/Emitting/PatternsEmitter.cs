using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using LogTail.Compiler.Emitting.Writing;
using LogTail.Language.Checking;
using LogTail.Language.Grok;
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

    // Grok makes patterns of any size, and what the compiler takes for one grows faster than its length. The largest stock pattern has a quarter of this.
    private const int MaxGeneratedLength = 24_000;

    /// <summary>Name of a pattern's method; its matcher's begins with it.</summary>
    public static string NameOf(int pattern) => "Pattern" + pattern.ToString(CultureInfo.InvariantCulture);

    /// <summary>Name of the method of a beginning that several patterns share.</summary>
    public static string NameOfPrefix(int prefix) => "Prefix" + prefix.ToString(CultureInfo.InvariantCulture);

    /// <summary>Emits the fields of the matchers of shared beginnings.</summary>
    /// <param name="fields">Their names.</param>
    public static void EmitPrefixFields(CodeWriter code, PatternUse use, ImmutableArray<string> fields)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            code.Comment($"What {use.Prefixes[i].Rests.Count} patterns begin with.");
            code.Line($"private readonly {NameOfPrefix(i)}Matcher {fields[i]} = new();");
        }
    }

    /// <summary>Emits the lines of a constructor that let matchers go on behind shared beginnings, and tell them what must hold beside the match.</summary>
    /// <param name="matchers">Fields of the matchers, by pattern.</param>
    /// <param name="fields">Fields of the matchers of the beginnings.</param>
    public static void EmitLinks(CodeWriter code, CheckedProgram program, PatternUse use, ImmutableArray<string> matchers, ImmutableArray<string> fields)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            foreach (var pattern in use.Prefixes[i].Rests.Keys.Order())
            {
                code.Line($"{matchers[pattern]}.GoOnBehind({fields[i]});");
            }
        }

        for (var i = 0; i < program.Patterns.Length; i++)
        {
            foreach (var condition in use.IsServed(i) ? program.Patterns[i].Conditions : [])
            {
                code.Line($"{matchers[i]}.Require({ConditionOf(condition, matchers)});");
            }
        }
    }

    private static string ConditionOf(CheckedCondition condition, ImmutableArray<string> matchers)
    {
        var group = condition.Group.ToString(CultureInfo.InvariantCulture);
        var predicate = condition.Predicate;
        if (condition.Expression >= 0)
        {
            return $"new ExpressionCondition({group}, {matchers[condition.Expression]}, isNegated: {(predicate.Operator == GrokOperator.DoesNotMatch ? "true" : "false")})";
        }

        var orders = predicate.Operator switch
        {
            GrokOperator.Less => "Orders.Less",
            GrokOperator.LessOrEqual => "Orders.Less | Orders.Equal",
            GrokOperator.Greater => "Orders.Greater",
            GrokOperator.GreaterOrEqual => "Orders.Greater | Orders.Equal",
            GrokOperator.Equal => "Orders.Equal",
            GrokOperator.NotEqual => "Orders.Less | Orders.Greater",
            _ => throw new UnreachableException(),
        };
        return predicate.AsText
            ? $"new TextCondition({group}, {orders}, {CSharpText.Literal(predicate.Operand)})"
            : $"new NumberCondition({group}, {orders}, {CSharpText.Literal(double.Parse(predicate.Operand, NumberStyles.Float, CultureInfo.InvariantCulture))})";
    }

    public static void Emit(CodeWriter code, CheckedProgram program, PatternUse use)
    {
        if (program.Patterns.IsEmpty)
        {
            return;
        }

        List<Pattern> own = [.. Enumerable.Range(0, program.Patterns.Length).Where(use.IsServed).Select(i => OwnPattern(program, use, i))];
        List<Pattern> prefixes = [.. use.Prefixes.Select(PrefixPattern)];
        var parted = PartedPrinter.Print([.. own.Where(pattern => pattern.IsForDotNet).Select(pattern => (pattern.Tree, pattern.ReadGroups))]);
        var left = new Queue<PartedPattern>(parted.Patterns);
        using (code.Block("internal static partial class Patterns"))
        {
            foreach (var pattern in own)
            {
                EmitOne(code, pattern, pattern.IsForDotNet ? left.Dequeue() : null);
            }

            // Groups that mark calls would have higher numbers than those of the patterns that go on behind it, so a beginning calls no parts.
            foreach (var prefix in prefixes)
            {
                EmitOne(code, prefix, prefix.IsForDotNet ? new PartedPattern(prefix.DotNet(), [], EndGroup: null) : null);
            }

            // Who calls one that is left out is interpreted.
            foreach (var (i, part) in parted.Parts.Index().Where(part => part.Item.Text.Length <= MaxGeneratedLength))
            {
                EmitPart(code, i, part);
            }
        }
    }

    private static Pattern OwnPattern(CheckedProgram program, PatternUse use, int pattern)
    {
        var (tree, readGroups) = use.MatchedPart(pattern);
        return new Pattern(NameOf(pattern), $"/{program.Patterns[pattern].Text}/", tree, readGroups);
    }

    private static Pattern PrefixPattern(SharedPrefix prefix, int number)
    {
        var names = prefix.Rests.Keys.Order().Select(NameOf);
        return new Pattern(NameOfPrefix(number), $"What these begin with: {string.Join(", ", names)}", prefix.Tree, prefix.ReadGroups);
    }

    private static string NameOfPart(int part) => "Part" + part.ToString(CultureInfo.InvariantCulture);

    /// <param name="printed">For .NET's engines; null when the linear engine does all the matching.</param>
    private static void EmitOne(CodeWriter code, Pattern pattern, PartedPattern? printed)
    {
        code.Gap();
        code.Comment(pattern.Comment);
        if (printed is { Text.Length: > MaxGeneratedLength } && pattern.Tree.MayIterateOverNothing)
        {
            code.Line($"[InterpretedRegex({CSharpText.Literal(pattern.DotNet())}, {Arguments})]");
        }
        else if (printed is not null)
        {
            EmitGenerated(code, printed);
            if (!printed.Calls.IsEmpty)
            {
                code.Line($"[WholeRegex({CSharpText.Literal(pattern.DotNet())})]");
            }
        }

        if (pattern.Linear is { } linear)
        {
            code.Line($"[LinearProgram({CSharpText.Literal(linear)})]");
        }

        code.Line($"internal static partial Regex {pattern.Name}();");
    }

    private static void EmitPart(CodeWriter code, int number, PartedPattern part)
    {
        code.Gap();
        code.Comment("What stands in several places.");
        EmitGenerated(code, part);
        code.Line($"[PartEnd({part.EndGroup})]");
        code.Line($"internal static partial Regex {NameOfPart(number)}();");
    }

    private static void EmitGenerated(CodeWriter code, PartedPattern printed)
    {
        code.Line($"[GeneratedRegex({CSharpText.Literal(printed.Text)}, {Arguments})]");
        foreach (var call in printed.Calls)
        {
            code.Line($"[PartCall({call.Group}, {NameOfPart(call.Part)}, {(call.HasOneEnd ? "true" : "false")})]");
        }
    }

    private sealed record Pattern(string Name, string Comment, RegexTree Tree, ImmutableArray<int> ReadGroups)
    {
        public string? Linear { get; } = LinearPrinter.Print(Tree, ReadGroups);

        // What .NET would not do alike is left to the linear engine, if that can do it at all.
        public bool IsForDotNet => Linear is null || DotNetPrinter.IsExact(Tree);

        public string DotNet() => DotNetPrinter.Print(Tree, ReadGroups);
    }
}
