using System.Buffers;
using LogTail.Language.Diagnostics;
using LogTail.Language.GrokExporter.Configuration;
using LogTail.Language.GrokExporter.Templates;
using LogTail.Language.GrokExporter.Templates.Parsing;

namespace LogTail.Language.GrokExporter.Checking;

/// <summary>Warns of values with text that no number has (spec/grok.md §7.4): grok_exporter starts with them, and every line fails.</summary>
internal static class ConstantValue
{
    // Of decimal and hexadecimal numbers, infinities and NaN.
    private static readonly SearchValues<char> OfNumbers = SearchValues.Create("0123456789abcdefABCDEFxXpPiInNtTyY+-._");

    /// <summary>Looks at what the value's template prints on every line.</summary>
    public static void Check(ExporterMetric metric, TemplateSyntax template, ConfigurationDiagnostics diagnostics)
    {
        var texts = template.Body.OfType<TextNode>().ToList();
        if (texts.Count == template.Body.Length && !IsValue(metric, string.Concat(texts.Select(text => text.Text))))
        {
            Warn(metric, "This is not a number that the metric takes", template.Text, 0, diagnostics);
            return;
        }

        foreach (var text in texts)
        {
            var at = text.Text.AsSpan().IndexOfAnyExcept(OfNumbers);
            if (at >= 0)
            {
                // Of a text that a {{- or -}} has trimmed it is not known where the rest begins.
                var start = text.Span.Length == text.Text.Length ? text.Span.Start + at : text.Span.Start;
                Warn(metric, "What stands here is in no number", text.Text[at..], start, diagnostics);
                return;
            }
        }
    }

    private static bool IsValue(ExporterMetric metric, string text) => GoFloatSyntax.IsFloat(text) && !(metric.Type == ExporterMetricType.Counter && IsBelowZero(text));

    private static bool IsBelowZero(string number) => number.StartsWith('-') && number.Any(c => c is (>= '1' and <= '9') or 'i' or 'I');

    private static void Warn(ExporterMetric metric, string what, string text, int start, ConfigurationDiagnostics diagnostics) => diagnostics.Report(
        DiagnosticCode.AlwaysFails,
        metric.Value!.File,
        metric.Value.SpanOf(start, text.Length),
        $"{what}, so every line of '{metric.Name.Value}' fails: `{text}`",
        "A value is a number and nothing else, without unit and blanks; counters take none below zero.");
}
