using LogTail.Language.Checking.Names;
using LogTail.Language.Checking.Types;
using LogTail.Language.Diagnostics;
using LogTail.Language.Syntax;

namespace LogTail.Language.Checking;

/// <summary>
/// The first pass of the checker: resolves names and infers types, once, in the order of the text, children before parents
/// (spec/mtail-language.md §4, §6, §7). A decorator's definition is visited where it stands and not again at its uses.
/// </summary>
internal sealed partial class Inference
{
    private readonly ProgramModel _model = new();
    private readonly DiagnosticBag _diagnostics;
    private readonly FrontEndOptions _options;

    // Words in text that could not be read: they may well be the declarations that seem to be missing.
    private readonly HashSet<string> _brokenWords;

    // In order of declaration; looked through for unused ones at the end.
    private readonly List<Symbol> _declared = [];

    private Scope _scope = new(parent: null);

    // The decorator whose definition is being visited, if any.
    private DecoratorSymbol? _definition;

    // True inside `begin`, where there is no line.
    // What the `del` under way deletes: there `*` may stand for a key.
    private IndexSyntax? _deleted;

    private bool _isBegin;

    // Once a pattern is broken its groups are unknown, and missing ones are no news.
    private bool _hasBrokenPattern;

    private Inference(FrontEndOptions options, HashSet<string> brokenWords, DiagnosticBag diagnostics)
    {
        _options = options;
        _brokenWords = brokenWords;
        _diagnostics = diagnostics;
    }

    /// <summary>Visits a program.</summary>
    /// <param name="brokenWords">Words in text that could not be read; not reported as unknown.</param>
    public static ProgramModel Run(ProgramSyntax program, FrontEndOptions options, HashSet<string> brokenWords, DiagnosticBag diagnostics)
    {
        var inference = new Inference(options, brokenWords, diagnostics);
        inference.VisitAll(program.Statements);
        if (brokenWords.Count == 0)
        {
            inference.ReportUnused();
        }

        return inference._model;
    }

    private void VisitAll(IEnumerable<StatementSyntax> statements)
    {
        foreach (var statement in statements)
        {
            Visit(statement);
        }
    }

    private void VisitBlock(BlockSyntax block)
    {
        var outer = _scope;
        _scope = new Scope(outer);
        VisitAll(block.Statements);
        _scope = outer;
    }

    private void Visit(StatementSyntax statement)
    {
        switch (statement)
        {
            case MetricSyntax metric:
                DeclareMetric(metric);
                break;
            case ConstantSyntax constant:
                DeclareConstant(constant);
                break;
            case DecoratorSyntax definition:
                DeclareDecorator(definition);
                break;
            case DecoratedSyntax use:
                VisitDecorated(use);
                break;
            case NextSyntax next:
                VisitNext(next);
                break;
            case ConditionalSyntax conditional:
                VisitConditional(conditional);
                break;
            case OtherwiseSyntax otherwise:
                VisitBlock(otherwise.Body);
                break;
            case AssignmentSyntax assignment:
                VisitAssignment(assignment);
                break;
            case ExpressionStatementSyntax expression:
                VisitExpressionStatement(expression);
                break;
            case DeleteSyntax delete:
                VisitDelete(delete);
                break;
            case BeginSyntax begin:
                VisitBegin(begin);
                break;
            case LogFilterSyntax filter:
                _model.LogFilter.AddRange(filter.Sources.Select(source => source.Text));
                break;
            case BrokenSyntax { Body: { } body }:
                VisitBlock(body);
                break;
            default:
                // stop, and broken text without a block.
                break;
        }
    }

    private void VisitConditional(ConditionalSyntax conditional)
    {
        // One scope for the condition's groups, around both blocks.
        var outer = _scope;
        _scope = new Scope(outer);
        VisitCondition(conditional.Condition);
        VisitBlock(conditional.Body);
        if (conditional.Else is { } otherwise)
        {
            VisitBlock(otherwise);
        }

        _scope = outer;
    }

    private void VisitExpressionStatement(ExpressionStatementSyntax statement)
    {
        var expression = statement.Expression;
        if (expression is BinarySyntax or PrefixSyntax or RegexSyntax)
        {
            _diagnostics.Report(
                DiagnosticCode.NoEffect,
                expression.Span,
                "This value is worked out and then dropped.",
                "Assign it to a metric, or put a block `{ … }` behind it to make it a condition.");
        }

        if (IsPattern(expression))
        {
            VisitPatternValue(expression);
        }
        else
        {
            Visit(expression);
        }
    }

    private void VisitAssignment(AssignmentSyntax assignment)
    {
        var target = assignment.Target.Unwrapped();
        var targetType = VisitTarget(target, "assigned to");
        var valueType = Visit(assignment.Value);
        if (assignment.Operator == AssignmentOperator.Subtract)
        {
            RequireNumber(assignment.Value, valueType, "-=");
        }

        if (TypeRules.LeastUpperBound(targetType, valueType) is null)
        {
            _diagnostics.Report(
                DiagnosticCode.TypeMismatch,
                assignment.Span,
                $"A metric that holds {targetType} cannot take {valueType}.");
        }
        else if (targetType.Basic is null)
        {
            // Only the target learns from an assignment; a value whose type is open stays open.
            TypeRules.Unify(targetType, valueType);
            if (valueType.Basic == BasicType.String && assignment.Value.Unwrapped() is CaptureSyntax capture && MetricOf(target) is { } metric)
            {
                metric.TextSource = _model.Captures.GetValueOrDefault(capture);
            }
        }
    }

    private void VisitDelete(DeleteSyntax delete)
    {
        var target = delete.Target.Unwrapped();
        if (target is IndexSyntax { Target: NameSyntax } || (target is NameSyntax name && _scope.Find<MetricSymbol>(name.Name) is { KeyTypes.Length: > 0 }))
        {
            VisitDeleted(target, delete.After);
            return;
        }

        Visit(target);
        _diagnostics.Report(
            DiagnosticCode.CannotDelete,
            target.Span,
            "Only one series of a metric with keys can be deleted.",
            "Write `del metric[key]`.");
    }

    // A series that expires must be named whole.
    private void VisitDeleted(ExpressionSyntax target, DurationSyntax? after)
    {
        _deleted = after is null ? target as IndexSyntax : null;
        Visit(target);
        _deleted = null;
    }

    private void VisitBegin(BeginSyntax begin)
    {
        var outer = _isBegin;
        _isBegin = true;
        VisitBlock(begin.Body);
        _isBegin = outer;
    }
}
