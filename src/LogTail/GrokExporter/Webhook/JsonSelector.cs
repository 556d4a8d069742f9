using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace LogTail.GrokExporter.Webhook;

/// <summary>Finds the line in a JSON object: <c>.message</c>, <c>.event.text</c>, <c>.lines[1]</c>, <c>.rows[0][2].text</c> (spec/grok.md §6.3).</summary>
internal sealed class JsonSelector
{
    private readonly string _text;
    private readonly ImmutableArray<Step> _steps;

    private JsonSelector(string text, ImmutableArray<Step> steps)
    {
        _text = text;
        _steps = steps;
    }

    /// <summary>Reads a selector.</summary>
    /// <param name="text">Begins with a dot; brackets that hold no number belong to the name before them.</param>
    public static JsonSelector Parse(string text)
    {
        var steps = ImmutableArray.CreateBuilder<Step>();
        foreach (var part in text.TrimStart('.').Split('.'))
        {
            var name = part;
            var indices = new Stack<int>();
            while (TryTakeIndex(ref name, out var index))
            {
                indices.Push(index);
            }

            steps.Add(new Step(name, [.. indices]));
        }

        return new JsonSelector(text, steps.ToImmutable());
    }

    /// <summary>Finds the text.</summary>
    /// <param name="reason">Why there is none, for whoever sent the object.</param>
    public bool TrySelect(JsonElement element, out JsonElement selected, out string reason)
    {
        selected = element;
        foreach (var step in _steps)
        {
            if (!step.TryTake(selected, out selected))
            {
                reason = $"it has no {_text}";
                return false;
            }
        }

        reason = selected.ValueKind == JsonValueKind.String ? "" : $"its {_text} is {JsonKind.Describe(selected.ValueKind)}, not a text";
        return reason.Length == 0;
    }

    private static bool TryTakeIndex(ref string name, out int index)
    {
        index = 0;
        var open = name.LastIndexOf('[');
        if (open <= 0 || name[^1] != ']' || !int.TryParse(name.AsSpan(open + 1)[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out index))
        {
            return false;
        }

        name = name[..open];
        return true;
    }

    private sealed record Step(string Name, ImmutableArray<int> Indices)
    {
        public bool TryTake(JsonElement element, out JsonElement value)
        {
            value = element;
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(Name, out value))
            {
                return false;
            }

            foreach (var index in Indices)
            {
                if (value.ValueKind != JsonValueKind.Array || index >= value.GetArrayLength())
                {
                    return false;
                }

                value = value[index];
            }

            return true;
        }
    }
}
