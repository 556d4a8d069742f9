using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace LogTail.Compiler.Roslyn;

/// <summary>
/// Puts calls of parts in the places that are marked for them: where the generated code refers back to a group, in a block of its own. What such
/// code does with the text that the group has captured is left out; where it goes on, and where it goes when there is nothing, stays.
/// </summary>
internal sealed class PartCallRewriter(GeneratedRunner generated, PatternMethod pattern)
{
    /// <summary>The matcher's method that gives the end of a part.</summary>
    public const string EndOfPart = "EndOfPart";

    /// <summary>The part's method that takes its end.</summary>
    public const string TakeEnd = "TakeEnd";

    private readonly HashSet<int> _found = [];

    /// <summary>Whether all that is marked was found.</summary>
    public bool IsComplete => _found.Count == pattern.Parts.Count + (pattern.EndGroup is null ? 0 : 1);

    /// <summary>How many of the generated lazy loops do nothing but go from one end of a part to the next.</summary>
    public int LazyLoops { get; private set; }

    /// <summary>Whether a call of <c>base.IsMatched</c> belongs to a mark.</summary>
    public bool IsMark(InvocationExpressionSyntax call) => GroupOf(call) is not null;

    /// <summary>The field with the matcher that belongs to a place.</summary>
    public static string FieldOf(int group) => "_part" + group.ToString(CultureInfo.InvariantCulture);

    /// <summary>The block with a call in it, if it is the block of a marked place.</summary>
    public BlockSyntax Rewrite(BlockSyntax block)
    {
        // if (!base.IsMatched(3)) { goto NoMatch; }
        // matchLength = base.MatchLength(3);
        // if (...) { goto NoMatch; }
        // pos += matchLength;
        for (var i = 0; i + 3 < block.Statements.Count; i++)
        {
            if (block.Statements[i] is IfStatementSyntax condition
                && MarkedGroup(condition.Condition) is { } group
                && block.Statements[i + 1] is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: IdentifierNameSyntax length } }
                && block.Statements[i + 2] is IfStatementSyntax
                && block.Statements[i + 3] is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "pos" } } move }
                && move.IsKind(SyntaxKind.AddAssignmentExpression)
                && move.Right.ToString() == length.Identifier.ValueText)
            {
                _found.Add(group);
                return block.WithStatements(block.Statements.RemoveAt(i + 3).RemoveAt(i + 2).RemoveAt(i + 1).RemoveAt(i)
                    .InsertRange(i, Call(group, condition, length.Identifier.ValueText)));
            }
        }

        return block;
    }

    private StatementSyntax[] Call(int group, IfStatementSyntax condition, string scratch)
    {
        if (group == pattern.EndGroup)
        {
            return [condition.WithCondition(ParseExpression($"!base.{TakeEnd}(pos)"))];
        }

        LazyLoops += pattern.Parts[group].HasOneEnd ? 0 : 1;
        var start = pattern.Parts[group].HasOneEnd ? "pos" : $"base.MatchIndex({SlotOf(group)})";
        return
        [
            ParseStatement($"{scratch} = base.{EndOfPart}({FieldOf(group)}, inputSpan, {start}, pos);\n"),
            condition.WithCondition(ParseExpression($"{scratch} < 0")),
            ParseStatement($"pos = {scratch};\n"),
        ];
    }

    // The group of !base.IsMatched(slot), if it is one of ours.
    private int? MarkedGroup(ExpressionSyntax condition) =>
        condition is PrefixUnaryExpressionSyntax
        {
            Operand: InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax, Name.Identifier.ValueText: "IsMatched" },
            } call,
        }
            ? GroupOf(call)
            : null;

    private int? GroupOf(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments is [var argument]
        && int.TryParse(argument.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var slot)
        && slot < generated.GroupNumbers.Length
        && generated.GroupNumbers[slot] is var group
        && (group == pattern.EndGroup || pattern.Parts.ContainsKey(group))
            ? group
            : null;

    private int SlotOf(int group) => generated.GroupNumbers.IndexOf(group);
}
