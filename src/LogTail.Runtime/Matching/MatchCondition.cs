using LogTail.Runtime.Numbers;
using LogTail.Runtime.Texts;

namespace LogTail.Runtime.Matching;

/// <summary>What must hold of a text that a group captured, or the match is none: a predicate of the C grok (spec/grok.md §1.4).</summary>
/// <param name="group">Number of the group. One that took no part, or captured nothing, is not asked.</param>
public abstract class MatchCondition(int group)
{
    /// <summary>Number of the group.</summary>
    public int Group { get; } = group;

    /// <summary>Whether it holds.</summary>
    /// <param name="text">What the group captured; not empty.</param>
    public abstract bool Holds(ReadOnlySpan<char> text);
}

/// <summary>The ways in which two values may be ordered for a comparison to be true.</summary>
[Flags]
public enum Orders
{
    /// <summary>Never true.</summary>
    None = 0,

    /// <summary>The left one is less.</summary>
    Less = 1,

    /// <summary>Both are equal.</summary>
    Equal = 2,

    /// <summary>The left one is greater.</summary>
    Greater = 4,
}

/// <summary><c>%{NUMBER&gt;5}</c>: the number that the text begins with is compared; a text without one counts as 0, as C's strtod has it.</summary>
public sealed class NumberCondition(int group, Orders orders, double operand) : MatchCondition(group)
{
    /// <inheritdoc/>
    public override bool Holds(ReadOnlySpan<char> text)
    {
        _ = LeadingNumber.TryParseFloat(text, out var number);
        return orders.HasFlag(number < operand ? Orders.Less : number > operand ? Orders.Greater : Orders.Equal);
    }
}

/// <summary><c>%{WORD$&lt;m}</c>: texts are compared by their bytes.</summary>
public sealed class TextCondition(int group, Orders orders, string operand) : MatchCondition(group)
{
    /// <inheritdoc/>
    public override bool Holds(ReadOnlySpan<char> text)
    {
        var order = TextOrder.Compare(text, operand);
        return orders.HasFlag(order < 0 ? Orders.Less : order > 0 ? Orders.Greater : Orders.Equal);
    }
}

/// <summary><c>%{HOSTNAME=~/\./}</c> and <c>!~</c>: an expression is looked for in the text.</summary>
public sealed class ExpressionCondition(int group, Matcher expression, bool isNegated) : MatchCondition(group)
{
    /// <inheritdoc/>
    public override bool Holds(ReadOnlySpan<char> text) => expression.IsMatch(text) != isNegated;
}
