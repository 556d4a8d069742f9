using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LogTail.Language.Grok.Expansion;
using LogTail.Language.Grok.Matching;
using LogTail.Language.Patterns.Oniguruma;
using LogTail.Language.Text;

namespace LogTail.Language.Grok.Explaining;

/// <summary>
/// Finds out how far a pattern gets in a line that it does not match: the longest beginning of its tokens that matches. If a beginning
/// matches, every shorter one does. A token that fails is looked into as long as a part of it matches more of the line.
/// </summary>
internal sealed class GrokExplainer(string line, PatternSet patterns, OnigurumaOptions options, TimeSpan timeout)
{
    private const int MaxDepth = 50;
    private static readonly PatternOrigin Nowhere = new("<pattern>", 1, 1);

    // Definitions that references of the expression made, as the expression itself would see them.
    private PatternSet _patterns = patterns;

    /// <summary>Explains an expression that compiles.</summary>
    public GrokExplanation Explain(string expression)
    {
        if (SpanOf(expression) is { } whole)
        {
            return new GrokExplanation(true, expression, whole, "", []);
        }

        return Furthest("", new TextSpan(0, 0), expression, []);
    }

    // The branch that gets furthest behind a prefix; the first of them when several do.
    private GrokExplanation Furthest(string prefix, TextSpan reached, string text, ImmutableArray<string> within) =>
        PatternTokenizer.Alternatives(text)
            .Select(tokens => FurthestIn(prefix, reached, tokens, within))
            .Aggregate((best, next) => next.Matched.End > best.Matched.End ? next : best);

    private GrokExplanation FurthestIn(string prefix, TextSpan reached, ImmutableArray<PatternToken> tokens, ImmutableArray<string> within)
    {
        var count = 0;
        for (; count < tokens.Length; count++)
        {
            var longer = prefix + tokens[count].Text;
            if (SpanOf(longer) is not { } span)
            {
                break;
            }

            (prefix, reached) = (longer, span);
            Learn(tokens[count].Text);
        }

        if (count == tokens.Length)
        {
            return new GrokExplanation(false, prefix, reached, "", within);
        }

        var failed = new GrokExplanation(false, prefix, reached, tokens[count].Text, within);
        if (InsideOf(tokens[count]) is not { } inside || within.Length > MaxDepth)
        {
            return failed;
        }

        var isReference = tokens[count].Inner is null;
        var further = Furthest(prefix, reached, inside, isReference ? within.Add(tokens[count].Text) : within);
        return further.FailedToken.Length > 0 && further.Matched.End > reached.End ? further : failed;
    }

    private string? InsideOf(PatternToken token)
    {
        Learn(token.Text);
        return token.Inner
            ?? (ReferenceReader.At(token.Text, 0) is { } reference && reference.Length == token.Text.Length && _patterns.TryFind(reference.Name, out var definition)
                ? definition.Expression
                : null);
    }

    private void Learn(string token)
    {
        if (ReferenceReader.At(token, 0) is { Definition: { } inline } reference)
        {
            _patterns = _patterns.With(new PatternDefinition(reference.Name, inline, Nowhere));
        }
    }

    // Null when it does not match, or is no pattern on its own.
    private TextSpan? SpanOf(string expression)
    {
        if (GrokFrontEnd.Compile(expression, Nowhere, _patterns, options).Pattern is not { } pattern)
        {
            return null;
        }

        try
        {
            return new GrokMatcher(pattern with { Fields = [] }, timeout).Match(line)?.Span;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }
}
