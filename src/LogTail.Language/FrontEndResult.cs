using System.Collections.Immutable;
using LogTail.Language.Checking;
using LogTail.Language.Diagnostics;

namespace LogTail.Language;

/// <summary>What the front end makes of a program.</summary>
/// <param name="Program">The checked program, or null when a diagnostic is an error.</param>
/// <param name="Diagnostics">In the order of the text; there may be warnings also when all is well.</param>
public sealed record FrontEndResult(CheckedProgram? Program, ImmutableArray<Diagnostic> Diagnostics);
