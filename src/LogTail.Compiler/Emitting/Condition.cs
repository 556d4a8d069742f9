using System.Collections.Immutable;

namespace LogTail.Compiler.Emitting;

/// <summary>A condition as C#. It may have effects (a match), so it is evaluated exactly once, at the place where it was made.</summary>
/// <param name="Code">A C# bool.</param>
/// <param name="WhenTrue">Patterns that have matched if it is true.</param>
/// <param name="WhenFalse">Patterns that have matched if it is false.</param>
internal readonly record struct Condition(string Code, ImmutableHashSet<int> WhenTrue, ImmutableHashSet<int> WhenFalse)
{
    /// <summary>One that says nothing about patterns.</summary>
    public static Condition Of(string code) => new(code, [], []);

    public Condition Negate() => new(Operands.Negate(Code), WhenFalse, WhenTrue);

    /// <summary>This and then the other one, or with <paramref name="isAnd"/> false: this or else the other one.</summary>
    public Condition Combine(Condition other, bool isAnd, string code)
    {
        // The other has run only if this one left the matter open.
        var (bothRan, onlyThis) = isAnd ? (WhenTrue, WhenFalse) : (WhenFalse, WhenTrue);
        var settledByOther = bothRan.Union(isAnd ? other.WhenFalse : other.WhenTrue);
        var open = bothRan.Union(isAnd ? other.WhenTrue : other.WhenFalse);
        var either = onlyThis.Intersect(settledByOther);
        return isAnd ? new Condition(code, open, either) : new Condition(code, either, open);
    }
}
