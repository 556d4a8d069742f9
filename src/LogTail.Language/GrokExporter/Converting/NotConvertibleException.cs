using LogTail.Language.Text;

namespace LogTail.Language.GrokExporter.Converting;

/// <summary>A metric that the language cannot say. Thrown and caught inside of this folder.</summary>
internal class NotConvertibleException(string message, string hint) : Exception(message)
{
    /// <summary>What the user can do instead.</summary>
    public string Hint { get; } = hint;

    /// <summary>Which part of the text that was converted it is about; null for all of it.</summary>
    public TextSpan? Span { get; init; }
}
