using System.Collections.Immutable;

namespace LogTail.Language.GrokExporter.Templates.Parsing;

/// <summary>From the text of a template to its tree. One instance per template.</summary>
internal sealed class TemplateParser
{
    private const int MaxLength = 1 << 16;
    private const int MaxNesting = 50;

    // Branches of one chain of `else if`, which nest in the tree.
    private const int LongestChain = 200;

    private readonly string _text;
    private readonly List<TemplateSegment> _segments;
    private readonly Dictionary<string, ImmutableArray<TemplateNode>> _definitions = new(StringComparer.Ordinal);
    private int _next;

    private TemplateParser(string text)
    {
        _text = text;
        _segments = TemplateSegments.Of(text);
    }

    private enum Closing
    {
        End,
        Else,
    }

    /// <summary>Parses a template.</summary>
    /// <exception cref="TemplateProblemException">It is none.</exception>
    public static TemplateSyntax Parse(string text)
    {
        if (text.Length > MaxLength)
        {
            throw new TemplateProblemException(default, $"This template has {text.Length} characters; the limit is {MaxLength}.", "Is it a template?");
        }

        return new TemplateParser(text).Parse();
    }

    private TemplateSyntax Parse()
    {
        var body = ReadList(0, inRange: false);
        if (_next < _segments.Count)
        {
            var word = ActionGrammar.Keyword(_segments[_next].Text)?.Word;
            throw new TemplateProblemException(_segments[_next].Span, $"This `{word}` closes nothing.", "Delete it, or open an {{if}}, {{range}} or {{with}} before it.");
        }

        return new TemplateSyntax(_text, body, _definitions.ToImmutableSortedDictionary(StringComparer.Ordinal));
    }

    // Ends before an `end` or `else`, or at the end of the template.
    private ImmutableArray<TemplateNode> ReadList(int depth, bool inRange)
    {
        var nodes = ImmutableArray.CreateBuilder<TemplateNode>();
        for (; _next < _segments.Count; _next++)
        {
            var segment = _segments[_next];
            if (!segment.IsAction)
            {
                nodes.Add(new TextNode(segment.Text, segment.Span));
                continue;
            }

            CheckNesting(segment, depth);
            var keyword = ActionGrammar.Keyword(segment.Text);
            if (keyword?.Word is "end" or "else")
            {
                break;
            }

            if (ReadAction(segment, keyword, depth, inRange) is { } node)
            {
                nodes.Add(node);
            }
        }

        return nodes.DrainToImmutable();
    }

    private static void CheckNesting(TemplateSegment segment, int depth)
    {
        var open = 0;
        foreach (var c in segment.Text)
        {
            open += c == '(' ? 1 : 0;
        }

        if (depth > MaxNesting || open > MaxNesting)
        {
            throw new TemplateProblemException(segment.Span with { Length = 0 }, $"More than {MaxNesting} levels are nested here.", "Use variables: {{$x := …}}.");
        }
    }

    private TemplateNode? ReadAction(TemplateSegment segment, (string Word, int End)? keyword, int depth, bool inRange)
    {
        var grammar = new ActionGrammar(segment.Span.Start);
        var (word, start) = keyword ?? ("", 0);
        switch (word)
        {
            case "if":
                var condition = grammar.ReadPipeline(segment.Text, start);
                var (body, otherwise) = ReadBranches(segment, depth, inRange, chained: 0);
                return new IfNode(condition, body, otherwise, segment.Span);
            case "with":
                var value = grammar.ReadPipeline(segment.Text, start);
                (body, otherwise) = ReadBranches(segment, depth, inRange, chained: null);
                return new WithNode(value, body, otherwise, segment.Span);
            case "range":
                var items = grammar.ReadPipeline(segment.Text, start);
                (body, otherwise) = ReadBranches(segment, depth, inRange: true, chained: null);
                return new RangeNode(items, body, otherwise, segment.Span);
            case "template":
                var (name, argument) = grammar.ReadNamed(segment.Text, start);
                return new CallNode(name, argument, segment.Span);
            case "block":
                (name, argument) = grammar.ReadNamed(segment.Text, start);
                Define(name, segment, depth);
                return new CallNode(name, argument, segment.Span);
            case "define" when depth > 0:
                throw new TemplateProblemException(segment.Span, "A template cannot be defined inside of an action.", "Move the definition to the beginning, or use {{block}}.");
            case "define":
                Define(grammar.ReadNamed(segment.Text, start).Name, segment, depth);
                return null;
            case "break" or "continue":
                return Leave(word, segment, inRange);
            default:
                return new ActionNode(grammar.ReadPipeline(segment.Text, 0), segment.Span);
        }
    }

    private static TemplateNode Leave(string word, TemplateSegment segment, bool inRange)
    {
        if (!inRange)
        {
            throw new TemplateProblemException(segment.Span, $"`{word}` stands outside of a range.", "Only {{range}} … {{end}} can be left.");
        }

        RequireNothingBehind(segment, "Nothing is returned from a range.");

        return word == "break" ? new BreakNode(segment.Span) : new ContinueNode(segment.Span);
    }

    /// <param name="chained">How many branches of the same chain came before; null where there are no chains.</param>
    private (ImmutableArray<TemplateNode> Body, ImmutableArray<TemplateNode> Else) ReadBranches(
        TemplateSegment opening, int depth, bool inRange, int? chained)
    {
        _next++;
        var body = ReadList(depth + 1, inRange);
        if (Close(opening) == Closing.End)
        {
            return (body, []);
        }

        // `else if` is an if in the else, and has its end in common with it.
        var segment = _segments[_next];
        var rest = segment.Text[ActionGrammar.Keyword(segment.Text)!.Value.End..];
        if (chained is { } before && ActionGrammar.Keyword(rest) is { Word: "if" } next)
        {
            if (before >= LongestChain)
            {
                throw new TemplateProblemException(segment.Span, $"More than {LongestChain} branches are chained here.", "Close the chain, and open another {{if}} behind it.");
            }

            var offset = segment.Text.Length - rest.Length;
            var condition = new ActionGrammar(segment.Span.Start + offset).ReadPipeline(rest, next.End);
            var (inner, last) = ReadBranches(segment, depth, inRange, before + 1);
            return (body, [new IfNode(condition, inner, last, segment.Span)]);
        }

        RequireNothingBehind(segment, "Open another {{if}} inside of it.");
        _next++;
        var otherwise = ReadList(depth + 1, inRange);
        if (Close(opening) != Closing.End)
        {
            throw new TemplateProblemException(_segments[_next].Span, "This is the second `else` of one action.", "Delete it.");
        }

        return (body, otherwise);
    }

    private void Define(string name, TemplateSegment opening, int depth)
    {
        _next++;
        var body = ReadList(depth + 1, inRange: false);
        if (Close(opening) != Closing.End)
        {
            throw new TemplateProblemException(_segments[_next].Span, "A definition has no `else`.", "Delete it.");
        }

        if (IsEmpty(body) && _definitions.ContainsKey(name))
        {
            return;
        }

        if (_definitions.TryGetValue(name, out var other) && !IsEmpty(other))
        {
            throw new TemplateProblemException(opening.Span, $"multiple definition of template \"{name}\".", "Rename one of them, or delete it.");
        }

        _definitions[name] = body;
    }

    // Only what prints something counts as a definition: what is empty stands back for another.
    private static bool IsEmpty(ImmutableArray<TemplateNode> body) => body.All(node => node is TextNode text && string.IsNullOrWhiteSpace(text.Text));

    // Which word ended a list; an error when the template ended instead.
    private Closing Close(TemplateSegment opening)
    {
        if (_next >= _segments.Count)
        {
            throw new TemplateProblemException(opening.Span, $"`{opening.Text.Trim()}` is not closed.", "Add {{end}}.");
        }

        if (ActionGrammar.Keyword(_segments[_next].Text)!.Value.Word != "end")
        {
            return Closing.Else;
        }

        RequireNothingBehind(_segments[_next], "Write {{end}}.");
        return Closing.End;
    }

    // Of words that stand alone.
    private static void RequireNothingBehind(TemplateSegment segment, string hint)
    {
        var (word, end) = ActionGrammar.Keyword(segment.Text)!.Value;
        if (!string.IsNullOrWhiteSpace(segment.Text[end..]))
        {
            throw new TemplateProblemException(segment.Span, $"Nothing may follow this `{word}`.", hint);
        }
    }
}
