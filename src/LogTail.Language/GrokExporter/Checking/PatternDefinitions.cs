using LogTail.Language.Diagnostics;
using LogTail.Language.Grok;
using LogTail.Language.Grok.Library;
using LogTail.Language.GrokExporter.Configuration;

namespace LogTail.Language.GrokExporter.Checking;

/// <summary>The patterns that expressions of a configuration see: LogTail's own, overridden by imports, overridden by its own list (spec/grok.md §2, §6.4).</summary>
internal static class PatternDefinitions
{
    public static PatternSet Of(ExporterConfiguration configuration, PatternProblems problems, ConfigurationDiagnostics diagnostics)
    {
        var patterns = PatternLibrary.Legacy;
        foreach (var file in configuration.PatternFiles)
        {
            var parsed = PatternFile.Parse(file.Path, file.Text);
            foreach (var problem in parsed.Warnings)
            {
                problems.Report(problem, file);
            }

            patterns = patterns.With(parsed.Definitions);
        }

        return patterns.With(configuration.GrokPatterns.Select(entry => Read(entry, diagnostics)).OfType<PatternDefinition>());
    }

    private static PatternDefinition? Read(ConfigurationText entry, ConfigurationDiagnostics diagnostics)
    {
        // A number sign begins no comment here.
        var text = entry.Value.TrimStart(' ', '\t', '#');
        var nameEnd = text.AsSpan().IndexOfAny(' ', '\t');
        var expression = nameEnd < 0 ? "" : text[nameEnd..].TrimStart(' ', '\t');
        if (expression.Length == 0)
        {
            diagnostics.Report(DiagnosticCode.InvalidGrok, entry, $"'{entry.Value}' is not a valid pattern definition.", "Write NAME and its regular expression: 'DIGITS [0-9]+'");
            return null;
        }

        var origin = PatternProblems.OriginOf(entry);
        return new PatternDefinition(text[..nameEnd], expression, origin.At(entry.Value, entry.Value.Length - expression.Length));
    }
}
