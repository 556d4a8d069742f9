using System.Collections.Immutable;
using LogTail.Language.Diagnostics;
using LogTail.Language.Text;

namespace LogTail.Language.GrokExporter.Configuration;

/// <summary>Collects what is wrong with a configuration and the files that it imports.</summary>
/// <param name="main">The configuration itself: its diagnostics carry no text of their own.</param>
internal sealed class ConfigurationDiagnostics(ProgramText main)
{
    private readonly DiagnosticBag _bag = new();

    /// <summary>True when the configuration must be refused.</summary>
    public bool HasErrors => _bag.HasErrors;

    public int ErrorCount => _bag.ErrorCount;

    public void Report(DiagnosticCode code, ProgramText text, TextSpan span, string message, string? hint = null) =>
        _bag.Report(new Diagnostic(code, span, message, hint) { Text = ReferenceEquals(text, main) ? null : text });

    public void Report(DiagnosticCode code, ConfigurationText place, string message, string? hint = null) =>
        Report(code, place.File, place.Span, message, hint);

    /// <summary>Those of the configuration in the order of its text, then those of imported files.</summary>
    public ImmutableArray<Diagnostic> ToImmutable() => _bag.ToImmutable();
}
