using System.Collections.Immutable;
using LogTail.Language.Checking.Names;
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
}
