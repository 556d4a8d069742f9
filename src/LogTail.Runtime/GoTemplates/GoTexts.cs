namespace LogTail.Runtime.GoTemplates;

/// <summary>Functions of templates on texts.</summary>
public static class GoTexts
{
    /// <summary>What a function that wants a text makes of another value: an error, except of JSON numbers.</summary>
    public static bool TryText(ref string problem, out string result, in GoValue value)
    {
        result = value.IsTextual ? value.Text : "";
        if (!value.IsTextual)
        {
            problem = value.Kind == GoValueKind.Nil ? "invalid value; expected string" : $"wrong type for value; expected string; got {value.TypeName}";
        }

        return value.IsTextual;
    }

    /// <summary><c>base</c>: the last part of a path, as Go's <c>filepath.Base</c>.</summary>
    public static ReadOnlySpan<char> Base(ReadOnlySpan<char> path)
    {
        if (path.IsEmpty)
        {
            return ".";
        }

        var trimmed = path.TrimEnd('/');
        return trimmed.IsEmpty ? "/" : trimmed[(trimmed.LastIndexOf('/') + 1)..];
    }
}
