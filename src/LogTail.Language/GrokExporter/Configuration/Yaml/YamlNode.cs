using System.Collections.Immutable;
using LogTail.Language.Text;

namespace LogTail.Language.GrokExporter.Configuration.Yaml;

/// <summary>A node of a YAML document. Aliases are the node itself, so a document that multiplies them costs nothing.</summary>
/// <param name="Span">Where it stands in its text.</param>
internal abstract record YamlNode(TextSpan Span);

/// <summary>A scalar.</summary>
/// <param name="Value">Quotes and escapes undone.</param>
/// <param name="IsPlain">Whether it had no quotes: then it may be a number, a boolean or null.</param>
/// <param name="Offset">Where the value begins in the text, if it stands there as it is; -1 when escapes or folding change it.</param>
internal sealed record YamlScalar(string Value, bool IsPlain, int Offset, TextSpan Span) : YamlNode(Span)
{
    /// <summary>Whether it says that there is nothing (YAML 1.1).</summary>
    public bool IsNull => IsPlain && Value is "" or "~" or "null" or "Null" or "NULL" && IsPlain;
}

/// <summary>A list.</summary>
internal sealed record YamlSequence(ImmutableArray<YamlNode> Items, TextSpan Span) : YamlNode(Span);

/// <summary>A mapping, keys in their order. Merge keys (<c>&lt;&lt;</c>) are resolved, keys given twice are reported and the last one stays.</summary>
internal sealed record YamlMapping(ImmutableArray<YamlEntry> Entries, TextSpan Span) : YamlNode(Span);

/// <summary>A key with its value.</summary>
internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);
