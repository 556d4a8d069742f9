using System.Collections.Immutable;
using LogTail.Language.Checking;
using LogTail.Language.Diagnostics;
using LogTail.Language.GrokExporter.Configuration;
using LogTail.Language.Text;

namespace LogTail.Language.GrokExporter;

/// <summary>What became of a configuration.</summary>
/// <param name="Configuration">Null when a diagnostic is an error.</param>
/// <param name="Program">The same as a program; null when a diagnostic is an error.</param>
/// <param name="Diagnostics">All of them; those of imported files carry their own text.</param>
/// <param name="ImportedFiles">The files that were read beside it.</param>
public sealed record ExporterCheckResult(
    ExporterConfiguration? Configuration, CheckedProgram? Program, ImmutableArray<Diagnostic> Diagnostics, ImmutableArray<ProgramText> ImportedFiles);
