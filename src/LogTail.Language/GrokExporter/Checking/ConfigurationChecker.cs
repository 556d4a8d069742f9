using System.Collections.Immutable;
using System.Diagnostics;
using LogTail.Language.Checking;
using LogTail.Language.Checking.Rules;
using LogTail.Language.Diagnostics;
using LogTail.Language.Grok;
using LogTail.Language.GrokExporter.Configuration;
using LogTail.Language.GrokExporter.Templates;
using LogTail.Language.GrokExporter.Templates.Parsing;
using LogTail.Language.Patterns;
using LogTail.Language.Patterns.Oniguruma;
using LogTail.Language.Text;
using LogTail.Metrics;

namespace LogTail.Language.GrokExporter.Checking;

/// <summary>From a configuration to a checked program: expressions compiled, templates parsed, fields found. One instance per configuration.</summary>
internal sealed class ConfigurationChecker
{
    // Perks' streams promise nothing for these; ours wants errors above 0 and below 1.
    private const double LeastError = 1e-4;
    private const double MostError = 0.5;

    private readonly ExporterConfiguration _configuration;
    private readonly ConfigurationDiagnostics _diagnostics;
    private readonly PatternProblems _problems;
    private readonly PatternSet _patterns;

    // Each use of an expression has its own, since each has its own captures. The groups that are read are known last.
    private readonly List<CheckedPattern> _compiled = [];

    public ConfigurationChecker(ExporterConfiguration configuration, ConfigurationDiagnostics diagnostics)
    {
        _configuration = configuration;
        _diagnostics = diagnostics;
        _problems = new PatternProblems(configuration, diagnostics);
        _patterns = PatternDefinitions.Of(configuration, _problems, diagnostics);
    }

    /// <returns>Worth something only if there are no errors.</returns>
    public CheckedProgram Check()
    {
        var metrics = ImmutableArray.CreateBuilder<MetricDeclaration>();
        var rules = ImmutableArray.CreateBuilder<MetricRule>();
        foreach (var metric in _configuration.Metrics)
        {
            rules.Add(RuleOf(metric, metrics.Count));
            metrics.Add(new MetricDeclaration(metric.Name.Value, Describe(metric), SpanOf(metric)) { Observes = ValueKind.Float });
        }

        return new CheckedProgram(_configuration.Text, metrics.DrainToImmutable(), [.. _compiled], [], [], []) { Rules = rules.DrainToImmutable() };
    }

    // Imported metrics stand in another text than the program's.
    private TextSpan SpanOf(ExporterMetric metric) => ReferenceEquals(metric.Name.File, _configuration.Text) ? metric.Name.Span : default;

    private static string PlaceOf(ConfigurationText text) => PatternProblems.OriginOf(text).ToString();

    private MetricDescription Describe(ExporterMetric metric) => new(
        metric.Name.Value,
        _configuration.Text.Name,
        metric.Type switch
        {
            ExporterMetricType.Counter => MetricKind.Counter,
            ExporterMetricType.Gauge => MetricKind.Gauge,
            ExporterMetricType.Histogram => MetricKind.Histogram,
            ExporterMetricType.Summary => MetricKind.Summary,
            _ => throw new UnreachableException(),
        },
        metric.Type switch
        {
            ExporterMetricType.Histogram => MetricValueType.Buckets,
            ExporterMetricType.Summary => MetricValueType.Quantiles,
            _ => MetricValueType.Float,
        },
        Hidden: false,
        [.. metric.Labels.Select(label => label.Name.Value)],
        // In a program a lowest bound of zero or less ends no bucket, so one goes before it.
        metric.Buckets is [<= 0, ..] ? [double.MinValue, .. metric.Buckets] : metric.Buckets,
        Limit: 0,
        PlaceOf(metric.Name))
    {
        Help = metric.Help.Value,
        Quantiles = [.. metric.Quantiles.Select(one => new QuantileTarget(one.Quantile, Math.Clamp(one.Error, LeastError, MostError)))],
        MaxAge = metric.MaxAge,
    };

    private MetricRule RuleOf(ExporterMetric metric, int number)
    {
        var match = CompileExpression(metric.Match);
        var delete = metric.DeleteMatch is { } text ? CompileExpression(text) : null;
        var value = metric.Value is { } template ? CheckTemplate(template, "value", match, "match") : null;
        if (value is not null)
        {
            ConstantValue.Check(metric, value.Syntax, _diagnostics);
        }

        ImmutableArray<CheckedTemplate?> labels = [.. metric.Labels.Select(label => CheckTemplate(label.Template, $"label {label.Name}", match, "match"))];
        var deletedLabels = metric.DeleteLabels.Select(label => (
            Key: metric.Labels.ToList().FindIndex(own => own.Name.Value == label.Name.Value),
            Value: CheckTemplate(label.Template, $"delete_label {label.Name}", delete, "delete_match"))).ToList();

        // What is missing has been reported, and the rule will not be used.
        return new MetricRule(
            number,
            PlaceOf(metric.Name),
            metric.Name.File.PositionOf(metric.Name.Span.Start).Line,
            [.. metric.Paths.Select(path => path.Value)],
            match is null ? -1 : Add(match),
            metric.Type switch
            {
                ExporterMetricType.Counter => RuleUpdate.Count,
                ExporterMetricType.Gauge => metric.Cumulative ? RuleUpdate.Add : RuleUpdate.Set,
                _ => RuleUpdate.Observe,
            },
            value is null ? null : Numbered(value, match),
            [.. labels.OfType<CheckedTemplate>().Select(label => Numbered(label, match))],
            metric.Retention,
            delete is null ? null : new DeletionRule(Add(delete), [.. deletedLabels.Where(label => label.Value is not null).Select(label => new DeletedLabel(label.Key, Numbered(label.Value!, delete)))]));
    }

    private Expression? CompileExpression(ConfigurationText text)
    {
        var result = GrokFrontEnd.Compile(text.Value, PatternProblems.OriginOf(text), _patterns, OnigurumaOptions.GrokExporter);
        if (!result.Succeeded)
        {
            _problems.Report(result.Problem, text);
            return null;
        }

        foreach (var warning in result.Pattern.Warnings)
        {
            _problems.Report(warning, text, DiagnosticCode.BrokenReference);
        }

        return new Expression(result.Pattern, text);
    }

    private int Add(Expression expression)
    {
        if (expression.Number < 0)
        {
            var span = ReferenceEquals(expression.Text.File, _configuration.Text) ? expression.Text.Span : default;
            var pattern = expression.Pattern;
            ImmutableArray<int> read = [.. expression.ReadGroups.Union(pattern.Conditions.Select(condition => condition.Group)).Order()];
            _compiled.Add(new CheckedPattern(pattern.Expression, pattern.Tree, read, span)
            {
                Conditions = [.. pattern.Conditions.Select(condition => new CheckedCondition(
                    condition.Group, condition.Predicate, condition.Expression is { } tree ? AddPattern(condition.Predicate.Operand, tree, []) : -1))],
            });
            expression.Number = _compiled.Count - 1;
        }

        return expression.Number;
    }

    private int AddPattern(string expression, RegexTree tree, ImmutableArray<int> readGroups)
    {
        _compiled.Add(new CheckedPattern(expression, tree, readGroups, default));
        return _compiled.Count - 1;
    }

    private static CheckedTemplate Numbered(CheckedTemplate template, Expression? expression) => template with { Pattern = expression?.Number ?? -1 };

    private CheckedTemplate? CheckTemplate(ConfigurationText text, string purpose, Expression? expression, string pattern)
    {
        try
        {
            var syntax = TemplateParser.Parse(text.Value);
            var checker = new TemplateChecker(AddPattern);
            var substitutions = checker.Check(syntax);
            foreach (var warning in checker.Warnings)
            {
                _diagnostics.Report(DiagnosticCode.AlwaysFails, text.File, text.SpanOf(warning.Span.Start, warning.Span.Length), warning.Message, warning.Hint);
            }

            return expression is null
                ? null
                : new CheckedTemplate(syntax, purpose, -1, FieldsOf(syntax, text, expression, pattern), substitutions);
        }
        catch (TemplateProblemException problem)
        {
            _diagnostics.Report(
                DiagnosticCode.InvalidTemplate, text.File, text.SpanOf(problem.Span.Start, problem.Span.Length), $"The template of {purpose} is wrong: {problem.Message}", problem.Hint);
            return null;
        }
    }

    private ImmutableSortedDictionary<string, int> FieldsOf(TemplateSyntax syntax, ConfigurationText text, Expression expression, string pattern)
    {
        var fields = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        foreach (var (name, span) in FieldScan.Of(syntax))
        {
            var groups = expression.Pattern.Fields.Where(field => field.Name == name).Select(field => field.Group).ToList();
            var isBuiltIn = name is CheckedTemplate.LogFile or CheckedTemplate.Extra;
            var place = text.SpanOf(span.Start, span.Length);
            if (groups.Count == 0 && !isBuiltIn)
            {
                _diagnostics.Report(
                    DiagnosticCode.UnknownField, text.File, place, $"grok field {name} not found in {pattern} pattern.", HintOfFields(expression.Pattern));
            }
            else if (groups.Count + (isBuiltIn ? 1 : 0) > 1)
            {
                _diagnostics.Report(
                    DiagnosticCode.AmbiguousField,
                    text.File,
                    place,
                    isBuiltIn
                        ? $"grok field {name} is ambiguous: the {pattern} pattern defines it, and it is a variable of every line."
                        : $"grok field {name} found {groups.Count} times in {pattern} pattern: this is ambiguous.",
                    "Give the fields of the pattern different names.");
            }
            else
            {
                fields[name] = groups.Count == 0 ? 0 : groups[0];
                expression.ReadGroups.UnionWith(groups);
            }
        }

        return fields.ToImmutable();
    }

    private static string HintOfFields(GrokPattern pattern) =>
        pattern.Fields.IsEmpty
            ? "The pattern captures nothing; write %{NAME:field}."
            : $"It captures {string.Join(", ", pattern.Fields.Select(field => field.Name).Distinct().Take(20))}.";

    /// <summary>An expression, and the groups that templates read.</summary>
    private sealed class Expression(GrokPattern pattern, ConfigurationText text)
    {
        public GrokPattern Pattern { get; } = pattern;

        public ConfigurationText Text { get; } = text;

        public HashSet<int> ReadGroups { get; } = [];

        /// <summary>Number of its pattern in the program; -1 until it has one.</summary>
        public int Number { get; set; } = -1;
    }
}
