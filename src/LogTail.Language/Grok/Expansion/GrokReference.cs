namespace LogTail.Language.Grok.Expansion;

/// <summary>A reference <c>%{…}</c> as it stands in an expression.</summary>
/// <param name="Start">Offset of the percent sign.</param>
/// <param name="Length">Up to and including the closing brace.</param>
/// <param name="Name">The pattern.</param>
/// <param name="Field">The field it captures into; empty when it only matches.</param>
/// <param name="Type">What the field is converted to.</param>
internal sealed record GrokReference(int Start, int Length, string Name, string Field, GrokFieldType Type)
{
    /// <summary>Offset just past the closing brace.</summary>
    public int End => Start + Length;

    /// <summary>The pattern that the reference itself defines, or null.</summary>
    public string? Definition { get; init; }

    /// <summary>Offset of <see cref="Definition"/>.</summary>
    public int DefinitionStart { get; init; }

    /// <summary>What stands before the closing brace and means nothing: ` b` in <c>%{NAME:a b}</c>.</summary>
    public string Dropped { get; init; } = "";

    /// <summary>The type as written; empty for none.</summary>
    public string TypeName { get; init; } = "";

    /// <summary>The predicate, or null.</summary>
    public GrokPredicate? Predicate { get; init; }
}
