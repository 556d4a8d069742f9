using System.Collections.Immutable;
using LogTail.Language.Grok.Expansion;
using LogTail.Language.Grok.Explaining;
using LogTail.Language.Patterns;
using LogTail.Language.Patterns.Oniguruma;

namespace LogTail.Language.Grok;

/// <summary>The door to grok: text of an expression in, pattern or problem out. Never throws on user input. Thread-safe.</summary>
public static class GrokFrontEnd
{
    /// <summary>Expands and parses an expression.</summary>
    /// <param name="expression">Oniguruma syntax with references, such as <c>%{IP:client} %{NUMBER:bytes:int}</c>.</param>
    /// <param name="origin">Where it stands, for problems.</param>
    /// <param name="patterns">What its references see.</param>
    /// <param name="options">Whose rules the regular expression follows.</param>
    public static GrokResult Compile(string expression, PatternOrigin origin, PatternSet patterns, OnigurumaOptions options)
    {
        ArgumentNullException.ThrowIfNull(expression);
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(patterns);
        if (new PatternExpander(patterns).Expand(expression, origin, out var problem) is not { } expanded)
        {
            return new GrokResult(null, problem);
        }

        var parsed = OnigurumaParser.Parse(expanded.Text, options, out var groupOffsets);
        if (!parsed.Succeeded)
        {
            return new GrokResult(null, ProblemOf(expanded, parsed.Error, patterns, options));
        }

        return Bound(expression, expanded, parsed.Tree, groupOffsets, options);
    }

    /// <summary>How long the reference is that begins at an offset; 0 when none does. For texts that are no grok expression as a whole.</summary>
    public static int LengthOfReferenceAt(string text, int offset)
    {
        ArgumentNullException.ThrowIfNull(text);
        return ReferenceReader.At(text, offset)?.Length ?? 0;
    }

    /// <summary>The regular expression that an expression stands for, with every reference replaced, for people to read.</summary>
    /// <param name="problem">The first problem when null is returned. The regular expression itself is not checked.</param>
    public static string? Expand(string expression, PatternOrigin origin, PatternSet patterns, out GrokProblem? problem) =>
        new PatternExpander(patterns).Expand(expression, origin, out problem)?.Text;

    /// <summary>Says how far an expression gets in a line.</summary>
    /// <param name="expression">One that <see cref="Compile"/> accepts; of others as much as makes sense is explained.</param>
    /// <param name="line">A line that it does not match, without its terminator.</param>
    /// <param name="timeout">For each of the beginnings that are tried; one that takes longer counts as not matching.</param>
    public static GrokExplanation Explain(string expression, string line, PatternSet patterns, OnigurumaOptions options, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(expression);
        ArgumentNullException.ThrowIfNull(line);
        return new GrokExplainer(line, patterns, options, timeout).Explain(expression);
    }

    // Groups that a reference made are known by where they open; any other named group is a field of its own name.
    private static GrokResult Bound(
        string expression, ExpandedPattern expanded, RegexTree tree, IReadOnlyList<int> groupOffsets, OnigurumaOptions options)
    {
        var made = expanded.Groups.ToDictionary(group => group.Offset);
        var fields = ImmutableArray.CreateBuilder<GrokField>();
        var conditions = ImmutableArray.CreateBuilder<GrokCondition>();

        // The groups behind the written ones are the marks of conditionals: nobody's field.
        foreach (var (number, name) in tree.Groups.Take(groupOffsets.Count))
        {
            var (field, type) = (name ?? "", GrokFieldType.Text);
            if (made.TryGetValue(groupOffsets[number - 1], out var group))
            {
                (field, type) = (group.Reference.Field, group.Reference.Type);
                if (!TryAddCondition(group, number, options, conditions, out var problem))
                {
                    return new GrokResult(null, problem);
                }
            }

            if (field.Length > 0)
            {
                fields.Add(new GrokField(field, type, number));
            }
        }

        return new GrokResult(new GrokPattern(expression, expanded.Text, tree, fields.DrainToImmutable(), conditions.DrainToImmutable()) { Warnings = expanded.Warnings }, null);
    }

    // A definition that is wrong by itself, such as one with an open group, often shows only far behind it: the innermost such one is to blame.
    private static GrokProblem ProblemOf(ExpandedPattern expanded, PatternError error, PatternSet patterns, OnigurumaOptions options)
    {
        var reached = expanded.Pieces.Select(piece => piece.Frame).Where(frame => frame.Outer is not null).DistinctBy(frame => frame.Name);
        foreach (var frame in reached.OrderByDescending(frame => frame.Depth))
        {
            if (new PatternExpander(patterns).Expand(frame.Text, frame.Origin, out _) is { } alone
                && OnigurumaParser.Parse(alone.Text, options) is { Succeeded: false } parsed)
            {
                var problem = alone.Problem(parsed.Error.Offset, parsed.Error.Length, parsed.Error.Message, parsed.Error.Hint);
                return problem with { Through = frame.Problem(0, 0, "").Through.AddRange(problem.Through) };
            }
        }

        return expanded.Problem(error.Offset, error.Length, error.Message, error.Hint);
    }

    private static bool TryAddCondition(
        ExpandedGroup group, int number, OnigurumaOptions options, ImmutableArray<GrokCondition>.Builder conditions, out GrokProblem? problem)
    {
        problem = null;
        var reference = group.Reference;
        if (reference.Predicate is not { } predicate)
        {
            return true;
        }

        RegexTree? operand = null;
        if (predicate.Operator is GrokOperator.Matches or GrokOperator.DoesNotMatch)
        {
            var parsed = OnigurumaParser.Parse(predicate.Operand, options);
            if (!parsed.Succeeded)
            {
                problem = group.Frame.Problem(reference.Start, reference.Length,
                    $"The predicate of `{reference.Name}` is no regular expression: {parsed.Error.Message}", parsed.Error.Hint);
                return false;
            }

            operand = parsed.Tree;
        }

        conditions.Add(new GrokCondition(number, predicate, operand));
        return true;
    }
}
