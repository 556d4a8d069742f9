using System.Text.Json;

namespace LogTail.GrokExporter.Webhook;

/// <summary>What a body held.</summary>
/// <param name="Lines">The lines, in UTF-8, trimmed.</param>
/// <param name="Extras">What templates see as <c>.extra</c>, one per line. Lives as long as <paramref name="Document"/>.</param>
/// <param name="Fault">Why the body, or the rest of it, was not understood; empty when it was.</param>
/// <param name="Document">What holds the extras; null for none.</param>
internal sealed record WebhookEntries(
    IReadOnlyList<ReadOnlyMemory<byte>> Lines, IReadOnlyList<JsonElement> Extras, string Fault, IDisposable? Document) : IDisposable
{
    public static WebhookEntries Refused(string fault) => new([], [], fault, null);

    public void Dispose() => Document?.Dispose();
}
