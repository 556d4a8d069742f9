using LogTail.Language.Diagnostics;
using LogTail.Language.Syntax;
using LogTail.Language.Text;

namespace LogTail.Language.Checking;

/// <summary>
/// Limits the depth of a syntax tree. Walks with a stack of its own, so that it can stand before all passes that recurse.
/// </summary>
internal sealed class SyntaxDepth
{
    /// <summary>What recursive passes can bear, whatever the options say.</summary>
    public const int Bearable = 1000;

    private readonly Stack<(object Node, TextSpan Span, int Depth)> _pending = new();
    private readonly bool _countsElseIf;

    private SyntaxDepth(bool countsElseIf)
    {
        _countsElseIf = countsElseIf;
    }

    /// <summary>Reports a tree that is too deep, once.</summary>
    /// <param name="countsElseIf">
    /// False to count like mtail, which has no <c>else if</c> (spec/mtail-language.md §15.6): the branches of one are equally deep.
    /// </param>
    /// <returns>False when it is too deep.</returns>
    public static bool Check(ProgramSyntax program, int limit, bool countsElseIf, DiagnosticBag diagnostics)
    {
        var depth = new SyntaxDepth(countsElseIf);
        depth.Push(program.Statements, depth: 2);
        while (depth._pending.TryPop(out var top))
        {
            if (top.Depth > limit)
            {
                diagnostics.Report(
                    DiagnosticCode.TooDeep,
                    top.Span,
                    $"This is nested more than {limit} levels deep. Every block counts two, every operator of a row one.",
                    "Split long expressions, and move inner blocks out of their parents.");
                return false;
            }

            if (top.Node is StatementSyntax statement)
            {
                depth.PushPartsOf(statement, top.Depth);
            }
            else
            {
                depth.PushPartsOf((ExpressionSyntax)top.Node, top.Depth);
            }
        }

        return true;
    }

    private void PushPartsOf(StatementSyntax statement, int depth)
    {
        foreach (var block in SyntaxFacts.BlocksOf(statement))
        {
            // The else block of an `else if` has no braces of its own.
            var isElseIf = !_countsElseIf && block.Statements is [ConditionalSyntax only] && only.Span == block.Span;
            Push(block.Statements, isElseIf ? depth : depth + 2);
        }

        foreach (var expression in SyntaxFacts.ExpressionsOf(statement))
        {
            // A pattern alone is wrapped twice in mtail's tree.
            var isPattern = statement is ConditionalSyntax && LeftmostOf(expression) is RegexSyntax;
            Push(expression, isPattern ? depth + 3 : depth + 1);
        }
    }

    private void PushPartsOf(ExpressionSyntax expression, int depth)
    {
        // The list of keys or arguments is a level of its own; the name of an indexed metric is none.
        var step = expression is IndexSyntax or CallSyntax ? 2 : 1;
        foreach (var part in SyntaxFacts.PartsOf(expression))
        {
            if (expression is not IndexSyntax { Target: NameSyntax name } || part != name)
            {
                Push(part, depth + step);
            }
        }
    }

    private void Push(IEnumerable<StatementSyntax> statements, int depth)
    {
        foreach (var statement in statements)
        {
            _pending.Push((statement, statement.Span, depth));
        }
    }

    private void Push(ExpressionSyntax expression, int depth)
    {
        // Parentheses leave nothing in mtail's tree.
        var node = expression.Unwrapped();
        _pending.Push((node, node.Span, depth));
    }

    private static ExpressionSyntax LeftmostOf(ExpressionSyntax expression)
    {
        while (expression is BinarySyntax { Operator: BinaryOperator.Add } sum)
        {
            expression = sum.Left;
        }

        return expression;
    }
}
