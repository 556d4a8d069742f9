using System.Text;
using LogTail.Language.GrokExporter.Configuration;

namespace LogTail.GrokExporter.Webhook;

/// <summary>Takes the lines out of a body (spec/grok.md §6.3). Stateless.</summary>
internal sealed class WebhookReader(WebhookInput options)
{
    private readonly JsonSelector _selector = JsonSelector.Parse(options.JsonSelector);
    private readonly byte[] _separator = Encoding.UTF8.GetBytes(options.TextBulkSeparator);

    /// <param name="body">May be changed.</param>
    public WebhookEntries Read(Memory<byte> body) => options.Format switch
    {
        WebhookFormat.TextSingle => OfTexts([TextTrimming.Trim(body)]),
        WebhookFormat.TextBulk => OfTexts(Split(TextTrimming.Trim(body))),
        WebhookFormat.JsonSingle => new JsonEntryReader(_selector).ReadSingle(JsonBytes.Mend(body)),
        WebhookFormat.JsonBulk => new JsonEntryReader(_selector).ReadBulk(JsonBytes.Mend(body)),
        _ => new JsonEntryReader(_selector).ReadLines(JsonBytes.Mend(body)),
    };

    // Empty pieces are lines too.
    private List<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> text)
    {
        var pieces = new List<ReadOnlyMemory<byte>>();
        for (int end; (end = text.Span.IndexOf(_separator)) >= 0; text = text[(end + _separator.Length)..])
        {
            pieces.Add(TextTrimming.Trim(text[..end]));
        }

        pieces.Add(TextTrimming.Trim(text));
        return pieces;
    }

    private static WebhookEntries OfTexts(List<ReadOnlyMemory<byte>> lines) =>
        new(lines, [.. Enumerable.Repeat(EmptyObject.Element, lines.Count)], "", null);
}
