using LogTail.Language.Text;

namespace LogTail.Language.GrokExporter.Templates;

/// <summary>What is wrong with a template. Thrown and caught inside of this folder: the first one ends the reading of a template, and becomes a diagnostic.</summary>
/// <param name="span">Where, in the template's text.</param>
/// <param name="message">A sentence for the user.</param>
/// <param name="hint">How to mend it.</param>
internal sealed class TemplateProblemException(TextSpan span, string message, string hint) : Exception(message)
{
    public TextSpan Span { get; } = span;

    public string Hint { get; } = hint;
}
