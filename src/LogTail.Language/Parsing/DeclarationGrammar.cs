using System.Collections.Immutable;
using LogTail.Language.Syntax;
using LogTail.Language.Text;
using LogTail.Metrics;
using Sprache;

namespace LogTail.Language.Parsing;

/// <summary>Declarations of metrics and constants (spec/mtail-language.md §3.1, §4). Rules stand below those that they are made of.</summary>
internal static class DeclarationGrammar
{
    private static readonly Parser<MetricKind> Kind =
        KindNamed("counter", MetricKind.Counter)
            .XOr(KindNamed("gauge", MetricKind.Gauge))
            .XOr(KindNamed("timer", MetricKind.Timer))
            .XOr(KindNamed("text", MetricKind.Text))
            .XOr(KindNamed("histogram", MetricKind.Histogram))
            .XOr(Tokens.KeywordBefore("summary", next => next is '"' or '_' || char.IsLetter(next)).Select(_ => MetricKind.Summary))
            .Named("a kind of metric");

    private static readonly Parser<BoundSyntax> Bound =
        Tokens.Number.Select(number => new BoundSyntax(
            number switch
            {
                IntSyntax integer => integer.Value,
                FloatSyntax real => real.Value,
                _ => throw new System.Diagnostics.UnreachableException(),
            },
            number.Span));

    private static readonly Parser<Attributes> By =
        from keyword in Tokens.Keyword("by")
        from keys in Tokens.QuotableName.SeparatedBy(Tokens.Comma)
        select new Attributes { Keys = keys };

    private static readonly Parser<Attributes> As =
        from keyword in Tokens.Keyword("as")
        from name in Tokens.Text.Spanned()
        select new Attributes { ExportName = new NameText(name.Value, name.Span) };

    private static readonly Parser<Attributes> Buckets =
        from keyword in Tokens.Keyword("buckets")
        from bounds in Bound.SeparatedBy(Tokens.Comma)
        select new Attributes { Bounds = bounds };

    private static readonly Parser<QuantileSyntax> Quantile =
        from quantile in Bound
        from colon in Tokens.Symbol(':')
        from error in Bound
        select new QuantileSyntax(quantile, error);

    // mtail has neither word: both may be names, which a number never follows.
    private static readonly Parser<Attributes> Quantiles =
        from keyword in Tokens.KeywordBefore("quantiles", next => BeginsNumber(next) || next is '-')
        from quantiles in Quantile.SeparatedBy(Tokens.Comma)
        select new Attributes { Quantiles = quantiles };

    private static readonly Parser<Attributes> MaxAge =
        from keyword in Tokens.KeywordBefore("max_age", BeginsNumber)
        from age in Tokens.Duration
        select new Attributes { MaxAge = age };

    private static readonly Parser<Attributes> Limit =
        from keyword in Tokens.Keyword("limit")
        from number in Tokens.Integer
        select new Attributes { Limit = new LimitSyntax(number.Value, number.Span) };

    private static readonly Parser<Attributes> AllAttributes =
        By.XOr(As).XOr(Buckets).XOr(Quantiles).XOr(MaxAge).XOr(Limit).Repeated().Select(all => all.Aggregate(new Attributes(), (former, later) => former.With(later)));

    /// <summary>A metric, with <c>hidden</c> or without.</summary>
    public static readonly Parser<StatementSyntax> Metric =
        (from hidden in Tokens.Keyword("hidden").OrNull()
         from kind in Kind
         from name in Tokens.QuotableName
         from attributes in AllAttributes
         select (hidden, kind, name, attributes))
        .Spanned().Select(StatementSyntax (metric) => Declare(
            metric.Value.hidden is not null, metric.Value.kind, metric.Value.name, metric.Value.attributes, metric.Span));

    private static readonly Parser<ExpressionSyntax> PatternPart =
        Tokens.Regex.Spanned().Select(ExpressionSyntax (regex) => new RegexSyntax(regex.Value, regex.Span))
            .XOr(Tokens.Identifier.Select(ExpressionSyntax (name) => new NameSyntax(name.Text, name.Span)))
            .Named("a pattern");

    private static readonly Parser<char> Plus =
        from plus in Tokens.Operator(["+"], "`+`")
        from _ in Tokens.LineBreaks
        select '+';

    private static readonly Parser<ExpressionSyntax> Pattern =
        PatternPart.SeparatedBy(Plus).Select(parts => parts.Skip(1).Aggregate(
            parts[0],
            (left, right) => new BinarySyntax(BinaryOperator.Add, left, right, TextSpan.Cover(left.Span, right.Span))));

    /// <summary>A constant.</summary>
    public static readonly Parser<StatementSyntax> Constant =
        (from keyword in Tokens.Keyword("const")
         from name in Tokens.Identifier
         from _ in Tokens.LineBreaks
         from pattern in Pattern
         select (name, pattern))
        .Spanned().Select(StatementSyntax (constant) => new ConstantSyntax(constant.Value.name, constant.Value.pattern, constant.Span));

    private static Parser<MetricKind> KindNamed(string keyword, MetricKind kind) => Tokens.Keyword(keyword).Select(_ => kind);

    private static bool BeginsNumber(char next) => char.IsAsciiDigit(next) || next is '.';

    private static MetricSyntax Declare(bool isHidden, MetricKind kind, NameText name, Attributes attributes, TextSpan span) => new(
        isHidden,
        kind,
        name,
        attributes.Keys ?? [],
        attributes.ExportName,
        attributes.Bounds ?? [],
        attributes.Limit,
        span)
    {
        Quantiles = attributes.Quantiles ?? [],
        MaxAge = attributes.MaxAge,
    };

    /// <summary>What may follow a name; null what did not.</summary>
    private sealed record Attributes
    {
        public ImmutableArray<NameText>? Keys { get; init; }

        public NameText? ExportName { get; init; }

        public ImmutableArray<BoundSyntax>? Bounds { get; init; }

        public ImmutableArray<QuantileSyntax>? Quantiles { get; init; }

        public DurationSyntax? MaxAge { get; init; }

        public LimitSyntax? Limit { get; init; }

        // The last one wins.
        public Attributes With(Attributes later) => new()
        {
            Keys = later.Keys ?? Keys,
            ExportName = later.ExportName ?? ExportName,
            Bounds = later.Bounds ?? Bounds,
            Quantiles = later.Quantiles ?? Quantiles,
            MaxAge = later.MaxAge ?? MaxAge,
            Limit = later.Limit ?? Limit,
        };
    }
}
