using System.Collections.Immutable;
using LogTail.Language.Checking;

namespace LogTail.Compiler.Emitting;

/// <summary>
/// Finds out which clues a line must have for a program to do anything: to change a metric, to fault, or to remember something. A program
/// that does something on every line, or may, needs none.
/// </summary>
internal static class NeededClues
{
    /// <summary>Any line may matter.</summary>
    private const ulong Any = 0;

    /// <summary>Bits of clues of which one must be there; 0 when any line may matter.</summary>
    public static ulong Of(ImmutableArray<CheckedStatement> body, PatternUse patterns)
    {
        var needed = 0UL;
        foreach (var statement in body)
        {
            var own = statement is ConditionalStatement conditional ? Of(conditional, patterns) : Any;
            if (own == Any)
            {
                return Any;
            }

            needed |= own;
        }

        return needed;
    }

    /// <summary>Bits of clues without which the condition of a statement is false and evaluating it has no effect; 0 when that is not known, or it has an else block.</summary>
    public static ulong OfCondition(CheckedStatement statement, PatternUse patterns) =>
        statement is ConditionalStatement { Else.IsEmpty: true } conditional ? Of(conditional.Condition, patterns) : Any;

    // An else block runs, and a fault of the condition happens, on lines that do not match.
    private static ulong Of(ConditionalStatement statement, PatternUse patterns) => statement switch
    {
        { Else.IsEmpty: false } => Any,
        _ when Of(statement.Condition, patterns) is not Any and var own => own,
        _ => HasNoEffect(statement.Condition) ? Of(statement.Body, patterns) : Any,
    };

    // Without these clues the condition is false, and evaluating it has no effect.
    private static ulong Of(CheckedExpression condition, PatternUse patterns) => condition switch
    {
        LineMatch match => patterns.ClueOf(match.Pattern),
        Logical { IsAnd: true } both => OfBoth(both, patterns),
        Logical either => OfEither(Of(either.Left, patterns), Of(either.Right, patterns)),
        _ => Any,
    };

    private static ulong OfBoth(Logical both, PatternUse patterns) =>
        Of(both.Left, patterns) is not Any and var left ? left : HasNoEffect(both.Left) ? Of(both.Right, patterns) : Any;

    private static ulong OfEither(ulong left, ulong right) => left == Any || right == Any ? Any : left | right;

    // It neither faults nor changes anything, whatever the line.
    private static bool HasNoEffect(CheckedExpression expression) => expression switch
    {
        IntLiteral or StringLiteral or LineMatch => true,
        BuiltinCall { Builtin: Builtin.GetFileName } => true,
        Comparison { Mode: ComparisonMode.Typed } comparison => HasNoEffect(comparison.Left) && HasNoEffect(comparison.Right),
        TextMatch match => HasNoEffect(match.Text),
        Logical logical => HasNoEffect(logical.Left) && HasNoEffect(logical.Right),
        Not not => HasNoEffect(not.Operand),
        _ => false,
    };
}
