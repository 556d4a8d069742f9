using System.Globalization;
using LogTail.Compiler.Emitting.Writing;
using LogTail.Language.Checking;
using LogTail.Metrics;

namespace LogTail.Compiler.Emitting;

/// <summary>Emits what an emitted program consists of besides its statements: fields, constructor, and what it says about itself.</summary>
internal static class MemberEmitter
{
    /// <summary>Emits all members but the methods that run.</summary>
    public static void EmitMembers(CodeWriter code, ProgramPlan plan)
    {
        EmitPatterns(code, plan);
        EmitLayouts(code, plan);
        EmitSeries(code, plan);
        EmitConstructor(code, plan);
        EmitDescriptions(code, plan.Program);
        EmitLogFilter(code, plan.Program);
        EmitClues(code, plan.Use, NeededClues.Of(plan.Program.Body, plan.Use));
        EmitAccess(code, plan);
    }

    private static void EmitPatterns(CodeWriter code, ProgramPlan plan)
    {
        for (var i = 0; i < plan.Patterns.Length; i++)
        {
            if (plan.Use.IsServed(i))
            {
                code.Comment($"/{plan.Program.Patterns[i].Text}/");
                code.Line($"private readonly {PatternsEmitter.NameOf(i)}Matcher {plan.Patterns[i]} = new();");
            }
        }

        PatternsEmitter.EmitPrefixFields(code, plan.Use, plan.Prefixes);
        code.Gap();
    }

    /// <summary>Emits what a line must contain for patterns to match.</summary>
    /// <param name="needed">Bits of clues of which a line must have one to matter; 0 when any line may.</param>
    public static void EmitClues(CodeWriter code, PatternUse use, ulong needed)
    {
        if (use.Clues.IsEmpty)
        {
            return;
        }

        code.Line("public override ImmutableArray<LineClue> LineClues { get; } =");
        code.Line("[");
        foreach (var (bit, texts) in use.Clues)
        {
            code.Line($"    new({CSharpText.Bits(bit)}, {List(texts, CSharpText.Literal)}),");
        }

        code.Line("];");
        code.Gap();
        if (needed != 0)
        {
            code.Line($"public override ulong NeededClues => {CSharpText.Bits(needed)};");
            code.Gap();
        }
    }

    private static void EmitLayouts(CodeWriter code, ProgramPlan plan)
    {
        foreach (var (layout, field) in plan.Layouts)
        {
            foreach (var line in LayoutEmitter.Field(field, layout))
            {
                code.Line(line);
            }
        }

        code.Gap();
    }

    private static void EmitSeries(CodeWriter code, ProgramPlan plan)
    {
        foreach (var metric in plan.Series)
        {
            if (metric.FamilyField is { } family)
            {
                code.Line($"private readonly {metric.TypeName}Family {family};");
            }

            if (metric.SeriesField is { } series)
            {
                var declaration = metric.Form == SeriesForm.Present ? $"readonly {metric.TypeName}Series" : $"{metric.TypeName}Series?";
                code.Line($"private {declaration} {series};");
            }
        }

        if (plan.HasOtherwise)
        {
            code.Gap();
            code.Comment("Whether a condition was true since the present block began: what otherwise asks.");
            code.Line($"private bool {MethodEmitter.MatchedField};");
        }

        code.Gap();
    }

    private static void EmitConstructor(CodeWriter code, ProgramPlan plan)
    {
        code.Line("public EmittedProgram(ProgramContext context)");
        using (code.Block("    : base(context)"))
        {
            PatternsEmitter.EmitLinks(code, plan.Program, plan.Use, plan.Patterns, plan.Prefixes);
            for (var i = 0; i < plan.Series.Length; i++)
            {
                var metric = plan.Series[i];
                var family = $"(({metric.TypeName}Family)context.Families[{i.ToString(CultureInfo.InvariantCulture)}])";
                code.Line(metric.Form == SeriesForm.Present
                    ? $"{metric.SeriesField} = {family}.Scalar();"
                    : $"{metric.FamilyField} = {family[1..^1]};");
            }
        }

        code.Gap();
    }

    public static void EmitDescriptions(CodeWriter code, CheckedProgram program)
    {
        if (program.Metrics.IsEmpty)
        {
            code.Line("public static ImmutableArray<MetricDescription> Metrics => [];");
            code.Gap();
            return;
        }

        code.Line("public static ImmutableArray<MetricDescription> Metrics =>");
        code.Line("[");
        foreach (var metric in program.Metrics)
        {
            code.Line("    " + Describe(metric.Description) + ",");
        }

        code.Line("];");
        code.Gap();
    }

    private static string Describe(MetricDescription d) =>
        $"new({CSharpText.Literal(d.Name)}, {CSharpText.Literal(d.Program)}, MetricKind.{d.Kind}, MetricValueType.{d.Type}, "
        + $"Hidden: {(d.Hidden ? "true" : "false")}, Keys: {List(d.Keys, CSharpText.Literal)}, Bounds: {List(d.Bounds, CSharpText.Literal)}, "
        + $"Limit: {CSharpText.Literal(d.Limit)}, Source: {CSharpText.Literal(d.Source)})"
        + (d.Kind == MetricKind.Summary ? DescribeQuantiles(d) : d.Help is null ? "" : $" {{ {DescribeHelp(d)}}}");

    private static string DescribeHelp(MetricDescription d) => d.Help is null ? "" : $"Help = {CSharpText.Literal(d.Help)}{(d.Kind == MetricKind.Summary ? ", " : " ")}";

    private static string DescribeQuantiles(MetricDescription d) =>
        $" {{ {DescribeHelp(d)}Quantiles = {List(d.Quantiles, target => $"new({CSharpText.Literal(target.Quantile)}, {CSharpText.Literal(target.Error)})")}, "
        + $"MaxAge = TimeSpan.FromTicks({CSharpText.Literal(d.MaxAge.Ticks)}) }}";

    private static void EmitLogFilter(CodeWriter code, CheckedProgram program)
    {
        if (!program.LogFilter.IsEmpty)
        {
            code.Line($"public override ImmutableArray<string> LogFilter {{ get; }} = {List(program.LogFilter, CSharpText.Literal)};");
            code.Gap();
        }
    }

    // Scalars that are made when they are first touched. No type or member that emitted code uses begins with Touch.
    private static void EmitAccess(CodeWriter code, ProgramPlan plan)
    {
        foreach (var metric in plan.Series.Where(metric => metric.Form == SeriesForm.OnTouch))
        {
            code.Line($"private {metric.TypeName}Series {metric.Access} => {metric.SeriesField} ??= {metric.FamilyField}.Scalar();");
            code.Gap();
        }
    }

    private static string List<T>(IEnumerable<T> items, Func<T, string> literal) => "[" + string.Join(", ", items.Select(literal)) + "]";
}
