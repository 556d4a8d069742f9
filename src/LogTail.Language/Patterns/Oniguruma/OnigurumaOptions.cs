namespace LogTail.Language.Patterns.Oniguruma;

/// <summary>What differs between the programs that use Oniguruma (spec/grok.md §4).</summary>
/// <param name="DotMatchesLineFeed">True as in Logstash; false as in grok_exporter.</param>
public sealed record OnigurumaOptions(bool DotMatchesLineFeed)
{
    /// <summary>Whether what is Oniguruma's own, and not Ruby's, holds: <c>{3,1}</c> is a possessive <c>{1,3}</c>, <c>\y</c> a boundary of graphemes.</summary>
    public bool IsPlainOniguruma { get; init; }

    /// <summary>As Logstash compiles patterns.</summary>
    public static readonly OnigurumaOptions Logstash = new(DotMatchesLineFeed: true);

    /// <summary>As grok_exporter compiles patterns.</summary>
    public static readonly OnigurumaOptions GrokExporter = new(DotMatchesLineFeed: false) { IsPlainOniguruma = true };
}
