using System.Collections.Immutable;
using LogTail.Language.Diagnostics;
using LogTail.Language.Patterns;
using LogTail.Metrics;

namespace LogTail.Language.Checking.Traps;

/// <summary>
/// Warns of what is legal and hardly ever meant (spec/mtail-language.md §25). Looks at a program without errors; says nothing
/// where a sensible program might look the same.
/// </summary>
internal sealed partial class TrapWarnings
{
    private readonly CheckedProgram _program;
    private readonly DiagnosticBag _diagnostics;

    // Texts of the patterns that the line has matched, outermost first, where nothing else was asked.
    private readonly Stack<string> _matched = new();

    // Patterns that cannot have matched where the walk is.
    private readonly HashSet<int> _failed = [];

    // Metrics whose texts have been explained by a more particular warning.
    private readonly HashSet<int> _explained = [];

    private TrapWarnings(CheckedProgram program, DiagnosticBag diagnostics)
    {
        _program = program;
        _diagnostics = diagnostics;
    }

    public static void Report(CheckedProgram program, DiagnosticBag diagnostics)
    {
        var warnings = new TrapWarnings(program, diagnostics);
        warnings.Visit(program.Begin);
        warnings.Visit(program.Body);
        warnings.ReportPatterns();
        warnings.ReportTextMetrics();
    }

    private void ReportPatterns()
    {
        foreach (var pattern in _program.Patterns.Where(pattern => !RegexFacts.CanMatch(pattern.Tree)))
        {
            _diagnostics.Report(
                DiagnosticCode.NeverMatches,
                pattern.Span,
                "This pattern can never match.",
                "Look for `^` behind or `$` before something that must be there.");
        }
    }

    private void ReportTextMetrics()
    {
        for (var i = 0; i < _program.Metrics.Length; i++)
        {
            var (identifier, metric, span) = _program.Metrics[i];
            if (metric is { Type: MetricValueType.String, Kind: not MetricKind.Text, Hidden: false } && !_explained.Contains(i))
            {
                _diagnostics.Report(
                    DiagnosticCode.TextExportsZero,
                    span,
                    $"`{identifier}` is given texts, so it holds a text and is exported to Prometheus as 0 for ever.",
                    "Convert the values with `int(…)` or `float(…)`, capture only digits, or make the text a key.");
            }
        }
    }

    private void Visit(ImmutableArray<CheckedStatement> statements)
    {
        foreach (var statement in statements)
        {
            Visit(statement);
        }
    }

    private void Visit(CheckedStatement statement)
    {
        switch (statement)
        {
            case ConditionalStatement conditional:
                VisitConditional(conditional);
                break;
            case OtherwiseStatement otherwise:
                Visit(otherwise.Body);
                break;
            case AssignStatement assign:
                Visit(assign.Target);
                Visit(assign.Value);
                VisitStore(assign.Target, assign.Value);
                break;
            case AddAssignStatement add:
                Visit(add.Target);
                Visit(add.Value);
                VisitAddition(add);
                break;
            case ExpressionStatement expression:
                Visit(expression.Expression);
                break;
            case DeleteStatement delete:
                Visit(delete.Target);
                break;
            default:
                break;
        }
    }

    private void VisitConditional(ConditionalStatement conditional)
    {
        VisitTruth(conditional.Condition, isOr: false);
        switch (conditional.Condition)
        {
            case LineMatch match:
                VisitMatched(conditional, match);
                break;
            case TextMatch { Negated: false } match:
                Visit(conditional.Body);
                VisitUnmatched(conditional.Else, match.Pattern);
                break;
            case TextMatch match:
                VisitUnmatched(conditional.Body, match.Pattern);
                Visit(conditional.Else);
                break;
            default:
                Visit(conditional.Body);
                Visit(conditional.Else);
                break;
        }
    }

    private void VisitMatched(ConditionalStatement conditional, LineMatch match)
    {
        var text = _program.Patterns[match.Pattern].Text;
        if (_matched.Contains(text))
        {
            _diagnostics.Report(
                DiagnosticCode.RepeatsParent,
                match.Span,
                "A condition around this has matched the same pattern already.",
                "Remove this condition; its block can stand alone.");
        }

        _matched.Push(text);
        Visit(conditional.Body);
        _matched.Pop();
        VisitUnmatched(conditional.Else, match.Pattern);
    }

    private void VisitUnmatched(ImmutableArray<CheckedStatement> statements, int pattern)
    {
        _failed.Add(pattern);
        Visit(statements);
        _failed.Remove(pattern);
    }
}
