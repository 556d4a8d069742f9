using System.Collections.Immutable;
using LogTail.Language.Text;

namespace LogTail.Engine;

/// <summary>A program as the user wrote it.</summary>
/// <param name="Name">File name.</param>
/// <param name="Path">As the user gave it, or as it was found in a folder.</param>
internal sealed record ProgramSource(string Name, string Path, string Text)
{
    /// <summary>Whether it is a configuration of grok_exporter, not a program in our own language.</summary>
    public bool IsConfiguration { get; init; }

    /// <summary>Files that a configuration imports.</summary>
    public ImmutableArray<ProgramText> Imports { get; init; } = [];

    /// <summary>Why it cannot be built, whatever is in it, for the user; null when it can.</summary>
    public string? Refusal { get; init; }

    /// <summary>All that it is made of; the text alone where nothing is imported.</summary>
    public string Whole => Imports.IsEmpty && Refusal is null
        ? Text
        : string.Join('\0', [Text, Refusal ?? "", .. Imports.SelectMany(import => new[] { import.Name, import.Path, import.Text })]);

    /// <summary>As the front end takes it.</summary>
    public ProgramText ToText() => new(Name, Path, Text) { IsConfiguration = IsConfiguration, Imports = Imports };

    /// <summary>False: whatever grok patterns there are, the program means the same.</summary>
    public bool MayUsePatterns => !IsConfiguration && Text.Contains("%{", StringComparison.Ordinal);
}

/// <summary>What a program last came to.</summary>
/// <param name="Text">The text that was tried last.</param>
/// <param name="Whole">That text with all that it imports.</param>
/// <param name="Patterns">What identifies the grok patterns it was tried with; empty for a text that refers to none.</param>
/// <param name="Runs">Whether a version of it runs, perhaps an earlier one.</param>
/// <param name="Fault">Why the text that was tried last does not run; empty when it does.</param>
internal sealed record ProgramState(string Name, string Path, string Text, string Whole, string Patterns, bool Runs, string Fault);

/// <summary>What became of a program that was new or changed.</summary>
/// <param name="Fault">Why this version does not run, for the user; empty when it does.</param>
/// <param name="Warnings">For the user; empty when there are none.</param>
/// <param name="Runs">Whether a version of it runs: this one, or the last good one.</param>
internal sealed record ProgramOutcome(string Name, string Fault, string Warnings, bool Runs);

/// <summary>What a load changed.</summary>
/// <param name="Faults">Files that could not be found or read, a sentence each.</param>
/// <param name="Outcomes">Of every program that was new or changed.</param>
/// <param name="Gone">Names of programs whose files are gone.</param>
internal sealed record ProgramLoadReport(
    ImmutableArray<string> Faults, ImmutableArray<ProgramOutcome> Outcomes, ImmutableArray<string> Gone)
{
    /// <summary>Whether all that the user named runs, in its present version.</summary>
    public bool IsClean => Faults.IsEmpty && Outcomes.All(outcome => outcome.Fault.Length == 0);
}
