using LogTail.Runtime.Images;

namespace LogTail.Engine;

/// <summary>A program that was built, or was not.</summary>
/// <param name="Source">What it was built from.</param>
/// <param name="Loaded">Null when it has errors.</param>
/// <param name="Diagnostics">Its errors and warnings, rendered for the user; empty when there are none.</param>
internal sealed record BuiltProgram(ProgramSource Source, LoadedProgram? Loaded, string Diagnostics)
{
    /// <summary>File name of the program.</summary>
    public string Name => Source.Name;
}
