using LogTail.Language.Text;

namespace LogTail.Language.GrokExporter.Templates.Parsing;

/// <summary>
/// Cuts a template into text and actions, as Go's lexer does: comments go, trim markers (<c>{{- </c> and <c> -}}</c>) take white space of the text
/// beside them along.
/// </summary>
internal sealed class TemplateSegments(string text)
{
    private const string Left = "{{";
    private const string Right = "}}";
    private const string Blanks = " \t\r\n";
    private const string WriteMore = "Close the action with }}.";

    private readonly List<TemplateSegment> _segments = [];
    private int _next;

    public static List<TemplateSegment> Of(string text) => new TemplateSegments(text).Cut();

    private List<TemplateSegment> Cut()
    {
        var trimsLeft = false;
        while (true)
        {
            var open = text.IndexOf(Left, _next, StringComparison.Ordinal);
            var trimsRight = open >= 0 && IsTrimMarker(open + Left.Length);
            AddText(_next, open < 0 ? text.Length : open, trimsLeft, trimsRight);
            if (open < 0)
            {
                return _segments;
            }

            _next = open + Left.Length + (trimsRight ? 2 : 0);
            trimsLeft = string.CompareOrdinal(text, _next, "/*", 0, 2) == 0 ? SkipComment(open) : TakeAction(open);
        }
    }

    // A minus sign and a blank.
    private bool IsTrimMarker(int index) => index + 1 < text.Length && text[index] == '-' && Blanks.Contains(text[index + 1], StringComparison.Ordinal);

    private void AddText(int start, int end, bool trimsLeft, bool trimsRight)
    {
        while (trimsLeft && start < end && Blanks.Contains(text[start], StringComparison.Ordinal))
        {
            start++;
        }

        while (trimsRight && end > start && Blanks.Contains(text[end - 1], StringComparison.Ordinal))
        {
            end--;
        }

        if (end > start)
        {
            _segments.Add(new TemplateSegment(false, text[start..end], new TextSpan(start, end - start)));
        }
    }

    // Says whether the text behind is to be trimmed.
    private bool SkipComment(int open)
    {
        var end = text.IndexOf("*/", _next + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            throw new TemplateProblemException(new TextSpan(open, 4), "This comment is not closed.", "End it with */}}.");
        }

        _next = end + 2;
        if (TryTakeRight(out var trims))
        {
            return trims;
        }

        throw new TemplateProblemException(new TextSpan(open, _next - open), "A comment must be all that stands between {{ and }}.", "Write {{/* comment */}}.");
    }

    private bool TakeAction(int open)
    {
        var start = _next;
        while (_next < text.Length)
        {
            var end = _next;
            if (TryTakeRight(out var trims))
            {
                _segments.Add(new TemplateSegment(true, text[start..end], new TextSpan(start, end - start)));
                return trims;
            }

            _next = text[_next] is '"' or '\'' or '`' ? EndOfQuoted(_next) : _next + 1;
        }

        throw new TemplateProblemException(new TextSpan(open, Left.Length), "This action is not closed.", WriteMore);
    }

    private bool TryTakeRight(out bool trims)
    {
        trims = _next + 3 < text.Length && Blanks.Contains(text[_next], StringComparison.Ordinal) && string.CompareOrdinal(text, _next + 1, "-}}", 0, 3) == 0;
        if (!trims && string.CompareOrdinal(text, _next, Right, 0, Right.Length) != 0)
        {
            return false;
        }

        _next += trims ? 4 : Right.Length;
        return true;
    }

    private int EndOfQuoted(int start)
    {
        var quote = text[start];
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] == quote)
            {
                return i + 1;
            }

            if (text[i] == '\\' && quote != '`')
            {
                i++;
            }
            else if (text[i] == '\n' && quote != '`')
            {
                break;
            }
        }

        throw new TemplateProblemException(new TextSpan(start, 1), "This quote is not closed.", "Close it on the same line, or use a `raw string`.");
    }
}
