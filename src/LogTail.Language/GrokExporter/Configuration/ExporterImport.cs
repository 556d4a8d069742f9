namespace LogTail.Language.GrokExporter.Configuration;

/// <summary>An entry of <c>imports</c> (spec/grok.md §6.5), or the <c>patterns_dir</c> of version 2.</summary>
/// <param name="IsMetrics">True for metrics, false for patterns.</param>
/// <param name="IsDirectory">True for <c>dir</c>, false for <c>file</c>.</param>
/// <param name="Path">The directory, or the glob of files.</param>
/// <param name="Defaults">For imported metrics; null when there are none.</param>
public sealed record ExporterImport(bool IsMetrics, bool IsDirectory, ConfigurationText Path, ExporterMetricDefaults? Defaults);
