using LogTail.Runtime.Texts;

namespace LogTail.Runtime.GoTemplates;

/// <summary>Comparisons of templates: strict on kinds (spec/grok.md §7.2). Each says false, and why, where Go gives an error.</summary>
public static class GoCompare
{
    private const string Incompatible = "incompatible types for comparison";
    private const string Invalid = "invalid type for comparison";

    /// <summary><c>eq</c>: whether the first is equal to any of the others.</summary>
    public static bool TryEqual(ref string problem, out bool result, in GoValue first, params ReadOnlySpan<GoValue> others)
    {
        result = false;
        foreach (var other in others)
        {
            if (!TryEqualPair(ref problem, out result, first, other))
            {
                return false;
            }

            if (result)
            {
                return true;
            }
        }

        return true;
    }

    /// <summary><c>lt</c>, and by negation and exchange <c>ge</c>.</summary>
    public static bool TryLess(ref string problem, out bool result, in GoValue left, in GoValue right)
    {
        result = false;
        if (Basic(left) is not (GoValueKind.Int or GoValueKind.Float or GoValueKind.Text or GoValueKind.Bool)
            || Basic(right) is not (GoValueKind.Int or GoValueKind.Float or GoValueKind.Text or GoValueKind.Bool))
        {
            problem = Invalid;
            return false;
        }

        if (Basic(left) != Basic(right))
        {
            problem = Incompatible;
            return false;
        }

        switch (Basic(left))
        {
            case GoValueKind.Int:
                result = left.Int < right.Int;
                return true;
            case GoValueKind.Float:
                result = left.Float < right.Float;
                return true;
            case GoValueKind.Text:
                result = TextOrder.Compare(left.Text, right.Text) < 0;
                return true;
            default:
                problem = Invalid;
                return false;
        }
    }

    /// <summary><c>le</c>, and by negation <c>gt</c>: less or equal, which for NaN is neither.</summary>
    public static bool TryLessOrEqual(ref string problem, out bool result, in GoValue left, in GoValue right) =>
        TryLess(ref problem, out result, left, right) && (result || TryEqualPair(ref problem, out result, left, right));

    // JSON numbers are a kind of text in Go.
    private static GoValueKind Basic(in GoValue value) => value.IsTextual ? GoValueKind.Text : value.Kind;

    private static bool TryEqualPair(ref string problem, out bool result, in GoValue left, in GoValue right)
    {
        result = false;
        if (left.Kind is GoValueKind.List or GoValueKind.Map || (right.Kind is GoValueKind.List or GoValueKind.Map && left.Kind == right.Kind))
        {
            problem = $"uncomparable type {(left.Kind is GoValueKind.List or GoValueKind.Map ? left : right).TypeName}";
            return false;
        }

        if (Basic(left) != Basic(right))
        {
            // Nothing is different from everything, without an error.
            problem = Incompatible;
            return left.Kind == GoValueKind.Nil || right.Kind == GoValueKind.Nil;
        }

        result = Basic(left) switch
        {
            GoValueKind.Bool => left.Bool == right.Bool,
            GoValueKind.Int => left.Int == right.Int,
            GoValueKind.Float => left.Float == right.Float,
            GoValueKind.Text => left.Text == right.Text,
            _ => true,
        };
        return true;
    }
}
