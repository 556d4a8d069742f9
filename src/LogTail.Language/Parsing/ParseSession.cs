using LogTail.Language.Diagnostics;
using LogTail.Language.Text;

namespace LogTail.Language.Parsing;

/// <summary>What one run of the parser knows besides its place in the text.</summary>
internal sealed class ParseSession
{
    /// <summary>How deep brackets and blocks may nest. Bounds the stack: each level costs the parser a few kilobytes of it.</summary>
    public const int MaxNesting = 150;

    /// <summary>The most syntax errors worth reading.</summary>
    private const int MaxErrors = 30;

    // mtail takes this character for the end of the program (spec/mtail-language.md §2.1).
    private const char EndMark = '\u2424';

    // By position: why no rule fits there, where more can be said than what was expected.
    private readonly Dictionary<int, Diagnostic> _explanations = [];

    public ParseSession(ProgramText text, DiagnosticBag diagnostics)
    {
        Text = text.Text;
        Diagnostics = diagnostics;
        var mark = Text.IndexOf(EndMark, StringComparison.Ordinal);
        End = mark < 0 ? Text.Length : mark;
    }

    public string Text { get; }

    /// <summary>Index where the program ends, at most the length of the text.</summary>
    public int End { get; }

    public DiagnosticBag Diagnostics { get; }

    /// <summary>True once going on makes no sense; every rule then fails upwards without a word.</summary>
    public bool IsAbandoned { get; private set; }

    /// <summary>Says why nothing fits at a position. The first explanation stays: it is the most specific.</summary>
    public void Explain(int position, DiagnosticCode code, TextSpan span, string message, string? hint = null) =>
        _explanations.TryAdd(position, new Diagnostic(code, span, message, hint));

    /// <summary>Reports something that makes it pointless to read on.</summary>
    public void Abandon(DiagnosticCode code, TextSpan span, string message, string? hint = null)
    {
        if (!IsAbandoned)
        {
            Diagnostics.Report(code, span, message, hint);
        }

        IsAbandoned = true;
    }

    /// <summary>Reports that the parser could not go on at a position.</summary>
    /// <param name="expectations">What would have fitted, in words.</param>
    public void ReportFailure(int position, IEnumerable<string> expectations)
    {
        if (IsAbandoned)
        {
            return;
        }

        Diagnostics.Report(
            _explanations.TryGetValue(position, out var explanation)
                ? explanation
                : SyntaxFailure.Describe(Text.AsSpan(0, End), position, expectations));
        IsAbandoned = Diagnostics.Count >= MaxErrors;
    }
}
