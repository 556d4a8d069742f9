using System.Collections.Immutable;
using LogTail.Language.Checking.Names;
using LogTail.Language.Checking.Types;
using LogTail.Language.Syntax;

namespace LogTail.Language.Checking;

/// <summary>
/// What inference found out about the nodes of a syntax tree, by identity of the node. Filled by <see cref="Inference"/>, read by
/// <see cref="Lowering"/> when all types are settled. A node that was reported may be missing.
/// </summary>
internal sealed class ProgramModel
{
    private readonly Dictionary<ExpressionSyntax, TypeTerm> _types = new(ReferenceEqualityComparer.Instance);

    /// <summary>Operands that must be converted before their operator sees them, and to what.</summary>
    public Dictionary<ExpressionSyntax, TypeTerm> Conversions { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Names that are metrics.</summary>
    public Dictionary<NameSyntax, MetricSymbol> Metrics { get; } = new(ReferenceEqualityComparer.Instance);

    public Dictionary<CaptureSyntax, CaptureSymbol> Captures { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Expressions that are patterns: conditions, what stands right of <c>=~</c>, what <c>subst</c> replaces.</summary>
    public Dictionary<ExpressionSyntax, PatternSite> Patterns { get; } = new(ReferenceEqualityComparer.Instance);

    public Dictionary<MetricSyntax, MetricSymbol> Declarations { get; } = new(ReferenceEqualityComparer.Instance);

    public Dictionary<DecoratedSyntax, DecoratorSymbol> Decorators { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Names of line sources, from every <c>log_filter</c>.</summary>
    public ImmutableArray<string>.Builder LogFilter { get; } = ImmutableArray.CreateBuilder<string>();

    public void SetType(ExpressionSyntax node, TypeTerm type) => _types[node] = type;

    public TypeTerm TypeOf(ExpressionSyntax node) => _types.GetValueOrDefault(node, TypeTerm.Error);
}
