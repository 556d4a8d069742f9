using System.Collections.Frozen;
using System.Collections.Immutable;
using LogTail.Language.Checking.Types;
using LogTail.Language.Grok;
using LogTail.Language.Grok.Embedding;
using LogTail.Language.Patterns;
using LogTail.Language.Text;

namespace LogTail.Language.Checking;

/// <summary>One place of the program where a pattern is used. A decorator's sites become one pattern per use of the decorator.</summary>
/// <param name="Tree">Null when the pattern is wrong, which has been reported.</param>
/// <param name="GroupTypes">The type of each group, from group 0, the whole match.</param>
internal sealed record PatternSite(string Text, RegexTree? Tree, ImmutableArray<TypeTerm> GroupTypes, TextSpan Span)
{
    /// <summary>The fields that grok references in it capture.</summary>
    public ImmutableArray<EmbeddedField> Fields { get; init; } = [];

    /// <summary>Groups that belong to grok references: the program cannot read them by number or by name.</summary>
    public IReadOnlySet<int> EmbeddedGroups { get; init; } = FrozenSet<int>.Empty;

    /// <summary>What must hold beside the match, by grok references with predicates.</summary>
    public ImmutableArray<GrokCondition> Conditions { get; init; } = [];

    // Two sites with the same text are two sites.
    public bool Equals(PatternSite? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
