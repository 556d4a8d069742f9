using System.Globalization;
using System.Text;
using LogTail.Runtime.Texts;

namespace LogTail.Runtime.GoTemplates;

/// <summary>Fields, elements and lengths of values of templates. Each says false, and why, where Go gives an error.</summary>
public static class GoCollections
{
    /// <summary><c>.name</c> of a value.</summary>
    public static bool TryField(ref string problem, out GoValue result, in GoValue value, string name)
    {
        result = GoValue.Nil;
        if (value.Kind == GoValueKind.Map)
        {
            result = value.Entries.TryGetValue(name, out var found) ? found : GoValue.Nil;
            return true;
        }

        problem = value.Kind == GoValueKind.Nil ? $"nil data; no entry for key \"{name}\"" : $"can't evaluate field {name} in type {value.TypeName}";
        return false;
    }

    /// <summary><c>len</c>; of a text in bytes.</summary>
    public static bool TryLength(ref string problem, out long result, in GoValue value)
    {
        result = value.Kind switch
        {
            GoValueKind.Text or GoValueKind.JsonNumber => TextOrder.ByteCount(value.Text),
            GoValueKind.List => value.Items.Length,
            GoValueKind.Map => value.Entries.Count,
            _ => -1,
        };
        if (result < 0)
        {
            problem = value.Kind == GoValueKind.Nil ? "len of nil pointer" : $"len of type {value.TypeName}";
        }

        return result >= 0;
    }

    /// <summary><c>index</c>: the element under each index in turn.</summary>
    public static bool TryIndex(ref string problem, out GoValue result, in GoValue value, params ReadOnlySpan<GoValue> indices)
    {
        result = value;
        foreach (var index in indices)
        {
            // A copy: what is written must not be what is read.
            var inside = result;
            if (!TryElement(ref problem, out result, inside, index))
            {
                return false;
            }
        }

        if (value.Kind == GoValueKind.Nil && indices.IsEmpty)
        {
            problem = "index of untyped nil";
            return false;
        }

        return true;
    }

    /// <summary><c>slice</c>: a part of a list, or of the bytes of a text.</summary>
    public static bool TrySlice(ref string problem, out GoValue result, in GoValue value, params ReadOnlySpan<GoValue> bounds)
    {
        result = GoValue.Nil;
        if (!value.IsTextual && value.Kind != GoValueKind.List)
        {
            problem = value.Kind == GoValueKind.Nil ? "slice of untyped nil" : $"can't slice item of type {value.TypeName}";
            return false;
        }

        var bytes = value.IsTextual ? Bytes(value.Text) : [];
        var length = value.IsTextual ? bytes.Length : value.Items.Length;
        Span<int> places = [0, length, length];
        for (var i = 0; i < bounds.Length; i++)
        {
            if (value.IsTextual && i == 2)
            {
                problem = "cannot 3-index slice a string";
                return false;
            }

            if (!TryPlace(ref problem, bounds[i], length, out places[i]))
            {
                return false;
            }
        }

        if (places[0] > places[1] || places[1] > places[2])
        {
            problem = string.Create(CultureInfo.InvariantCulture, $"invalid slice index: {places[0]} > {places[1]}");
            return false;
        }

        result = value.IsTextual ? GoValue.Of(Text(bytes.AsSpan(places[0]..places[1]))) : GoValue.Of(value.Items[places[0]..places[1]].ToArray());
        return true;
    }

    /// <summary>What <c>range</c> goes over: indices or names, with the elements. Nothing at all for nil.</summary>
    public static bool TryRange(ref string problem, out (GoValue Index, GoValue Element)[] result, in GoValue value)
    {
        switch (value.Kind)
        {
            case GoValueKind.List:
                result = [.. value.Items.ToArray().Select((element, index) => (GoValue.Of((long)index), element))];
                return true;
            case GoValueKind.Map:
                result = [.. value.Entries.Select(entry => (GoValue.Of(entry.Key), entry.Value))];
                return true;
            default:
                result = [];
                problem = $"range can't iterate over {GoPrint.Text(value)}";
                return value.Kind == GoValueKind.Nil;
        }
    }

    private static bool TryElement(ref string problem, out GoValue result, in GoValue value, in GoValue index)
    {
        result = GoValue.Nil;
        switch (value.Kind)
        {
            case GoValueKind.Nil:
                problem = "index of nil pointer";
                return false;
            case GoValueKind.Map when index.Kind == GoValueKind.Text:
                result = value.Entries.TryGetValue(index.Text, out var found) ? found : GoValue.Nil;
                return true;
            case GoValueKind.Map:
                problem = $"value has type {index.TypeName}; should be string";
                return false;
            case GoValueKind.List:
                if (!TryPlace(ref problem, index, value.Items.Length - 1, out var place))
                {
                    return false;
                }

                result = value.Items[place];
                return true;
            case GoValueKind.Text or GoValueKind.JsonNumber:
                var bytes = Bytes(value.Text);
                if (!TryPlace(ref problem, index, bytes.Length - 1, out place))
                {
                    return false;
                }

                result = GoValue.Of((long)bytes[place]);
                return true;
            default:
                problem = $"can't index item of type {value.TypeName}";
                return false;
        }
    }

    private static bool TryPlace(ref string problem, in GoValue index, int most, out int place)
    {
        place = 0;
        if (index.Kind != GoValueKind.Int)
        {
            problem = index.Kind == GoValueKind.Nil ? "cannot index slice/array with nil" : $"cannot index slice/array with type {index.TypeName}";
            return false;
        }

        if (index.Int < 0 || index.Int > most)
        {
            problem = string.Create(CultureInfo.InvariantCulture, $"index out of range: {index.Int}");
            return false;
        }

        place = (int)index.Int;
        return true;
    }

    private static byte[] Bytes(string text)
    {
        var bytes = new List<byte>(text.Length);
        var reader = new LineBytes(text);
        for (var next = reader.Next(); next >= 0; next = reader.Next())
        {
            bytes.Add((byte)next);
        }

        return [.. bytes];
    }

    // A cut may halve a character: then its bytes are no UTF-8 any more.
    private static string Text(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var used) == System.Buffers.OperationStatus.Done)
            {
                text.Append(rune.ToString());
                bytes = bytes[used..];
            }
            else
            {
                text.Append(LineEscape.Of(bytes[0]));
                bytes = bytes[1..];
            }
        }

        return text.ToString();
    }
}
