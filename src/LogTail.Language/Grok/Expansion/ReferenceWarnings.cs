using System.Collections.Immutable;

namespace LogTail.Language.Grok.Expansion;

/// <summary>
/// What grok takes without a word and nobody means (spec/grok.md §1.1): a reference that is not closed is text, and whatever else stands in one is
/// left out. One instance per expression.
/// </summary>
internal sealed class ReferenceWarnings
{
    // A definition that is used a thousand times is to be mended once.
    private readonly HashSet<(PatternOrigin, string)> _known = [];
    private readonly ImmutableArray<GrokProblem>.Builder _warnings = ImmutableArray.CreateBuilder<GrokProblem>();

    public ImmutableArray<GrokProblem> ToImmutable() => _warnings.ToImmutable();

    /// <summary>Looks at text that is copied as it is.</summary>
    public void Read(ExpansionFrame frame, int start, int end)
    {
        for (var at = start; (at = frame.Text.IndexOf("%{", at, end - at, StringComparison.Ordinal)) >= 0; at += 2)
        {
            var length = ReferenceReader.LengthOfUnclosedAt(frame.Text, at);
            if (length > 0)
            {
                Add(frame, at, length, $"The reference `{frame.Text.Substring(at, length)}` is not closed, so it is matched as this text.", "Add the missing `}`.");
            }
            else if (frame.Text.IndexOf('}', at) is >= 0 and var close && frame.Text[at + 2] != ',')
            {
                var text = frame.Text[at..(close + 1)];
                Add(frame, at, text.Length, $"`{text}` names no pattern, so it is matched as this text.", "Write the name of a pattern: `%{WORD}`.");
            }
        }
    }

    /// <summary>Looks at a reference.</summary>
    public void Read(ExpansionFrame frame, GrokReference reference)
    {
        var text = frame.Text.Substring(reference.Start, reference.Length);
        if (reference is { Predicate: not null, Field: "" } && reference.Dropped.AsSpan().Trim() is [':', .. var late] && !late.ContainsAny(" :"))
        {
            var predicate = text[(2 + reference.Name.Length)..text.LastIndexOf(':')].Trim();
            Add(frame, reference.Start, reference.Length, $"In `{text}` the field `{late}` is left out: it stands behind the predicate.",
                $"The field comes first, as in the C grok: `%{{{reference.Name}:{late}{predicate}}}`.");
        }
        else if (reference.Field.Length == 0 && reference.Dropped.StartsWith(':'))
        {
            Add(frame, reference.Start, reference.Length, $"`{text}` captures nothing: no field's name follows the colon.", $"Write `%{{{reference.Name}:name}}`.");
        }
        else if (reference.Dropped.Trim().Length > 0)
        {
            Add(frame, reference.Start, reference.Length, $"In `{text}` everything from `{reference.Dropped.Trim()}` to the brace is left out.",
                "A field's name is of letters, digits and `_ @ [ ] . -`.");
        }
        else if (reference.TypeName.Length > 0 && reference.TypeName is not ("int" or "float"))
        {
            Add(frame, reference.Start, reference.Length, $"There is no type `{reference.TypeName}`; the field stays text.", "The types are `int` and `float`.");
        }
    }

    private void Add(ExpansionFrame frame, int offset, int length, string message, string hint)
    {
        var problem = frame.Problem(offset, length, message, hint);
        if (_known.Add((problem.Origin, message)))
        {
            _warnings.Add(problem);
        }
    }
}
