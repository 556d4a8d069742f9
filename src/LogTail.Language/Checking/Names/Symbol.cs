using System.Collections.Immutable;
using LogTail.Language.Checking.Types;
using LogTail.Language.Grok.Embedding;
using LogTail.Language.Syntax;
using LogTail.Language.Text;
using LogTail.Metrics;

namespace LogTail.Language.Checking.Names;

/// <summary>What a name in a program stands for.</summary>
/// <param name="name">As declared.</param>
/// <param name="span">The name in its declaration.</param>
internal abstract class Symbol(string name, TextSpan span)
{
    public string Name { get; } = name;

    public TextSpan Span { get; } = span;

    /// <summary>Set by the first use.</summary>
    public bool IsUsed { get; set; }
}

/// <summary>A metric.</summary>
internal sealed class MetricSymbol(MetricSyntax syntax) : Symbol(syntax.Name.Text, syntax.Name.Span)
{
    public MetricSyntax Syntax { get; } = syntax;

    /// <summary>The type of its values; for a histogram, of what it observes. A text's is known, others are inferred.</summary>
    public TypeTerm Type { get; } = syntax.Kind == MetricKind.Text ? TypeTerm.String : TypeTerm.NewVariable();

    /// <summary>Set when the first value that it is given is a text: the group that captured that, or null when it is something else.</summary>
    public CaptureSymbol? TextSource { get; set; }

    /// <summary>The types of its keys, one for each, inferred.</summary>
    public ImmutableArray<TypeTerm> KeyTypes { get; } = [.. syntax.Keys.Select(_ => TypeTerm.NewVariable())];
}

/// <summary>A constant.</summary>
internal sealed class ConstantSymbol(NameText name) : Symbol(name.Text, name.Span)
{
    /// <summary>Null inside its own definition.</summary>
    public PatternText? Pattern { get; set; }
}

/// <summary>A decorator.</summary>
internal sealed class DecoratorSymbol(DecoratorSyntax syntax) : Symbol(syntax.Name.Text, syntax.Name.Span)
{
    public DecoratorSyntax Syntax { get; } = syntax;

    /// <summary>False inside its own definition.</summary>
    public bool IsComplete { get; set; }

    /// <summary>What a decorated block sees, as it was at <c>next</c>; null before.</summary>
    public Scope? Inside { get; set; }
}

/// <summary>A capture group of a pattern.</summary>
/// <param name="name">Its name or, without one, its number.</param>
/// <param name="group">Its number.</param>
internal sealed class CaptureSymbol(string name, PatternSite site, int group) : Symbol(name, site.Span)
{
    public PatternSite Site { get; } = site;

    /// <summary>Of a field the first of its groups.</summary>
    public int Group { get; } = group;

    /// <summary>Set when the name is a field of grok references.</summary>
    public EmbeddedField? Field { get; init; }
}
