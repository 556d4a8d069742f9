using LogTail.Language.Checking.Names;
using LogTail.Language.Diagnostics;
using LogTail.Language.Syntax;
using LogTail.Language.Text;
using LogTail.Metrics;

namespace LogTail.Language.Checking;

// Declarations and decorators (spec/mtail-language.md §4, §10).
internal sealed partial class Inference
{
    private void DeclareMetric(MetricSyntax metric)
    {
        CheckBounds(metric);
        CheckQuantiles(metric);
        var symbol = new MetricSymbol(metric);
        _model.Declarations[metric] = symbol;
        Declare(symbol);
    }

    private void CheckBounds(MetricSyntax metric)
    {
        if (metric.Kind != MetricKind.Histogram)
        {
            if (!metric.Bounds.IsEmpty)
            {
                _diagnostics.Report(
                    DiagnosticCode.BadBuckets,
                    Cover(metric.Bounds[0].Span, metric.Bounds[^1].Span),
                    $"Only a histogram has buckets; `{metric.Name.Text}` is a {KindName(metric.Kind)}.",
                    "Declare it as a histogram, or remove `buckets`.");
            }

            return;
        }

        if (metric.Bounds.Length < 2)
        {
            _diagnostics.Report(
                DiagnosticCode.BadBuckets,
                metric.Name.Span,
                $"The histogram `{metric.Name.Text}` needs at least two bounds.",
                "Add them, as in `buckets 0.1, 1, 10`.");
        }

        for (var i = 1; i < metric.Bounds.Length; i++)
        {
            if (metric.Bounds[i].Value <= metric.Bounds[i - 1].Value)
            {
                _diagnostics.Report(
                    DiagnosticCode.BadBuckets,
                    metric.Bounds[i].Span,
                    "Each bound must be greater than the one before it.",
                    "Sort the bounds, each one once.");
                return;
            }
        }
    }

    private void DeclareConstant(ConstantSyntax constant)
    {
        var symbol = new ConstantSymbol(constant.Name);
        Declare(symbol);
        symbol.Pattern = TextOf(constant.Pattern);
        if (symbol.Pattern.Text.Length > MaxConstantLength)
        {
            ReportTooLong(symbol.Pattern, constant.Pattern.Span, MaxConstantLength);
            symbol.Pattern = PatternText.Empty;
        }
    }

    private void DeclareDecorator(DecoratorSyntax definition)
    {
        var symbol = new DecoratorSymbol(definition);
        Declare(symbol);
        var outer = _definition;
        _definition = symbol;
        VisitBlock(definition.Body);
        _definition = outer;
        symbol.IsComplete = true;
        if (symbol.Inside is null && !MayBeBroken("next"))
        {
            _diagnostics.Report(
                DiagnosticCode.DecoratorWithoutNext,
                definition.Name.Span,
                $"The decorator `{symbol.Name}` has no `next`, so nothing it decorates could ever run.",
                "Write `next` where the decorated block belongs.");
        }
    }

    private void VisitNext(NextSyntax next)
    {
        if (_definition is null)
        {
            _diagnostics.Report(
                DiagnosticCode.NextOutsideDecorator,
                next.Span,
                "`next` stands for a decorated block and means nothing outside the definition of a decorator.",
                "Use `stop` to be done with the line.");
        }
        else if (_definition.Inside is not null)
        {
            _diagnostics.Report(
                DiagnosticCode.SecondNext,
                next.Span,
                $"The decorator `{_definition.Name}` has a `next` already.",
                "Put the block in one place, or write two decorators.");
        }
        else
        {
            _definition.Inside = _scope.Flatten();
        }
    }

    private void VisitDecorated(DecoratedSyntax use)
    {
        var symbol = _scope.Find<DecoratorSymbol>(use.Name.Text);
        var outer = _scope;
        if (symbol is null)
        {
            if (!MayBeBroken(use.Name.Text))
            {
                _diagnostics.Report(
                    DiagnosticCode.UnknownDecorator,
                    use.Name.Span,
                    $"No decorator `{use.Name.Text}` is defined before this.",
                    Suggest(use.Name.Text, _scope.Visible<DecoratorSymbol>().Select(d => d.Name))
                        ?? $"Define it above with `def {use.Name.Text} {{ … next … }}`.");
            }
        }
        else if (!symbol.IsComplete)
        {
            _diagnostics.Report(
                DiagnosticCode.RecursiveDecorator, use.Name.Span, $"The decorator `{symbol.Name}` cannot be used inside its own definition.");
        }
        else
        {
            symbol.IsUsed = true;
            _model.Decorators[use] = symbol;
            _scope = symbol.Inside?.WithParent(outer) ?? outer;
        }

        // A `next` in the block belongs to the definition that the use stands in, if any.
        VisitBlock(use.Body);
        _scope = outer;
    }

    private void Declare(Symbol symbol)
    {
        if (_scope.TryGetOwn(symbol.Name, out var former))
        {
            _diagnostics.Report(
                DiagnosticCode.Redeclared,
                symbol.Span,
                $"`{symbol.Name}` is declared already, as {Describe(former)}.",
                "Give one of them another name.");
            former.IsUsed = true;
            symbol.IsUsed = true;
        }

        _scope.Declare(symbol.Name, symbol);
        _declared.Add(symbol);
    }

    private void ReportUnused()
    {
        foreach (var symbol in _declared.Where(s => !s.IsUsed))
        {
            _diagnostics.Report(
                DiagnosticCode.Unused,
                symbol.Span,
                $"`{symbol.Name}`, {Describe(symbol)}, is never used.",
                symbol is MetricSymbol ? "Count something with it, or remove it. mtail refuses such a program." : "Remove it. mtail refuses such a program.");
        }
    }

    private static string Describe(Symbol symbol) => symbol switch
    {
        MetricSymbol metric => $"a {KindName(metric.Syntax.Kind)}",
        ConstantSymbol => "a constant",
        DecoratorSymbol => "a decorator",
        _ => "a capture group",
    };

    private static string KindName(MetricKind kind) => kind.ToString().ToLowerInvariant();

    private static TextSpan Cover(TextSpan first, TextSpan last) => TextSpan.Cover(first, last);

    private bool MayBeBroken(string name) => _brokenWords.Contains(name);

    /// <summary>A hint with the name that was probably meant, or null.</summary>
    private static string? Suggest(string name, IEnumerable<string> candidates) =>
        Spelling.Nearest(name, candidates) is { } near ? $"Did you mean `{near}`?" : null;
}
