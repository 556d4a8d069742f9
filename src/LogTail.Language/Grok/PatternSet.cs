using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace LogTail.Language.Grok;

/// <summary>
/// Patterns by name. Immutable. References are bound late: the last definition of a name is the one that every reference sees, also
/// one in a definition that was there before.
/// </summary>
public sealed class PatternSet
{
    /// <summary>No pattern.</summary>
    public static readonly PatternSet Empty = new(ImmutableDictionary.Create<string, PatternDefinition>(StringComparer.Ordinal));

    private readonly ImmutableDictionary<string, PatternDefinition> _definitions;

    private PatternSet(ImmutableDictionary<string, PatternDefinition> definitions) => _definitions = definitions;

    /// <summary>The patterns that references see, by name.</summary>
    public IEnumerable<PatternDefinition> Definitions => _definitions.Values.OrderBy(definition => definition.Name, StringComparer.Ordinal);

    /// <summary>The number of names.</summary>
    public int Count => _definitions.Count;

    /// <summary>This set with more definitions, which override those of the same name.</summary>
    /// <param name="definitions">In order; the last one of a name counts.</param>
    public PatternSet With(params IEnumerable<PatternDefinition> definitions) =>
        new(_definitions.SetItems(definitions.Select(definition => KeyValuePair.Create(definition.Name, definition))));

    /// <summary>Finds a pattern by its exact name.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out PatternDefinition? definition) => _definitions.TryGetValue(name, out definition);
}
