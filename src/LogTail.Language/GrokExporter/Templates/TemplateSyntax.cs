using System.Collections.Immutable;

namespace LogTail.Language.GrokExporter.Templates;

/// <summary>A template that has been parsed (spec/grok.md §7). Spans are places in its own text.</summary>
/// <param name="Text">As written.</param>
/// <param name="Body">What is printed.</param>
/// <param name="Definitions">What <c>define</c> and <c>block</c> define, by name.</param>
public sealed record TemplateSyntax(
    string Text, ImmutableArray<TemplateNode> Body, ImmutableSortedDictionary<string, ImmutableArray<TemplateNode>> Definitions);
