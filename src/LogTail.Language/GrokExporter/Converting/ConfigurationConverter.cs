using System.Globalization;
using System.Text;
using LogTail.Language.Checking;
using LogTail.Language.Checking.Rules;
using LogTail.Language.Diagnostics;
using LogTail.Language.GrokExporter.Configuration;
using LogTail.Language.Text;

namespace LogTail.Language.GrokExporter.Converting;

/// <summary>
/// Prints a configuration as a program in LogTail's own language. What the language cannot say is left out and reported; a configuration's input and server
/// are options of the command line.
/// </summary>
public sealed class ConfigurationConverter
{
    // More cases than this nobody wants to read: then texts are stored first.
    private const int MostCases = 64;

    private readonly ExporterConfiguration _configuration;
    private readonly CheckedProgram _program;
    private readonly StringBuilder _declarations = new();
    private readonly StringBuilder _begin = new();
    private readonly StringBuilder _rules = new();
    private readonly List<Diagnostic> _differences = [];
    private readonly ConvertedPatterns _patterns;
    private int _stored;

    // What is being converted, to say where it stands.
    private ConfigurationText _place = null!;

    private ConfigurationConverter(ExporterConfiguration configuration, CheckedProgram program)
    {
        _configuration = configuration;
        _program = program;
        _patterns = new ConvertedPatterns(configuration);
    }

    /// <summary>Converts.</summary>
    /// <param name="result">Of a configuration without errors.</param>
    public static ConvertedProgram Convert(ExporterCheckResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new ConfigurationConverter(result.Configuration!, result.Program!).Convert();
    }

    private ConvertedProgram Convert()
    {
        for (var i = 0; i < _configuration.Metrics.Length; i++)
        {
            Convert(_configuration.Metrics[i], _program.Rules[i], isLast: i == _configuration.Metrics.Length - 1);
        }

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {OneLine(_configuration.Text.Name)}, a configuration of grok_exporter, as a program.\n");
        foreach (var difference in _differences)
        {
            text.Append("# Differs: ").Append(OneLine(Place(difference))).Append(OneLine(difference.Message)).Append('\n');
            text.Append("#   hint: ").Append(OneLine(difference.Hint!)).Append('\n');
        }

        text.Append('\n').Append(_declarations);
        if (_begin.Length > 0)
        {
            text.Append("\nbegin {\n").Append(_begin).Append("}\n");
        }

        return new ConvertedProgram(text.Append(_rules).ToString(), [.. _differences]);
    }

    private void Convert(ExporterMetric metric, MetricRule rule, bool isLast)
    {
        var name = metric.Name.Value;
        var differences = _differences.Count;
        var stored = _stored;
        _place = metric.Name;
        try
        {
            var body = BodyOf(metric, rule, isLast);
            Declare(metric);
            DeclareStored(stored);
            _rules.Append(body);
        }
        catch (NotConvertibleException reason)
        {
            _stored = stored;
            _differences.RemoveRange(differences, _differences.Count - differences);
            Report($"{name}: {reason.Message} The metric is left out.", reason.Hint, _place, reason.Span);
        }
    }

    private void DeclareStored(int first)
    {
        if (_stored > first)
        {
            _declarations.Append("hidden text ").AppendJoin("\nhidden text ", Enumerable.Range(first + 1, _stored - first).Select(StoredName)).Append('\n');
        }
    }

    // No metric of the configuration has this name.
    private string StoredName(int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"case{number}");
        while (_configuration.Metrics.Any(metric => Identifier(metric) == name))
        {
            name += "_";
        }

        return name;
    }

    private void Declare(ExporterMetric metric)
    {
        var line = new StringBuilder();
        line.Append(metric.Type.ToString().ToLowerInvariant()).Append(' ').Append(MetricText(metric));
        if (!metric.Labels.IsEmpty)
        {
            line.Append(" by ").AppendJoin(", ", metric.Labels.Select(label => Quote(label.Name.Value)));
        }

        if (metric is { Type: ExporterMetricType.Histogram, Buckets: var buckets })
        {
            line.Append(" buckets ").AppendJoin(", ", buckets switch
            {
                [] => throw new NotConvertibleException("A histogram of a program has at least two bounds.", "Name some: `buckets: [1, 10]`."),
                // A lowest bound of zero or less only begins the first bucket.
                [<= 0, ..] => buckets.Insert(0, buckets[0] - 1).Select(Number),
                [_] => buckets.Insert(0, 0).Select(Number),
                _ => buckets.Select(Number),
            });
        }

        if (metric.Type == ExporterMetricType.Summary)
        {
            line.Append(metric.Quantiles.IsEmpty ? "" : " quantiles ").AppendJoin(", ", metric.Quantiles.Select(one => $"{Number(one.Quantile)}: {Number(one.Error)}"));
            line.Append(metric.MaxAge == ExporterMetric.DefaultMaxAge ? "" : string.Create(CultureInfo.InvariantCulture, $" max_age {metric.MaxAge.TotalSeconds}s"));
        }

        if (metric.Quantiles.Any(one => one.Error is <= 0 or >= 1 || one.Quantile is < 0 or > 1))
        {
            throw new NotConvertibleException("A quantile needs an error between 0 and 1.", "Write an error such as 0.01.");
        }

        _declarations.Append("# ").Append(OneLine(metric.Help.Value)).Append('\n').Append(line).Append('\n');
        if (metric.Type == ExporterMetricType.Gauge && metric.Labels.IsEmpty)
        {
            _begin.Append("  ").Append(Identifier(metric)).Append(" = 0.0\n");
        }
    }

    private string BodyOf(ExporterMetric metric, MetricRule rule, bool isLast)
    {
        var text = new StringBuilder("\n");
        var closing = 0;
        var indent = "";
        if (!metric.Paths.IsEmpty)
        {
            text.Append(CultureInfo.InvariantCulture, $"getfilename() =~ /^(?:{string.Join('|', metric.Paths.Select(PathPattern))})$/ {{\n");
            indent = "  ";
            closing++;
        }

        text.Append(CultureInfo.InvariantCulture, $"{indent}/{PatternOf(metric.Match)}/ {{\n");
        AppendUpdate(text, indent + "  ", metric, rule, isLast);
        text.Append(indent).Append("}\n");
        if (rule.Delete is { } delete)
        {
            AppendDeletion(text, indent, metric, delete);
        }

        return text.Append(closing > 0 ? "}\n" : "").ToString();
    }

    private string PatternOf(ConfigurationText expression)
    {
        _place = expression;
        return _patterns.Convert(expression);
    }

    // What a metric's templates over one expression become: the plain way, or, if that has too many cases, with texts that are stored.
    private (T Converted, ConvertedTemplates Templates) WithTemplates<T>(int pattern, Func<ConvertedTemplates, T> convert, Func<T, int> count)
    {
        try
        {
            var templates = new ConvertedTemplates(_program, _program.Patterns[pattern], _configuration.Input is FileInput, store: null);
            var converted = convert(templates);
            if (count(converted) <= MostCases)
            {
                return (converted, templates);
            }
        }
        catch (TooManyCasesException)
        {
            // The other way has fewer.
        }

        var storing = new ConvertedTemplates(_program, _program.Patterns[pattern], _configuration.Input is FileInput, () => StoredName(++_stored));
        return (convert(storing), storing);
    }

    private Choice<string> TextOf(ConvertedTemplates templates, CheckedTemplate template, ConfigurationText place)
    {
        _place = place;
        return templates.Text(template);
    }

    private Choice<(string? Value, string Keys)> UpdatesOf(ExporterMetric metric, MetricRule rule, ConvertedTemplates templates)
    {
        Choice<string?> value = (string?)null;
        if (rule.Value is { } template)
        {
            _place = metric.Value!;
            value = templates.Number(template).Select(number => (string?)number);
        }

        var keys = KeysOf([.. rule.Labels.Zip(metric.Labels, (label, written) => TextOf(templates, label, written.Template))]);
        _place = metric.Name;
        return value.Then(number => keys.Select(all => (number, all)));
    }

    private void AppendUpdate(StringBuilder text, string indent, ExporterMetric metric, MetricRule rule, bool isLast)
    {
        var (updates, templates) = WithTemplates(rule.Pattern, templates => UpdatesOf(metric, rule, templates), updates => updates.Count);
        if (templates.MayFail && !isLast)
        {
            Differs(metric, "A line whose value is no number ends there: the metrics below do not see it.", "Let the expression capture a number only, such as `%{NUMBER:value}`.");
        }

        if (templates.MayFail && metric.Type == ExporterMetricType.Histogram)
        {
            Differs(metric, "A value that is NaN is counted, but in no bucket.", "Let the expression capture a number only, such as `%{NUMBER:value}`.");
        }

        if (metric.Retention is not null)
        {
            Differs(metric, "Old series are looked for every hour, not every retention_check_interval; those with empty labels go too.", "Where they must go sooner, keep this metric in a configuration.");
        }

        foreach (var (difference, hint) in templates.Differences)
        {
            Differs(metric, difference, hint);
        }

        new ConditionalText(text).Append(updates, indent, (update, inner) => AppendUpdate(text, inner, metric, Identifier(metric) + update.Keys, update.Value));
    }

    private static void AppendUpdate(StringBuilder text, string indent, ExporterMetric metric, string target, string? value)
    {
        if (value is null)
        {
            text.Append(indent).Append(target).Append("++\n");
        }
        else
        {
            // Asked first, so that a value that is no number makes no series.
            var isCounter = metric.Type == ExporterMetricType.Counter;
            var guard = isCounter ? $"{value} >= 0.0" : $"{value} < 0.0 || {value} >= 0.0";
            text.Append(indent).Append(guard).Append(" {\n");
            text.Append(indent).Append("  ").Append(target).Append(isCounter || metric.Cumulative ? " += " : " = ").Append(value).Append('\n');
            AppendRetention(text, indent + "  ", metric, target);
            text.Append(indent).Append("}\n");
            return;
        }

        AppendRetention(text, indent, metric, target);
    }

    private static void AppendRetention(StringBuilder text, string indent, ExporterMetric metric, string target)
    {
        if (metric.Retention is { } retention)
        {
            text.Append(indent).Append(CultureInfo.InvariantCulture, $"del {target} after {retention.TotalSeconds}s\n");
        }
    }

    private static Choice<string> KeysOf(IEnumerable<Choice<string>> labels) =>
        labels.Aggregate((Choice<string>)"", (keys, label) => keys.Then(before => label.Select(value => $"{before}[{value}]")));

    private void AppendDeletion(StringBuilder text, string indent, ExporterMetric metric, DeletionRule delete)
    {
        text.Append(CultureInfo.InvariantCulture, $"{indent}/{PatternOf(metric.DeleteMatch!)}/ {{\n");
        var (keys, templates) = WithTemplates(delete.Pattern, templates => DeletedKeys(metric, delete, templates), keys => keys.Count);
        new ConditionalText(text).Append(keys, indent + "  ", (key, inner) => text.Append(inner).Append("del ").Append(Identifier(metric)).Append(key).Append('\n'));
        text.Append(indent).Append("}\n");
        foreach (var (difference, hint) in templates.Differences.Prepend(("Series with empty labels are deleted too.", "Give such labels a text that is not empty.")))
        {
            Differs(metric, difference, hint);
        }
    }

    private Choice<string> DeletedKeys(ExporterMetric metric, DeletionRule delete, ConvertedTemplates templates)
    {
        var written = metric.DeleteLabels.ToDictionary(label => label.Name.Value, label => label.Template, StringComparer.Ordinal);
        var given = delete.Labels.ToDictionary(label => label.Key, label => TextOf(templates, label.Value, written[metric.Labels[label.Key].Name.Value]));
        return KeysOf(Enumerable.Range(0, metric.Labels.Length).Select(key => given.GetValueOrDefault(key, "*")));
    }

    private void Differs(ExporterMetric metric, string sentence, string hint) => Report($"{metric.Name.Value}: {sentence}", hint, metric.Name, span: null);

    private void Report(string message, string hint, ConfigurationText place, TextSpan? span) => _differences.Add(
        new Diagnostic(DiagnosticCode.ConversionDiffers, span is { } part ? place.SpanOf(part.Start, part.Length) : place.Span, message, hint) { Text = place.File });

    private static string Place(Diagnostic difference) =>
        string.Create(CultureInfo.InvariantCulture, $"{difference.Text!.Name}:{difference.Text.PositionOf(difference.Span.Start).Line}: ");

    private string PathPattern(ConfigurationText path)
    {
        var (folder, pattern) = GoGlob.Split(path.Value);
        if (!folder.StartsWith('/'))
        {
            throw new NotConvertibleException("Its path is relative to the working directory.", "Write the whole path, from `/`.");
        }

        // A regular expression without the anchors and the end of .NET.
        var regex = GoGlob.ToRegex(pattern)[1..^2];
        return ConvertedPatterns.EscapeSlashes(System.Text.RegularExpressions.Regex.Escape(folder).Replace("\\ ", " ", StringComparison.Ordinal) + (folder == "/" ? "" : "/") + regex);
    }

    // The name, or where it cannot be one, another that is exported under it.
    private static string MetricText(ExporterMetric metric) =>
        Identifier(metric) == metric.Name.Value ? metric.Name.Value : $"{Identifier(metric)} as {Quoted(metric.Name.Value)}";

    private static string Identifier(ExporterMetric metric)
    {
        var name = metric.Name.Value;
        return name.Contains(':', StringComparison.Ordinal) || Parsing.Vocabulary.IsReserved(name) || name is "summary" or "quantiles" or "max_age" or "begin" or "log_filter" or "defined"
            ? "metric_" + name.Replace(':', '_')
            : name;
    }

    private static string Quote(string name) => Parsing.Vocabulary.IsReserved(name) || name is "quantiles" or "max_age" ? Quoted(name) : name;

    private static string Quoted(string text) => "\"" + text + "\"";

    private static string Number(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('E', StringComparison.Ordinal) ? value.ToString("F10", CultureInfo.InvariantCulture).TrimEnd('0').TrimEnd('.') : text;
    }

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
