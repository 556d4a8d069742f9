namespace LogTail.Language.Diagnostics;

/// <summary>How bad a diagnostic is.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The program runs, but probably not as its author thinks.</summary>
    Warning,

    /// <summary>The program is refused.</summary>
    Error,
}
