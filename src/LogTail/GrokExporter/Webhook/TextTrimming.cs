using System.Buffers;
using System.Text;

namespace LogTail.GrokExporter.Webhook;

/// <summary>Blanks of Unicode at the ends of UTF-8 text, as Go's <c>strings.TrimSpace</c> knows them.</summary>
internal static class TextTrimming
{
    /// <summary>The text without the blanks at its beginning and end. Bytes that are not UTF-8 are no blanks.</summary>
    public static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> text)
    {
        while (Rune.DecodeFromUtf8(text.Span, out var first, out var length) == OperationStatus.Done && Rune.IsWhiteSpace(first))
        {
            text = text[length..];
        }

        while (Rune.DecodeLastFromUtf8(text.Span, out var last, out var length) == OperationStatus.Done && Rune.IsWhiteSpace(last))
        {
            text = text[..^length];
        }

        return text;
    }
}
