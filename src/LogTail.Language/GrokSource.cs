using System.Collections.Immutable;
using LogTail.Language.Grok;
using LogTail.Language.Grok.Library;

namespace LogTail.Language;

/// <summary>The grok patterns that programs may refer to: the shipped ones and the user's, which override them by name.</summary>
/// <param name="UsesEcs">Which of the shipped sets: field names of the Elastic Common Schema, or those of old.</param>
/// <param name="Definitions">The user's, in order; the last one of a name counts.</param>
public sealed record GrokSource(bool UsesEcs, ImmutableArray<PatternDefinition> Definitions)
{
    /// <summary>The shipped patterns with the field names of old.</summary>
    public static readonly GrokSource Shipped = new(UsesEcs: false, []);

    private readonly Lazy<PatternSet> _patterns = new(() => (UsesEcs ? PatternLibrary.Ecs : PatternLibrary.Legacy).With(Definitions));

    /// <summary>All of them.</summary>
    public PatternSet Patterns => _patterns.Value;
}
