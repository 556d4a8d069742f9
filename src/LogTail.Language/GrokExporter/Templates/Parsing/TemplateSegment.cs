using LogTail.Language.Text;

namespace LogTail.Language.GrokExporter.Templates.Parsing;

/// <summary>A stretch of a template: text to be printed, or what stands between the delimiters of an action.</summary>
/// <param name="IsAction">Which of the two.</param>
/// <param name="Text">Trim markers applied, delimiters left out.</param>
/// <param name="Span">Where <paramref name="Text"/> stands.</param>
internal readonly record struct TemplateSegment(bool IsAction, string Text, TextSpan Span);
