using System.Collections.Immutable;

namespace LogTail.Language.GrokExporter.Converting;

/// <summary>A configuration as a program.</summary>
/// <param name="Text">The program; what differs stands in comments at its top.</param>
/// <param name="Differences">What the program does not do as the configuration does, a sentence each; empty when it counts the same.</param>
public sealed record ConvertedProgram(string Text, ImmutableArray<string> Differences);
