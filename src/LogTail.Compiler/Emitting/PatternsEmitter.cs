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

    // Grok makes patterns of any size, and what the compiler takes for one grows faster than its length. The largest stock pattern has
    // half of this, and takes a second.
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

        using (code.Block("internal static partial class Patterns"))
        {
            for (var i = 0; i < program.Patterns.Length; i++)
            {
                if (use.IsServed(i))
                {
                    var (tree, readGroups) = use.MatchedPart(i);
                    EmitOne(code, NameOf(i), $"/{program.Patterns[i].Text}/", tree, readGroups);
                }
            }

            for (var i = 0; i < use.Prefixes.Length; i++)
            {
                var names = use.Prefixes[i].Rests.Keys.Order().Select(NameOf);
                EmitOne(code, NameOfPrefix(i), $"What these begin with: {string.Join(", ", names)}", use.Prefixes[i].Tree, use.Prefixes[i].ReadGroups);
            }
        }
    }

    private static void EmitOne(CodeWriter code, string name, string comment, RegexTree tree, ImmutableArray<int> readGroups)
    {
        code.Gap();
        code.Comment(comment);
        var linear = LinearPrinter.Print(tree, readGroups);
        if (linear is null || DotNetPrinter.IsExact(tree))
        {
            var printed = DotNetPrinter.Print(tree, readGroups);
            var attribute = printed.Length > MaxGeneratedLength && tree.MayIterateOverNothing ? "InterpretedRegex" : "GeneratedRegex";
            code.Line($"[{attribute}({CSharpText.Literal(printed)}, {Arguments})]");
        }

        if (linear is not null)
        {
            code.Line($"[LinearProgram({CSharpText.Literal(linear)})]");
        }

        code.Line($"internal static partial Regex {name}();");
    }
}
