using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using LogTail.Language.Checking.Names;
using LogTail.Language.Checking.Types;
using LogTail.Language.Grok;
using LogTail.Language.Grok.Embedding;
using LogTail.Language.Text;

namespace LogTail.Language.Checking;

// What grok references in patterns capture, and what they ask of it (spec/grok.md §1).
internal sealed partial class Lowering
{
    private CaptureRead LowerField(PatternSite site, EmbeddedField field, ValueKind kind, TextSpan span) =>
        ReadGroups(site, field.Groups, kind, span) with { TakesLeadingNumber = field.Type != GrokFieldType.Text };

    private CaptureRead ReadGroups(PatternSite site, ImmutableArray<int> groups, ValueKind kind, TextSpan span) =>
        new(SlotOf(site, groups), groups[0], kind, span) { Others = groups[1..], IsField = true };

    // The pattern of a site, which from now on captures these groups.
    private int SlotOf(PatternSite site, ImmutableArray<int> groups)
    {
        var slot = 0;
        foreach (var group in groups)
        {
            slot = _patterns.Read(site, group);
        }

        return slot;
    }

    private CaptureDefined LowerDefined(CaptureSymbol symbol, TextSpan span)
    {
        var groups = symbol.Field?.Groups ?? [symbol.Group];
        return new CaptureDefined(SlotOf(symbol.Site, groups), groups[0], span) { Others = groups[1..] };
    }

    /// <summary>
    /// A field without a type in the place of a text: as it stands in the line, even if it could be taken for a number, so that <c>1.0</c>
    /// does not become <c>1</c>. Groups of mtail's patterns do become numbers there.
    /// </summary>
    private static CheckedExpression AsWritten(CheckedExpression expression) =>
        expression is CaptureRead { IsField: true, TakesLeadingNumber: false } field ? field with { Kind = ValueKind.String } : expression;

    private CheckedExpression LowerLineMatch(PatternSite site, TextSpan span) =>
        Conditions(site, new LineMatch(_patterns.NewSlot(site), span), span);

    private CheckedExpression LowerTextMatch(CheckedExpression text, PatternSite site, bool isNegated, TextSpan span)
    {
        var slot = _patterns.NewSlot(site);
        if (site.Conditions.IsEmpty)
        {
            return new TextMatch(text, slot, isNegated, span);
        }

        var matched = Conditions(site, new TextMatch(text, slot, Negated: false, span), span);
        return isNegated ? new Not(matched, span) : matched;
    }

    private CheckedExpression Conditions(PatternSite site, CheckedExpression match, TextSpan span) =>
        site.Conditions.Aggregate(match, (all, condition) => new Logical(IsAnd: true, all, LowerCondition(site, condition, span), span));

    // A group that took no part is not asked; neither is one that captured nothing, which is rare enough.
    private Logical LowerCondition(PatternSite site, GrokCondition condition, TextSpan span)
    {
        var text = ReadGroups(site, [condition.Group], ValueKind.String, span);
        var isAbsent = new Comparison(ComparisonOperator.Equal, ComparisonMode.Typed, text, new StringLiteral("", span), span);
        return new Logical(IsAnd: false, isAbsent, Test(condition, text, span), span);
    }

    private CheckedExpression Test(GrokCondition condition, CaptureRead text, TextSpan span)
    {
        var predicate = condition.Predicate;
        if (condition.Expression is { } expression)
        {
            var site = new PatternSite(predicate.Operand, expression, [.. Enumerable.Repeat(TypeTerm.String, expression.Groups.Length + 1)], span);
            return new TextMatch(text, _patterns.NewSlot(site), predicate.Operator == GrokOperator.DoesNotMatch, span);
        }

        return predicate.AsText
            ? new Comparison(OperatorOf(predicate.Operator), ComparisonMode.Typed, text, new StringLiteral(predicate.Operand, span), span)
            : new Comparison(
                OperatorOf(predicate.Operator),
                ComparisonMode.Typed,
                text with { Kind = ValueKind.Float, TakesLeadingNumber = true },
                new FloatLiteral(double.Parse(predicate.Operand, NumberStyles.Float, CultureInfo.InvariantCulture), span),
                span);
    }

    private static ComparisonOperator OperatorOf(GrokOperator comparison) => comparison switch
    {
        GrokOperator.Less => ComparisonOperator.Less,
        GrokOperator.LessOrEqual => ComparisonOperator.LessOrEqual,
        GrokOperator.Greater => ComparisonOperator.Greater,
        GrokOperator.GreaterOrEqual => ComparisonOperator.GreaterOrEqual,
        GrokOperator.Equal => ComparisonOperator.Equal,
        GrokOperator.NotEqual => ComparisonOperator.NotEqual,
        _ => throw new UnreachableException(),
    };
}
