using System.Diagnostics;

namespace LogTail.Language.Patterns.Printing;

internal sealed partial class PatternPrinter
{
    private const string WordBefore = "(?<=[0-9A-Z_a-z])";
    private const string NoWordBefore = "(?<![0-9A-Z_a-z])";
    private const string WordAfter = "(?=[0-9A-Z_a-z])";
    private const string NoWordAfter = "(?![0-9A-Z_a-z])";

    private void WriteAnchor(AnchorKind kind, RegexNode? before, RegexNode? after)
    {
        switch (kind)
        {
            case AnchorKind.WordBoundary:
                WriteWordBoundary(EdgeSets.IsWord(before, first: false), EdgeSets.IsWord(after, first: true));
                break;
            case AnchorKind.NotWordBoundary:
                WriteNoWordBoundary(EdgeSets.IsWord(before, first: false), EdgeSets.IsWord(after, first: true));
                break;
            default:
                _text.Append(PlainAnchor(kind));
                break;
        }
    }

    private static string PlainAnchor(AnchorKind kind) => kind switch
    {
        AnchorKind.TextBegin => "^",
        AnchorKind.TextEnd => @"\z",
        AnchorKind.TextEndOrFinalLineFeed => @"\Z",
        AnchorKind.LineBegin => "(?m:^)",
        AnchorKind.LineEnd => "(?m:$)",
        AnchorKind.SearchBegin => @"\G",
        AnchorKind.UnicodeWordBoundary => @"\b",
        AnchorKind.NotUnicodeWordBoundary => @"(?<![\uD800-\uDBFF])\B",
        _ => throw new UnreachableException(kind.ToString()),
    };

    // The engine's own \b knows the letters of all scripts; this one is ASCII. One side is enough where the other is known.
    private void WriteWordBoundary(bool? before, bool? after)
    {
        var text = (before, after) switch
        {
            (true, false) or (false, true) => "",
            (true, true) or (false, false) => UnitClass.Never,
            (null, true) => NoWordBefore,
            (null, false) => WordBefore,
            (true, null) => NoWordAfter,
            (false, null) => WordAfter,
            (null, null) => $"(?:{WordBefore}{NoWordAfter}|{NoWordBefore}{WordAfter})",
        };
        _text.Append(text);
    }

    // Inside a pair there is no word character on either side, so it needs a guard wherever it accepts that.
    private void WriteNoWordBoundary(bool? before, bool? after)
    {
        var text = (before, after) switch
        {
            (true, true) => "",
            (true, false) or (false, true) => UnitClass.Never,
            (_, true) => WordBefore,
            (true, _) => WordAfter,
            (null, false) => Guard + NoWordBefore,
            (false, _) => Guard + NoWordAfter,
            (null, null) => $"(?:{WordBefore}{WordAfter}|{Guard}{NoWordBefore}{NoWordAfter})",
        };
        _text.Append(text);
    }
}
