using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LogTail.Language.Grok;
using LogTail.Language.Grok.Matching;

namespace LogTail.Grok;

/// <summary>The fields of a line as a JSON object, as Logstash would have them in an event.</summary>
internal static class FieldsJson
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// On one line. <c>[a][b]</c> is <c>b</c> in an object <c>a</c>; a field that was captured more than once is a list; <c>:int</c> and
    /// <c>:float</c> are numbers.
    /// </summary>
    public static string Write(GrokMatch match)
    {
        var root = new JsonObject();
        foreach (var capture in match.Captures)
        {
            Add(root, capture);
        }

        return root.ToJsonString(Plain);
    }

    // Where one field is an object and another of the same name is not, the later one stands under its name as written.
    private static void Add(JsonObject root, GrokCapture capture)
    {
        var path = capture.Field.Path;
        var parent = root;
        foreach (var step in path.AsSpan()[..^1])
        {
            if (!parent.TryGetPropertyValue(step, out var inner))
            {
                parent[step] = inner = new JsonObject();
            }

            if (inner is not JsonObject next)
            {
                Put(root, capture.Field.Name, ValueOf(capture));
                return;
            }

            parent = next;
        }

        if (parent.TryGetPropertyValue(path[^1], out var former) && former is JsonObject)
        {
            Put(root, capture.Field.Name, ValueOf(capture));
        }
        else
        {
            Put(parent, path[^1], ValueOf(capture));
        }
    }

    private static void Put(JsonObject parent, string name, JsonNode value)
    {
        if (!parent.TryGetPropertyValue(name, out var former))
        {
            parent[name] = value;
        }
        else if (former is JsonArray several)
        {
            several.Add(value);
        }
        else
        {
            parent[name] = new JsonArray(former?.DeepClone(), value);
        }
    }

    private static JsonNode ValueOf(GrokCapture capture)
    {
        switch (capture.Field.Type)
        {
            case GrokFieldType.Int:
                return JsonNode.Parse(GrokConversion.ToInteger(capture.Text).ToString(System.Globalization.CultureInfo.InvariantCulture))!;
            case GrokFieldType.Float when GrokConversion.ToFloat(capture.Text) is var number && double.IsFinite(number):
                return JsonValue.Create(number);
            default:
                return JsonValue.Create(capture.Text);
        }
    }
}
