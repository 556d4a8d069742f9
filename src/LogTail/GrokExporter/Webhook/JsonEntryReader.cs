using System.Buffers;
using System.Text;
using System.Text.Json;

namespace LogTail.GrokExporter.Webhook;

/// <summary>
/// Takes the lines out of JSON. Reading stops at the first entry that is not as it should be, as in grok_exporter: those before it count. All
/// objects of a body end up in one document, so that whoever reads the extras has one thing to keep.
/// </summary>
internal sealed class JsonEntryReader(JsonSelector selector)
{
    // Deeper ones are no log entries, and templates walk through them.
    private static readonly JsonDocumentOptions Limits = new() { MaxDepth = 256 };

    private readonly List<ReadOnlyMemory<byte>> _lines = [];
    private readonly List<JsonElement> _extras = [];

    /// <summary>One object.</summary>
    public WebhookEntries ReadSingle(ReadOnlyMemory<byte> body)
    {
        if (!TryParse(body, out var document, out var fault))
        {
            return WebhookEntries.Refused($"The body is not JSON: {fault}");
        }

        return TryAdd(document!.RootElement, document.RootElement, out fault)
            ? new WebhookEntries(_lines, _extras, "", document)
            : Refuse(document, $"The body cannot be used: {fault}");
    }

    /// <summary>An array of objects. Each is wrapped as <c>{"x": entry}</c> for templates.</summary>
    public WebhookEntries ReadBulk(ReadOnlyMemory<byte> body)
    {
        if (!TryParse(body, out var entries, out var fault))
        {
            return WebhookEntries.Refused($"The body is not JSON: {fault}");
        }

        using (entries)
        {
            if (entries!.RootElement.ValueKind != JsonValueKind.Array)
            {
                return WebhookEntries.Refused($"The body must be an array of objects, and is {JsonKind.Describe(entries.RootElement.ValueKind)}");
            }

            var wrapped = Wrap(entries.RootElement);
            foreach (var wrapper in wrapped.RootElement.EnumerateArray())
            {
                if (!TryAdd(wrapper.GetProperty("x"), wrapper, out fault))
                {
                    return new WebhookEntries(_lines, _extras, $"Entry {_lines.Count + 1} cannot be used: {fault}", wrapped);
                }
            }

            return new WebhookEntries(_lines, _extras, "", wrapped);
        }
    }

    /// <summary>An object per line; empty lines are skipped.</summary>
    public WebhookEntries ReadLines(ReadOnlyMemory<byte> body)
    {
        var number = 0;
        var documents = new DocumentList();
        while (!body.IsEmpty)
        {
            number++;
            var end = body.Span.IndexOf((byte)'\n');
            var line = TextTrimming.Trim(end < 0 ? body : body[..end]);
            body = end < 0 ? default : body[(end + 1)..];
            if (line.IsEmpty)
            {
                continue;
            }

            if (!TryParse(line, out var document, out var fault))
            {
                return new WebhookEntries(_lines, _extras, $"Line {number} is not JSON: {fault}", documents);
            }

            documents.Add(document!);
            if (!TryAdd(document!.RootElement, document.RootElement, out fault))
            {
                return new WebhookEntries(_lines, _extras, $"Line {number} cannot be used: {fault}", documents);
            }
        }

        return new WebhookEntries(_lines, _extras, "", documents);
    }

    private bool TryAdd(JsonElement entry, JsonElement extra, out string fault)
    {
        fault = $"it is {JsonKind.Describe(entry.ValueKind)}, not an object";
        if (entry.ValueKind != JsonValueKind.Object || !selector.TrySelect(entry, out var selected, out fault))
        {
            return false;
        }

        _lines.Add(TextTrimming.Trim(Encoding.UTF8.GetBytes(selected.GetString()!)));
        _extras.Add(extra);
        return true;
    }

    private static bool TryParse(ReadOnlyMemory<byte> text, out JsonDocument? document, out string fault)
    {
        try
        {
            document = JsonDocument.Parse(text, Limits);
            fault = "";
            return true;
        }
        catch (JsonException wrong)
        {
            document = null;
            fault = wrong.Message;
            return false;
        }
    }

    private static JsonDocument Wrap(JsonElement entries)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text, new JsonWriterOptions { MaxDepth = Limits.MaxDepth + 2, SkipValidation = true }))
        {
            writer.WriteStartArray();
            foreach (var entry in entries.EnumerateArray())
            {
                writer.WriteStartObject();
                writer.WritePropertyName("x"u8);
                writer.WriteRawValue(entry.GetRawText(), skipInputValidation: true);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return JsonDocument.Parse(text.WrittenMemory, Limits with { MaxDepth = Limits.MaxDepth + 2 });
    }

    private static WebhookEntries Refuse(JsonDocument document, string fault)
    {
        document.Dispose();
        return WebhookEntries.Refused(fault);
    }

    private sealed class DocumentList : List<JsonDocument>, IDisposable
    {
        public void Dispose() => ForEach(document => document.Dispose());
    }
}
