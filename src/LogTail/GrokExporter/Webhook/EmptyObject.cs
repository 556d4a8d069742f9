using System.Text.Json;

namespace LogTail.GrokExporter.Webhook;

/// <summary>What comes along with a line of text: nothing, but not nil.</summary>
internal static class EmptyObject
{
    public static readonly JsonElement Element = JsonElement.Parse("{}");
}
