using System.Collections.Immutable;
using LogTail.Language.Diagnostics;
using LogTail.Runtime.Images;

namespace LogTail.Compiler.Building;

/// <summary>What became of one program.</summary>
/// <param name="Image">Null when the program has an error, or we have.</param>
/// <param name="Diagnostics">What the user is to be told about the program, warnings too.</param>
/// <param name="Fault">Null unless what we made of the program does not compile: the C# with its errors.</param>
public sealed record BuildResult(ProgramImage? Image, ImmutableArray<Diagnostic> Diagnostics, string? Fault);
