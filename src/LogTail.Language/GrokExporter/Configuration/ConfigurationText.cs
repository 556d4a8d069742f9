using LogTail.Language.Text;

namespace LogTail.Language.GrokExporter.Configuration;

/// <summary>A text in a configuration: a template, an expression, a name.</summary>
/// <param name="Value">As YAML says it, quotes and escapes undone.</param>
/// <param name="File">Where it is written.</param>
/// <param name="Span">The whole scalar, quotes included.</param>
/// <param name="Offset">Where the value begins in the file, if it stands there as it is; otherwise -1.</param>
public sealed record ConfigurationText(string Value, ProgramText File, TextSpan Span, int Offset)
{
    /// <summary>Where a part of the value is in the file; all of the scalar where that cannot be told.</summary>
    /// <param name="start">Zero-based index into <see cref="Value"/>, in UTF-16 units.</param>
    /// <param name="length">UTF-16 units.</param>
    public TextSpan SpanOf(int start, int length) => Offset < 0 ? Span : new TextSpan(Offset + start, length);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
