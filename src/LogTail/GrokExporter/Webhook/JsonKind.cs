using System.Text.Json;

namespace LogTail.GrokExporter.Webhook;

/// <summary>Kinds of JSON values in words.</summary>
internal static class JsonKind
{
    public static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a truth value",
    };
}
