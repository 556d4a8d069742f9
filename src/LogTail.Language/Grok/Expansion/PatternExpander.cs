using System.Collections.Immutable;
using System.Text;
using LogTail.Language.Checking.Names;

namespace LogTail.Language.Grok.Expansion;

/// <summary>
/// Replaces references by what they stand for, leftmost first, as in spec/grok.md §1.2: as text, always inside of a group. Only
/// definitions that are reached are looked at. One instance per expression.
/// </summary>
internal sealed class PatternExpander(PatternSet patterns)
{
    // Logstash gives up after as many replacements. The length keeps doubling definitions from filling memory before that.
    private const int MaxReferences = 10_000;
    private const int MaxLength = 1 << 20;
    private const int MaxDepth = 500;

    private readonly StringBuilder _text = new();
    private readonly ImmutableArray<ExpandedGroup>.Builder _groups = ImmutableArray.CreateBuilder<ExpandedGroup>();
    private readonly ImmutableArray<ExpandedPattern.Piece>.Builder _pieces = ImmutableArray.CreateBuilder<ExpandedPattern.Piece>();

    // Definitions written inside of references; they hold for the rest of this expression.
    private readonly Dictionary<string, PatternDefinition> _inline = new(StringComparer.Ordinal);
    private readonly ReferenceWarnings _warnings = new();
    private int _references;
    private GrokProblem? _problem;

    /// <summary>Expands an expression.</summary>
    /// <param name="problem">The first problem when null is returned.</param>
    public ExpandedPattern? Expand(string expression, PatternOrigin origin, out GrokProblem? problem)
    {
        Append(new ExpansionFrame(null, expression, origin, null, 0));
        problem = _problem;
        return problem is null ? new ExpandedPattern(_text.ToString(), _groups.DrainToImmutable(), _pieces.DrainToImmutable()) { Warnings = _warnings.ToImmutable() } : null;
    }

    private void Append(ExpansionFrame frame)
    {
        var next = 0;
        while (_problem is null && ReferenceReader.Next(frame.Text, next) is { } reference)
        {
            AppendText(frame, next, frame.Text.AsSpan(next, reference.Start - next), copied: true);
            _warnings.Read(frame, next, reference.Start);
            _warnings.Read(frame, reference);
            AppendReference(frame, reference);
            next = reference.End;
        }

        AppendText(frame, next, frame.Text.AsSpan(next), copied: true);
        _warnings.Read(frame, next, frame.Text.Length);
    }

    private void AppendText(ExpansionFrame frame, int offset, ReadOnlySpan<char> text, bool copied)
    {
        _pieces.Add(new ExpandedPattern.Piece(_text.Length, frame, offset, copied));
        _text.Append(text);
    }

    private void AppendReference(ExpansionFrame frame, GrokReference reference)
    {
        if (reference.Definition is { } inline)
        {
            _inline[reference.Name] = new PatternDefinition(reference.Name, inline, frame.Origin.At(frame.Text, reference.DefinitionStart));
        }

        if (!_inline.TryGetValue(reference.Name, out var definition) && !patterns.TryFind(reference.Name, out definition))
        {
            _problem = frame.Problem(reference.Start, reference.Length, $"There is no pattern `{reference.Name}`.", HintFor(reference));
            return;
        }

        var inner = new ExpansionFrame(reference.Name, definition.Expression, definition.Origin, frame, reference.Start);
        if (IsRefused(frame, reference, inner))
        {
            return;
        }

        AppendText(frame, reference.Start, OpeningOf(frame, reference), copied: false);
        Append(inner);
        AppendText(frame, reference.Start, ")", copied: false);
    }

    private bool IsRefused(ExpansionFrame frame, GrokReference reference, ExpansionFrame inner)
    {
        if (frame.Chain.FirstOrDefault(outer => outer.Name == reference.Name && outer.Text == inner.Text) is { } entered)
        {
            var cycle = frame.Chain.Skip(entered.Depth).Select(step => step.Name).Append(reference.Name);
            _problem = frame.Problem(reference.Start, reference.Length,
                $"The pattern `{reference.Name}` contains itself: {string.Join(" → ", cycle)}.", "A pattern cannot be recursive.");
        }
        else if (++_references > MaxReferences || _text.Length > MaxLength || inner.Depth > MaxDepth)
        {
            _problem = frame.Chain[0].Problem(0, 0,
                $"The pattern is too large: more than {MaxReferences} references, {MaxLength} characters or {MaxDepth} levels.");
        }

        return _problem is not null;
    }

    // A group whose name begins with a question mark is one that no user can name: it holds a field that Oniguruma has no name
    // for, or what only a predicate asks for. The group is known by its offset, so the name does not matter.
    private string OpeningOf(ExpansionFrame frame, GrokReference reference)
    {
        if (reference.Field.Length == 0 && reference.Predicate is null)
        {
            return "(?:";
        }

        _groups.Add(new ExpandedGroup(_text.Length, reference, frame));
        var nameable = reference.Field.Length > 0 && !reference.Field.All(c => char.IsAsciiDigit(c) || c == '-');
        return nameable ? $"(?<{reference.Field}>" : $"(?<?{_groups.Count}>";
    }

    private string HintFor(GrokReference reference)
    {
        var written = reference.Name + reference.Dropped.Split(':', ' ')[0];
        if (written != reference.Name && patterns.TryFind(written, out _))
        {
            return $"There is `{written}`, but the name in a reference is of letters, digits and underscores: give it another name.";
        }

        return patterns.Definitions.FirstOrDefault(known => known.Name.Equals(reference.Name, StringComparison.OrdinalIgnoreCase)) is { } similar
            ? $"There is `{similar.Name}`: names are case sensitive."
            : Spelling.Nearest(reference.Name, patterns.Definitions.Select(known => known.Name)) is { } near
            ? $"Was `{near}` meant? Otherwise define it in a pattern file, one `NAME pattern` per line."
            : "Define it in a pattern file, one `NAME pattern` per line.";
    }
}
