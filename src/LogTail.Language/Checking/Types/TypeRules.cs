using System.Collections.Frozen;

namespace LogTail.Language.Checking.Types;

/// <summary>How types meet (spec/mtail-language.md §7.4).</summary>
internal static class TypeRules
{
    // Unordered pairs of different types, and the type that both become. What is not here does not mix.
    private static readonly FrozenDictionary<(BasicType, BasicType), TypeTerm> Mixed = new Dictionary<(BasicType, BasicType), TypeTerm>
    {
        [(BasicType.Bool, BasicType.Int)] = TypeTerm.Int,
        [(BasicType.Bool, BasicType.Float)] = TypeTerm.Float,
        [(BasicType.Int, BasicType.Float)] = TypeTerm.Float,
        [(BasicType.Bool, BasicType.String)] = TypeTerm.String,
        [(BasicType.Int, BasicType.String)] = TypeTerm.String,
        [(BasicType.Float, BasicType.String)] = TypeTerm.String,
        [(BasicType.String, BasicType.Pattern)] = TypeTerm.Pattern,
        [(BasicType.Pattern, BasicType.Bool)] = TypeTerm.Bool,
        [(BasicType.Pattern, BasicType.Int)] = TypeTerm.Bool,
    }.ToFrozenDictionary();

    /// <summary>The narrowest type that holds both, or null when they do not mix. An open variable gives way to the other.</summary>
    public static TypeTerm? LeastUpperBound(TypeTerm first, TypeTerm second)
    {
        var (a, b) = (first.Resolved, second.Resolved);
        if (a.Basic == BasicType.Error || b.Basic == BasicType.Error)
        {
            return TypeTerm.Error;
        }

        if (a.Basic is not { } left)
        {
            return b;
        }

        if (b.Basic is not { } right || left == right)
        {
            return a;
        }

        return Mixed.TryGetValue((left, right), out var mixed) || Mixed.TryGetValue((right, left), out mixed) ? mixed : null;
    }

    /// <summary>Lets an open variable become the other type; two types must mix, and stay as they are.</summary>
    /// <returns>False when they do not mix.</returns>
    public static bool Unify(TypeTerm first, TypeTerm second)
    {
        var (a, b) = (first.Resolved, second.Resolved);
        if (a == b)
        {
            return true;
        }

        if (a.Basic is null)
        {
            a.Bind(b);
            return true;
        }

        if (b.Basic is null)
        {
            b.Bind(a);
            return true;
        }

        return LeastUpperBound(a, b) is not null;
    }
}
