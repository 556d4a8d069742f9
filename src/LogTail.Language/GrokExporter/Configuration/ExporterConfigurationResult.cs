using System.Collections.Immutable;
using LogTail.Language.Diagnostics;
using LogTail.Language.Text;

namespace LogTail.Language.GrokExporter.Configuration;

/// <summary>What became of a configuration.</summary>
/// <param name="Configuration">Null when a diagnostic is an error.</param>
/// <param name="Diagnostics">All of them; those of imported files carry their own text.</param>
/// <param name="ImportedFiles">The files that were read beside it, whatever became of them: a change of one is a change of the configuration.</param>
public sealed record ExporterConfigurationResult(
    ExporterConfiguration? Configuration, ImmutableArray<Diagnostic> Diagnostics, ImmutableArray<ProgramText> ImportedFiles);
