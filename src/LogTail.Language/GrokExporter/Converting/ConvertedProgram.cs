using System.Collections.Immutable;
using LogTail.Language.Diagnostics;

namespace LogTail.Language.GrokExporter.Converting;

/// <summary>A configuration as a program.</summary>
/// <param name="Text">The program; what differs stands in comments at its top.</param>
/// <param name="Differences">What the program does not do as the configuration does; empty when it counts the same. Warnings, each at its place in the configuration.</param>
public sealed record ConvertedProgram(string Text, ImmutableArray<Diagnostic> Differences);
