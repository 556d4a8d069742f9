using System.Collections.Immutable;

namespace LogTail.Language.Patterns;

/// <summary>A parsed regular expression of any dialect. Immutable.</summary>
/// <param name="Root">The syntax tree, group 0 not included. At most <see cref="MaxHeight"/> nodes high, so that passes may recurse.</param>
/// <param name="Groups">The capturing groups; element i has number i + 1.</param>
public sealed record RegexTree(RegexNode Root, ImmutableArray<CaptureGroup> Groups)
{
    /// <summary>
    /// Whether an iteration of a loop may match nothing, and then is the last, as in .NET and Oniguruma; false: only the first may, as in
    /// Go. It decides what groups inside hold: <c>(a?)*</c> on "a" captures "" or "a".
    /// </summary>
    public bool MayIterateOverNothing { get; init; }

    /// <summary>The height that parsers refuse to exceed; Go's limit.</summary>
    public const int MaxHeight = 1000;
}
