using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.RegularExpressions;
using LogTail.Language.Patterns;

namespace LogTail.Language.Grok.Matching;

/// <summary>Checks the predicates of a pattern. Thread-safe.</summary>
internal sealed class GrokConditions
{
    private readonly ImmutableArray<(GrokCondition Condition, Regex? Expression)> _conditions;

    public GrokConditions(ImmutableArray<GrokCondition> conditions, TimeSpan timeout) =>
        _conditions = [.. conditions.Select(condition => (condition, condition.Expression is { } tree
            ? new Regex(DotNetPrinter.Print(tree, []), RegexOptions.CultureInvariant, timeout)
            : null))];

    /// <summary>Whether every predicate holds whose group captured something.</summary>
    public bool Hold(Match match) =>
        _conditions.All(entry => match.Groups[entry.Condition.Group] is not { Success: true, Length: > 0 } group || Holds(entry.Condition, entry.Expression, group.Value));

    private static bool Holds(GrokCondition condition, Regex? expression, string text)
    {
        var predicate = condition.Predicate;
        if (expression is not null)
        {
            return expression.IsMatch(text) == (predicate.Operator == GrokOperator.Matches);
        }

        var order = predicate.AsText ? string.CompareOrdinal(text, predicate.Operand) : Number(text).CompareTo(Number(predicate.Operand));
        return predicate.Operator switch
        {
            GrokOperator.Less => order < 0,
            GrokOperator.LessOrEqual => order <= 0,
            GrokOperator.Greater => order > 0,
            GrokOperator.GreaterOrEqual => order >= 0,
            GrokOperator.Equal => order == 0,
            GrokOperator.NotEqual => order != 0,
            _ => throw new UnreachableException(predicate.Operator.ToString()),
        };
    }

    // What the text begins with; what is no number counts as 0, as C's strtod has it.
    private static double Number(string text) => GrokConversion.ToFloat(text);
}
