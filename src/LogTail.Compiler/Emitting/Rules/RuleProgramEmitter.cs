using LogTail.Compiler.Emitting.Writing;
using LogTail.Language.Checking;
using LogTail.Language.Checking.Rules;
using LogTail.Language.GrokExporter.Configuration;
using LogTail.Metrics;

namespace LogTail.Compiler.Emitting.Rules;

/// <summary>Emits the class of a grok_exporter configuration: a method for each metric, called in turn for each line.</summary>
internal static class RuleProgramEmitter
{
    public static void Emit(CodeWriter code, CheckedProgram program, PatternUse use)
    {
        var plan = new RulePlan(program, use);
        var turns = program.Rules.Select(rule => RuleEmitter.Emit(plan, rule)).ToList();
        using (code.Block("public sealed class EmittedProgram : ConfigurationProgram"))
        {
            EmitFields(code, plan);
            EmitConstructor(code, plan);
            MemberEmitter.EmitDescriptions(code, program);
            MemberEmitter.EmitClues(code, use, NeededCluesOf(program, use));
            using (code.Block("protected override void OnLine(ReadOnlySpan<char> line)"))
            {
                code.Line("BeginLine();");
                foreach (var turn in turns)
                {
                    code.Line($"{turn}(line);");
                }

                code.Line("EndLine();");
            }

            foreach (var method in plan.Methods)
            {
                code.Gap();
                code.Append(method);
            }
        }
    }

    // A line matters if any metric may match it, or remove something.
    private static ulong NeededCluesOf(CheckedProgram program, PatternUse use)
    {
        var clues = program.Rules.SelectMany(rule => rule.Patterns).Select(use.ClueOf).ToList();
        return clues.Contains(0) ? 0 : clues.Aggregate(0UL, (all, clue) => all | clue);
    }

    private static void EmitFields(CodeWriter code, RulePlan plan)
    {
        for (var i = 0; i < plan.Patterns.Length; i++)
        {
            if (plan.Use.IsServed(i))
            {
                code.Comment(plan.Program.Patterns[i].Text);
                code.Line($"private readonly {PatternsEmitter.NameOf(i)}Matcher {plan.Patterns[i]} = new();");
            }
        }

        PatternsEmitter.EmitPrefixFields(code, plan.Use, plan.Prefixes);
        code.Gap();
        for (var i = 0; i < plan.Metrics.Length; i++)
        {
            var description = plan.Program.Metrics[i].Description;
            code.Line($"private readonly {TypeNameOf(description)}{(description.Keys.IsEmpty ? "Series" : "Family")} {plan.Metrics[i]};");
            code.Line($"private readonly MetricCounts {plan.Counts[i]};");
        }

        code.Gap();
        foreach (var constant in plan.Constants)
        {
            code.Line(constant);
        }

        code.Gap();
        code.Line("public override ImmutableArray<MetricCounts> MetricCounts { get; }");
        code.Gap();
    }

    private static void EmitConstructor(CodeWriter code, RulePlan plan)
    {
        var paths = plan.Program.Rules.Any(rule => !rule.Paths.IsEmpty)
            ? $", [{string.Join(", ", plan.Program.Rules.Select(PathsOf))}]"
            : "";
        code.Line("public EmittedProgram(ProgramContext context)");
        using (code.Block($"    : base(context{paths})"))
        {
            PatternsEmitter.EmitLinks(code, plan.Program, plan.Use, plan.Patterns, plan.Prefixes);
            for (var i = 0; i < plan.Metrics.Length; i++)
            {
                var description = plan.Program.Metrics[i].Description;
                var family = $"({TypeNameOf(description)}Family)context.Families[{i}]";
                code.Line($"{plan.Metrics[i]} = {(description.Keys.IsEmpty ? $"({family}).Scalar()" : family)};");
                code.Line($"{plan.Counts[i]} = new MetricCounts({CSharpText.Literal(description.Name)}, {MatchersOf(plan, plan.Program.Rules[i])});");
            }

            code.Line($"MetricCounts = [{string.Join(", ", plan.Counts)}];");
        }

        code.Gap();
    }

    // A line whose match costs too much is an error of the metric.
    private static string MatchersOf(RulePlan plan, MetricRule rule) =>
        string.Join(", ", rule.Patterns
            .SelectMany(pattern => plan.Program.Patterns[pattern].Conditions.Where(condition => condition.Expression >= 0).Select(condition => condition.Expression).Prepend(pattern))
            .Select(pattern => plan.Patterns[pattern]));

    private static string PathsOf(MetricRule rule) =>
        $"[{string.Join(", ", rule.Paths.Select(path =>
        {
            var (folder, pattern) = GoGlob.Split(path);
            return $"new({CSharpText.Literal(folder)}, {CSharpText.Literal(GoGlob.ToRegex(pattern))})";
        }))}]";

    private static string TypeNameOf(MetricDescription metric) => metric.Kind switch
    {
        MetricKind.Histogram => "Histogram",
        MetricKind.Summary => "Summary",
        _ => "Float",
    };
}
