using System.Text.Json;
using System.Text.RegularExpressions;

namespace LogTail.Runtime.GoTemplates;

/// <summary>A value of a template whose type is known only at run time, as Go's <c>interface{}</c>. Immutable.</summary>
public readonly partial struct GoValue
{
    // Text and JSON numbers: a string. Lists: GoValue[]. Maps: SortedDictionary<string, GoValue>, in the order of bytes.
    private readonly object? _object;

    // Bools, ints and the bits of floats.
    private readonly long _bits;

    private GoValue(GoValueKind kind, object? reference, long bits)
    {
        Kind = kind;
        _object = reference;
        _bits = bits;
    }

    /// <summary>No value.</summary>
    public static GoValue Nil => default;

    /// <summary>What it is.</summary>
    public GoValueKind Kind { get; }

    /// <summary>The value of an Int.</summary>
    public long Int => _bits;

    /// <summary>The value of a Float.</summary>
    public double Float => BitConverter.Int64BitsToDouble(_bits);

    /// <summary>The value of a Bool.</summary>
    public bool Bool => _bits != 0;

    /// <summary>The value of a Text, or the spelling of a JsonNumber.</summary>
    public string Text => (string)_object!;

    /// <summary>The elements of a List.</summary>
    public ReadOnlySpan<GoValue> Items => (GoValue[])_object!;

    /// <summary>The entries of a Map, in the order of their names' bytes.</summary>
    public IReadOnlyDictionary<string, GoValue> Entries => (SortedDictionary<string, GoValue>)_object!;

    /// <summary>Whether it is a text or a JSON number, which Go takes for a kind of text.</summary>
    public bool IsTextual => Kind is GoValueKind.Text or GoValueKind.JsonNumber;

    /// <summary>False for false, zero, nothing, and what is empty.</summary>
    public bool IsTrue => Kind switch
    {
        GoValueKind.Bool or GoValueKind.Int => _bits != 0,
        GoValueKind.Float => Float != 0,
        GoValueKind.Text or GoValueKind.JsonNumber => Text.Length > 0,
        GoValueKind.List => Items.Length > 0,
        GoValueKind.Map => Entries.Count > 0,
        _ => false,
    };

    /// <summary>What Go calls its type.</summary>
    public string TypeName => Kind switch
    {
        GoValueKind.Bool => "bool",
        GoValueKind.Int => "int",
        GoValueKind.Float => "float64",
        GoValueKind.Text => "string",
        GoValueKind.JsonNumber => "json.Number",
        GoValueKind.List => "[]interface {}",
        GoValueKind.Map => "map[string]interface {}",
        _ => "<nil>",
    };

    public static GoValue Of(bool value) => new(GoValueKind.Bool, null, value ? 1 : 0);

    public static GoValue Of(long value) => new(GoValueKind.Int, null, value);

    public static GoValue Of(double value) => new(GoValueKind.Float, null, BitConverter.DoubleToInt64Bits(value));

    public static GoValue Of(string value) => new(GoValueKind.Text, value, 0);

    public static GoValue Of(ReadOnlySpan<char> value) => new(GoValueKind.Text, value.ToString(), 0);

    public static GoValue Of(GoValue[] items) => new(GoValueKind.List, items, 0);

    /// <summary>A map.</summary>
    public static GoValue Of(params ReadOnlySpan<(string Name, GoValue Value)> entries)
    {
        var map = NewMap();
        foreach (var (name, value) in entries)
        {
            map[name] = value;
        }

        return new GoValue(GoValueKind.Map, map, 0);
    }

    /// <summary>The value of a JSON document, as Go reads it with numbers kept as they are written.</summary>
    public static GoValue Of(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False:
                return Of(element.ValueKind == JsonValueKind.True);
            case JsonValueKind.String:
                return Of(TextOf(element));
            case JsonValueKind.Number:
                return new GoValue(GoValueKind.JsonNumber, element.GetRawText(), 0);
            case JsonValueKind.Array:
                return Of(element.EnumerateArray().Select(Of).ToArray());
            case JsonValueKind.Object:
                var map = NewMap();
                foreach (var property in element.EnumerateObject())
                {
                    map[property.Name] = Of(property.Value);
                }

                return new GoValue(GoValueKind.Map, map, 0);
            default:
                return Nil;
        }
    }

    private static SortedDictionary<string, GoValue> NewMap() => new(Comparer<string>.Create((left, right) => Texts.TextOrder.Compare(left, right)));

    // Half of a surrogate pair, spelled as an escape, is U+FFFD in Go; .NET refuses the text.
    private static string TextOf(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            using var mended = JsonDocument.Parse(Surrogate().Replace(element.GetRawText(), @"\uFFFD"));
            return mended.RootElement.GetString()!;
        }
    }

    [GeneratedRegex(@"\\u[dD][89a-fA-F][0-9a-fA-F]{2}", RegexOptions.CultureInvariant)]
    private static partial Regex Surrogate();
}
