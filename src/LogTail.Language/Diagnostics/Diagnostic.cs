using LogTail.Language.Text;

namespace LogTail.Language.Diagnostics;

/// <summary>Something that is wrong, or looks wrong, in a program.</summary>
/// <param name="Code">What kind of thing; stable across versions.</param>
/// <param name="Span">Where; of length zero for a place between two characters.</param>
/// <param name="Message">What is wrong, in one or two sentences in the user's words.</param>
/// <param name="Hint">What to do about it; null where nothing helpful can be said.</param>
public sealed record Diagnostic(DiagnosticCode Code, TextSpan Span, string Message, string? Hint = null)
{
    /// <summary>The text that the span is in; null for the text that was checked. A configuration imports others.</summary>
    public ProgramText? Text { get; init; }

    /// <summary>Follows from the code: those from 500 on are warnings.</summary>
    public DiagnosticSeverity Severity => (int)Code >= 500 ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error;
}
