using System.Collections.Immutable;

namespace LogTail.Language.Grok;

/// <summary>A field that a pattern captures. Several may have the same name: alternatives, mostly.</summary>
/// <param name="Name">As written: <c>verb</c> or <c>[http][request][method]</c>.</param>
/// <param name="Type">What its text is converted to.</param>
/// <param name="Group">Number of the capturing group in the tree.</param>
public sealed record GrokField(string Name, GrokFieldType Type, int Group)
{
    /// <summary>The steps of the name: <c>http, request, method</c>; a name without brackets is one step.</summary>
    public ImmutableArray<string> Path => PathOf(Name);

    private static ImmutableArray<string> PathOf(string name) =>
        name.StartsWith('[') && name.EndsWith(']') ? [.. name[1..^1].Split("][")] : [name];
}
