using System.Collections.Immutable;
using LogTail.Language.Text;

namespace LogTail.Language.Diagnostics;

/// <summary>Collects the diagnostics of one program. A thing found twice at one place is kept once: decorators are checked at every use.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly HashSet<(DiagnosticCode, TextSpan, ProgramText?, string)> _known = [];

    /// <summary>True when the program must be refused.</summary>
    public bool HasErrors => ErrorCount > 0;

    public int ErrorCount { get; private set; }

    public int Count => _diagnostics.Count;

    public void Report(DiagnosticCode code, TextSpan span, string message, string? hint = null) =>
        Report(new Diagnostic(code, span, message, hint));

    public void Report(Diagnostic diagnostic)
    {
        if (!_known.Add((diagnostic.Code, diagnostic.Span, diagnostic.Text, diagnostic.Message)))
        {
            return;
        }

        _diagnostics.Add(diagnostic);
        ErrorCount += diagnostic.Severity == DiagnosticSeverity.Error ? 1 : 0;
    }

    /// <summary>In the order of the text; those of other texts after it.</summary>
    public ImmutableArray<Diagnostic> ToImmutable() =>
        [.. _diagnostics.OrderBy(d => d.Text?.Path ?? "", StringComparer.Ordinal).ThenBy(d => d.Span.Start)];
}
