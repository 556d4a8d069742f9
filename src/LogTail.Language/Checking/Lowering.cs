using System.Collections.Immutable;
using LogTail.Language.Checking.Names;
using LogTail.Language.Checking.Traps;
using LogTail.Language.Checking.Types;
using LogTail.Language.Diagnostics;
using LogTail.Language.Syntax;
using LogTail.Language.Text;
using LogTail.Metrics;

namespace LogTail.Language.Checking;

/// <summary>
/// The second pass of the checker: makes the checked program out of the syntax and what inference knows about it. Decorators are
/// pasted in, conversions written out; what only shows once all types are known is reported here (spec/mtail-language.md §7.5 to §12).
/// </summary>
internal sealed partial class Lowering
{
    // Decorators multiply text: 2 uses of one that has 2 uses of one … . Far beyond any real program.
    private const int MaxPastedStatements = 50_000;
    private const int MaxInlining = 100;

    private readonly ProgramText _text;
    private readonly ProgramModel _model;
    private readonly DiagnosticBag _diagnostics;
    private readonly ImmutableArray<MetricDeclaration>.Builder _metrics = ImmutableArray.CreateBuilder<MetricDeclaration>();
    private readonly Dictionary<MetricSymbol, int> _metricIndices = [];
    private readonly List<CheckedStatement> _begin = [];
    private readonly PatternTable _patterns = new();

    // What `next` stands for at present; null outside decorators.
    private Inlining? _inlining;
    private int _pastedCount;

    private Lowering(ProgramText text, ProgramModel model, DiagnosticBag diagnostics)
    {
        _text = text;
        _model = model;
        _diagnostics = diagnostics;
    }

    /// <summary>Makes the checked program. With errors among the diagnostics it is of no use.</summary>
    public static CheckedProgram Run(ProgramText text, ProgramSyntax program, ProgramModel model, DiagnosticBag diagnostics)
    {
        var lowering = new Lowering(text, model, diagnostics);
        var body = lowering.LowerAll(program.Statements);
        return new CheckedProgram(
            text,
            lowering._metrics.ToImmutable(),
            lowering._patterns.ToImmutable(),
            [.. lowering._begin],
            body,
            [.. model.LogFilter.Distinct()]);
    }

    private ImmutableArray<CheckedStatement> LowerAll(ImmutableArray<StatementSyntax> statements)
    {
        var lowered = new List<CheckedStatement>();
        foreach (var statement in statements)
        {
            _pastedCount += _inlining is null ? 0 : 1;
            if (_pastedCount > MaxPastedStatements)
            {
                _diagnostics.Report(
                    DiagnosticCode.TooLong,
                    new TextSpan(0, 0),
                    $"Pasted in at each use, the decorators of this program make more than {MaxPastedStatements} statements.",
                    "Use fewer decorators inside decorators.");
                break;
            }

            Lower(statement, lowered);
        }

        return [.. lowered];
    }

    private void Lower(StatementSyntax statement, List<CheckedStatement> lowered)
    {
        switch (statement)
        {
            case MetricSyntax metric when _model.Declarations.TryGetValue(metric, out var symbol):
                IndexOf(symbol);
                break;
            case DecoratedSyntax use:
                LowerDecorated(use, lowered);
                break;
            case NextSyntax when _inlining is { } inlining:
                LowerNext(inlining, lowered);
                break;
            case ConditionalSyntax conditional:
                lowered.Add(LowerConditional(conditional));
                break;
            case OtherwiseSyntax otherwise:
                lowered.Add(new OtherwiseStatement(LowerAll(otherwise.Body.Statements), otherwise.Span));
                break;
            case AssignmentSyntax assignment:
                LowerAssignment(assignment, lowered);
                break;
            case ExpressionStatementSyntax { Expression: var expression } when _model.Patterns.TryGetValue(expression.Unwrapped(), out var site):
                lowered.Add(new ExpressionStatement(new LineMatch(_patterns.NewSlot(site), expression.Span), statement.Span));
                break;
            case ExpressionStatementSyntax expression:
                lowered.Add(new ExpressionStatement(Lower(expression.Expression), statement.Span));
                break;
            case DeleteSyntax delete:
                LowerDelete(delete, lowered);
                break;
            case BeginSyntax begin:
                _begin.AddRange(LowerAll(begin.Body.Statements));
                break;
            case StopSyntax:
                lowered.Add(new StopStatement(statement.Span));
                break;
            default:
                // Constants, definitions and filters leave nothing; the rest has been reported.
                break;
        }
    }

    private ConditionalStatement LowerConditional(ConditionalSyntax conditional) => new(
        LowerTruth(conditional.Condition),
        LowerAll(conditional.Body.Statements),
        conditional.Else is { } otherwise ? LowerAll(otherwise.Statements) : [],
        conditional.Span);

    private void LowerDecorated(DecoratedSyntax use, List<CheckedStatement> lowered)
    {
        if (!_model.Decorators.TryGetValue(use, out var symbol))
        {
            lowered.AddRange(LowerAll(use.Body.Statements));
            return;
        }

        var outer = _inlining;
        if (outer?.Depth >= MaxInlining)
        {
            _diagnostics.Report(
                DiagnosticCode.TooDeep, use.Name.Span, $"More than {MaxInlining} decorators are inside one another here.", "Merge some of them.");
            return;
        }

        _inlining = new Inlining(use.Body, outer, (outer?.Depth ?? 0) + 1);
        // After the use, its groups mean again what they meant before: the decorator may surround itself.
        var slots = _patterns.SaveSlots();
        lowered.AddRange(LowerAll(symbol.Syntax.Body.Statements));
        _patterns.RestoreSlots(slots);
        _inlining = outer;
    }

    private void LowerNext(Inlining inlining, List<CheckedStatement> lowered)
    {
        _inlining = inlining.Outer;
        lowered.AddRange(LowerAll(inlining.Body.Statements));
        _inlining = inlining;
    }

    private void LowerDelete(DeleteSyntax delete, List<CheckedStatement> lowered)
    {
        if (TryLowerTarget(delete.Target) is { } target)
        {
            // Zero and less mean a plain delete (§11.4).
            var after = delete.After?.Value > TimeSpan.Zero ? delete.After.Value : (TimeSpan?)null;
            lowered.Add(new DeleteStatement(target, after, delete.Span) { GivenKeys = GivenKeysOf(delete.Target.Unwrapped()) });
        }
    }

    private static ImmutableArray<int>? GivenKeysOf(ExpressionSyntax target) =>
        target is IndexSyntax index && index.Keys.Any(key => key is AnyKeySyntax)
            ? [.. Enumerable.Range(0, index.Keys.Length).Where(number => index.Keys[number] is not AnyKeySyntax)]
            : null;

    private int IndexOf(MetricSymbol symbol)
    {
        if (_metricIndices.TryGetValue(symbol, out var known))
        {
            return known;
        }

        var index = _metrics.Count;
        _metricIndices.Add(symbol, index);
        var observes = symbol.Syntax.Kind is MetricKind.Histogram or MetricKind.Summary && KindOf(symbol.Type) is ValueKind.Float or ValueKind.String
            ? KindOf(symbol.Type)!.Value
            : ValueKind.Int;
        _metrics.Add(new MetricDeclaration(symbol.Name, Describe(symbol), symbol.Span) { Observes = observes });
        return index;
    }

    private MetricDescription Describe(MetricSymbol symbol)
    {
        var syntax = symbol.Syntax;
        if (syntax.Kind == MetricKind.Counter && syntax.Keys.IsEmpty && symbol.Type.Basic == BasicType.String)
        {
            _diagnostics.Report(
                DiagnosticCode.TextCounter,
                symbol.Span,
                $"The counter `{symbol.Name}` is given texts, and a counter starts at 0.",
                TextValue.HintOn(symbol) ?? "Convert the values with `int(…)` or `float(…)`, capture only digits, or declare a gauge.");
        }

        return new MetricDescription(
            syntax.ExportName?.Text ?? symbol.Name,
            _text.Name,
            syntax.Kind,
            StoredType(symbol),
            syntax.IsHidden,
            [.. syntax.Keys.Select(key => key.Text)],
            [.. syntax.Bounds.Select(bound => bound.Value)],
            Math.Max(0, syntax.Limit?.Value ?? 0),
            SourceOf(symbol.Span))
        {
            Quantiles =
            [
                .. syntax.Quantiles.Select(target => new QuantileTarget(target.Quantile.Value, target.Error.Value)).OrderBy(target => target.Quantile),
            ],
            MaxAge = syntax.MaxAge?.Value ?? MetricDescription.DefaultMaxAge,
        };
    }

    private static MetricValueType StoredType(MetricSymbol symbol) => (symbol.Syntax.Kind, symbol.Type.Basic) switch
    {
        (MetricKind.Histogram, _) => MetricValueType.Buckets,
        (MetricKind.Summary, _) => MetricValueType.Quantiles,
        (_, BasicType.Float) => MetricValueType.Float,
        (_, BasicType.String) => MetricValueType.String,
        _ => MetricValueType.Int,
    };

    /// <summary>As mtail prints it: file:line:column, and the last column too for a name of more than one byte.</summary>
    private string SourceOf(TextSpan span)
    {
        var first = _text.PositionOf(span.Start);
        var lastColumn = _text.PositionOf(span.End).Column - 1;
        var source = $"{_text.Name}:{first.Line}:{first.Column}";
        return lastColumn > first.Column ? $"{source}-{lastColumn}" : source;
    }

    /// <summary>A decorator being pasted in.</summary>
    /// <param name="Body">What <c>next</c> stands for.</param>
    /// <param name="Outer">What <c>next</c> stands for inside the body.</param>
    private sealed record Inlining(BlockSyntax Body, Inlining? Outer, int Depth);
}
