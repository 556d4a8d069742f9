using System.Collections.Immutable;
using LogTail.Language.Text;

namespace LogTail.Language.GrokExporter.Configuration;

/// <summary>
/// A grok_exporter configuration, version 2 or 3, with imports followed and defaults filled in (spec/grok.md §6). Immutable.
/// Templates and expressions are still texts.
/// </summary>
/// <param name="Text">The file it came from.</param>
/// <param name="Version">2 or 3.</param>
/// <param name="RetentionCheckInterval">How often series past their retention are removed.</param>
/// <param name="Input">Where lines come from.</param>
/// <param name="Imports">As written.</param>
/// <param name="GrokPatterns">Entries of <c>grok_patterns</c>, or of <c>additional_patterns</c> in version 2: <c>NAME expression</c>.</param>
/// <param name="PatternFiles">The files that imports of patterns named, in their order.</param>
/// <param name="Metrics">Those of the file, then the imported ones.</param>
/// <param name="Server">How metrics are served.</param>
public sealed record ExporterConfiguration(
    ProgramText Text,
    int Version,
    TimeSpan RetentionCheckInterval,
    ExporterInput Input,
    ImmutableArray<ExporterImport> Imports,
    ImmutableArray<ConfigurationText> GrokPatterns,
    ImmutableArray<ProgramText> PatternFiles,
    ImmutableArray<ExporterMetric> Metrics,
    ExporterServer Server)
{
    /// <summary>The default of <see cref="RetentionCheckInterval"/>.</summary>
    public static readonly TimeSpan DefaultRetentionCheckInterval = TimeSpan.FromSeconds(53);
}
