using LogTail.Language.Checking.Names;
using LogTail.Language.Checking.Traps;
using LogTail.Language.Checking.Types;
using LogTail.Language.Diagnostics;
using LogTail.Language.Syntax;

namespace LogTail.Language.Checking;

// Expressions but for calls and patterns (spec/mtail-language.md §7.5, §9.1).
internal sealed partial class Inference
{
    /// <summary>An expression as a value; a pattern is none, though mtail lets constants pass and fails on each line.</summary>
    private TypeTerm Visit(ExpressionSyntax expression)
    {
        var node = expression.Unwrapped();
        if (node is not NameSyntax && IsPattern(node))
        {
            _diagnostics.Report(
                DiagnosticCode.PatternIsNoValue,
                expression.Span,
                "A pattern decides something, it has no value of its own.",
                "Make it a condition, or write `value =~ /…/`.");
        }

        return VisitArgument(node);
    }

    /// <summary>An argument or a key: there a pattern may stand.</summary>
    private TypeTerm VisitArgument(ExpressionSyntax expression)
    {
        var node = expression.Unwrapped();
        var type = node switch
        {
            IntSyntax => TypeTerm.Int,
            FloatSyntax => TypeTerm.Float,
            StringSyntax => TypeTerm.String,
            AnyKeySyntax => VisitAnyKey(node),
            CaptureSyntax capture => VisitCapture(capture),
            _ when IsPattern(node) => VisitPatternValue(node),
            NameSyntax name => VisitMetric(name, name, []),
            IndexSyntax index => VisitIndex(index),
            CallSyntax call => VisitCall(call),
            PrefixSyntax prefix => VisitPrefix(prefix),
            PostfixSyntax postfix => VisitPostfix(postfix),
            BinarySyntax binary => VisitBinary(binary),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        _model.SetType(node, type);
        return type;
    }

    /// <summary>An expression that decides something. A pattern searches the line, and its groups can be read from here on.</summary>
    private TypeTerm VisitDecision(ExpressionSyntax expression)
    {
        var node = expression.Unwrapped();
        if (!IsPattern(node))
        {
            return Visit(node);
        }

        VisitPatternCondition(node);
        _model.SetType(node, TypeTerm.Pattern);
        return TypeTerm.Pattern;
    }

    /// <summary>An operand of <c>&amp;&amp;</c>, <c>||</c> or <c>!</c>.</summary>
    private void RequireTruth(ExpressionSyntax operand, TypeTerm type)
    {
        if (!TypeRules.Unify(type, TypeTerm.Bool))
        {
            _diagnostics.Report(
                DiagnosticCode.NotACondition, operand.Span, $"This is {type} and neither true nor false.", HintOnWholeMatch(operand) ?? "Compare it with something.");
        }
    }

    /// <summary>A whole condition must look like a question (§9.1).</summary>
    private void VisitCondition(ExpressionSyntax condition)
    {
        var type = VisitDecision(condition);
        var node = condition.Unwrapped();
        var isQuestion = IsPattern(node)
            || node is BinarySyntax or PostfixSyntax or PrefixSyntax { Operator: not PrefixOperator.Minus }
            || (node is CallSyntax && type.Basic == BasicType.Bool);
        if (!isQuestion && type.Basic != BasicType.Error)
        {
            _diagnostics.Report(
                DiagnosticCode.NotACondition,
                condition.Span,
                $"A condition must be a pattern or a comparison; this is {DescribeValue(node)}.",
                node is StringSyntax ? "Write a pattern as /…/." : "Compare it with something, as in `x > 0`.");
        }
    }

    private string DescribeValue(ExpressionSyntax node) => node switch
    {
        CaptureSyntax => "a capture group",
        NameSyntax or IndexSyntax => "a metric",
        _ => _model.TypeOf(node).ToString(),
    };

    private TypeTerm VisitCapture(CaptureSyntax capture)
    {
        if (_isBegin)
        {
            _diagnostics.Report(
                DiagnosticCode.NoLineInBegin, capture.Span, "There is no line yet in a `begin` block, so nothing has been captured.");
            return TypeTerm.Error;
        }

        if (_scope.Find<CaptureSymbol>(capture.Name) is { } symbol)
        {
            _model.Captures[capture] = symbol;
            return symbol.Site.GroupTypes[symbol.Group];
        }

        if (!_hasBrokenPattern && !MayBeBroken(capture.Name) && (_brokenWords.Count == 0 || !IsNumber(capture.Name)))
        {
            _diagnostics.Report(
                DiagnosticCode.UnknownCapture,
                capture.Span,
                IsNumber(capture.Name)
                    ? $"No pattern around this has a group {capture.Name}."
                    : $"No pattern around this captures `{capture.Name}`.",
                IsNumber(capture.Name)
                    ? "Groups are counted by their opening parentheses, from 1. A group can be read in the condition of its pattern and in the blocks of that condition."
                    : Suggest(capture.Name, _scope.Visible<CaptureSymbol>().Select(c => c.Name).Where(name => !IsNumber(name)))
                        ?? $"Name a group in the pattern of the condition: (?P<{(capture.Name.Length > 0 ? capture.Name : "name")}>…).");
        }

        return TypeTerm.Error;
    }

    private static bool IsNumber(string name) => name.Length > 0 && name.All(char.IsAsciiDigit);

    private TypeTerm VisitIndex(IndexSyntax index)
    {
        var keyTypes = index.Keys.Select(VisitArgument).ToList();
        if (index.Target.Unwrapped() is NameSyntax name && !IsConstant(name))
        {
            return VisitMetric(index, name, keyTypes);
        }

        _diagnostics.Report(
            DiagnosticCode.NotIndexable, index.Target.Span, "Only a metric with keys can be indexed.", "Use the name of a metric declared with `by`.");
        return TypeTerm.Error;
    }

    // Of a type that fits, as it has none.
    private TypeTerm VisitAnyKey(ExpressionSyntax node)
    {
        if (_deleted is null || !_deleted.Keys.Contains(node))
        {
            _diagnostics.Report(
                DiagnosticCode.AnyKeyOutsideDelete,
                node.Span,
                "`*` stands for any value only as a key of what is deleted.",
                "Write `del metric[$key, *]`, or a value.");
        }

        return TypeTerm.String;
    }

    private TypeTerm VisitMetric(ExpressionSyntax node, NameSyntax name, List<TypeTerm> keyTypes)
    {
        if (_scope.Find<MetricSymbol>(name.Name) is not { } metric)
        {
            ReportUnknownName(name);
            return TypeTerm.Error;
        }

        metric.IsUsed = true;
        _model.Metrics[name] = metric;
        if (keyTypes.Count != metric.KeyTypes.Length)
        {
            _diagnostics.Report(
                DiagnosticCode.WrongKeyCount,
                node.Span,
                metric.KeyTypes.IsEmpty
                    ? $"`{name.Name}` has no keys and cannot be indexed."
                    : $"`{name.Name}` has {Count(metric.KeyTypes.Length, "key")}, but {keyTypes.Count} {(keyTypes.Count == 1 ? "is" : "are")} given.",
                metric.KeyTypes.IsEmpty
                    ? $"Remove the index, or declare keys: `{KindName(metric.Syntax.Kind)} {name.Name} by …`."
                    : $"Its keys are {string.Join(", ", metric.Syntax.Keys.Select(k => $"`{k.Text}`"))}: write `{name.Name}[{string.Join(", ", metric.Syntax.Keys.Select(k => "$" + k.Text))}]`.");
            return TypeTerm.Error;
        }

        for (var i = 0; i < keyTypes.Count; i++)
        {
            if (((IndexSyntax)node).Keys[i] is not AnyKeySyntax && !TypeRules.Unify(metric.KeyTypes[i], keyTypes[i]))
            {
                _diagnostics.Report(
                    DiagnosticCode.TypeMismatch,
                    ((IndexSyntax)node).Keys[i].Span,
                    $"The key `{metric.Syntax.Keys[i].Text}` is {metric.KeyTypes[i]} elsewhere and {keyTypes[i]} here.",
                    "`$0` has no type of its own; put the whole pattern into a group and use that everywhere.");
                return TypeTerm.Error;
            }
        }

        // A text with keys is compared like an inferred metric, one without like a text (§8.5).
        return keyTypes.Count > 0 && metric.Type.IsLiteral ? TypeTerm.BoundVariable(metric.Type) : metric.Type;
    }

    private void ReportUnknownName(NameSyntax name)
    {
        if (MayBeBroken(name.Name))
        {
            return;
        }

        var known = _scope.Visible<MetricSymbol>().Select(m => m.Name).Concat(_scope.Visible<ConstantSymbol>().Select(c => c.Name));
        _diagnostics.Report(
            DiagnosticCode.UnknownName,
            name.Span,
            $"`{name.Name}` is not declared before this.",
            Suggest(name.Name, known)
                ?? (name.Name.All(c => !char.IsLower(c)) ? $"Declare it above: `const {name.Name} /…/`." : $"Declare it above: `counter {name.Name}`."));
    }

    private static string Count(int number, string thing) => number == 1 ? $"1 {thing}" : $"{number} {thing}s";

    /// <summary>What is assigned, incremented: a metric.</summary>
    private TypeTerm VisitTarget(ExpressionSyntax target, string doing)
    {
        if (target is (NameSyntax or IndexSyntax { Target: NameSyntax }) && !IsPattern(target))
        {
            return Visit(target);
        }

        Visit(target);
        _diagnostics.Report(
            DiagnosticCode.NotAMetric,
            target.Span,
            $"Only a metric can be {doing}.",
            target is CaptureSyntax ? "Declare a metric and use the group as its value: `metric += $group`." : null);
        return TypeTerm.Error;
    }

    private MetricSymbol? MetricOf(ExpressionSyntax target) =>
        (target is IndexSyntax index ? index.Target : target) is NameSyntax name ? _scope.Find<MetricSymbol>(name.Name) : null;

    private TypeTerm VisitPostfix(PostfixSyntax postfix)
    {
        var type = VisitTarget(postfix.Operand.Unwrapped(), postfix.Delta > 0 ? "counted up" : "counted down");
        if (TypeRules.Unify(type, TypeTerm.Int) && type.Basic is BasicType.Int or BasicType.Error)
        {
            return type;
        }

        _diagnostics.Report(
            DiagnosticCode.CannotCount,
            postfix.Span,
            $"`{(postfix.Delta > 0 ? "++" : "--")}` needs a metric of integers; this one holds {type}.",
            type.Basic == BasicType.Float ? "Write `+= 1.0`."
                : TextValue.HintOn(MetricOf(postfix.Operand.Unwrapped())) ?? "Use another metric for counting.");
        return TypeTerm.Error;
    }

    private TypeTerm VisitPrefix(PrefixSyntax prefix)
    {
        switch (prefix.Operator)
        {
            case PrefixOperator.Not:
                RequireTruth(prefix.Operand, VisitDecision(prefix.Operand));
                return TypeTerm.Bool;
            case PrefixOperator.Complement:
                RequireInt(prefix.Operand, Visit(prefix.Operand), "~");
                return TypeTerm.Bool;
            default:
                return RequireNumber(prefix.Operand, Visit(prefix.Operand), "-");
        }
    }

    private TypeTerm VisitBinary(BinarySyntax binary)
    {
        switch (binary.Operator)
        {
            case BinaryOperator.And or BinaryOperator.Or:
                var (first, second) = (VisitDecision(binary.Left), VisitDecision(binary.Right));
                RequireTruth(binary.Left, first);
                RequireTruth(binary.Right, second);
                return TypeTerm.Bool;
            case BinaryOperator.Match or BinaryOperator.NotMatch:
                return VisitMatch(binary);
            case BinaryOperator.BitAnd or BinaryOperator.BitOr or BinaryOperator.BitXor or BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight:
                // Both are visited before the operator says what it wants: the right one may decide the type of the left.
                var (left, right) = (Visit(binary.Left), Visit(binary.Right));
                RequireInt(binary.Left, left, OperatorText(binary));
                RequireInt(binary.Right, right, OperatorText(binary));
                return TypeTerm.Int;
            default:
                return VisitArithmeticOrComparison(binary);
        }
    }

    private TypeTerm VisitArithmeticOrComparison(BinarySyntax binary)
    {
        var left = Visit(binary.Left);
        var right = Visit(binary.Right);
        if (TypeRules.LeastUpperBound(left, right) is not { } common)
        {
            _diagnostics.Report(
                DiagnosticCode.TypeMismatch,
                binary.Span,
                $"`{OperatorText(binary)}` cannot have {left} at its left and {right} at its right.",
                HintOnWholeMatch(binary.Left) ?? HintOnWholeMatch(binary.Right));
            return TypeTerm.Error;
        }

        WarnOfTextAndNumber(binary, left, right);
        Convert(binary.Left, left, common);
        Convert(binary.Right, right, common);
        if (!binary.Operator.IsArithmetic())
        {
            return TypeTerm.Bool;
        }

        if (binary.Operator is BinaryOperator.Divide or BinaryOperator.Modulo
            && binary.Right.Unwrapped() is IntSyntax { Value: 0 } && common.Basic != BasicType.Float)
        {
            ReportDivisionByZero(_diagnostics, binary);
        }

        return left.IsOfCall && left.Basic == right.Basic ? left : common;
    }

    /// <summary><c>$0</c> has no type in mtail, which surprises everybody (§6.3).</summary>
    private static string? HintOnWholeMatch(ExpressionSyntax expression) => expression.Unwrapped() is CaptureSyntax { Name: "0" }
        ? "`$0` can only be a key, or stand left of `=~`. Put the whole pattern into a group, and use `$1`."
        : null;

    /// <summary>A text and a number meet as texts, which is seldom meant: of <c>"10" &gt; 9</c>, or of <c>"5" + 1</c>.</summary>
    private void WarnOfTextAndNumber(BinarySyntax binary, TypeTerm left, TypeTerm right)
    {
        var (text, number) = left.Basic == BasicType.String ? (binary.Left.Unwrapped(), right) : (binary.Right.Unwrapped(), left);
        if (number.Basic is not (BasicType.Int or BasicType.Float) || (left.Basic != BasicType.String && right.Basic != BasicType.String)
            || text is StringSyntax)
        {
            return;
        }

        if (!binary.Operator.IsArithmetic())
        {
            var isOrder = binary.Operator is not (BinaryOperator.Equal or BinaryOperator.NotEqual);
            _diagnostics.Report(
                DiagnosticCode.TextAgainstNumber,
                binary.Span,
                $"A text and a number are compared as texts: {(isOrder ? "\"10\" comes before \"9\"" : "\"05\" is not \"5\"")}.",
                $"{TextHint(text)}write `int(…)` or `float(…)` around the text{(isOrder ? "" : ", or, if that is meant, quotes around the number")}.");
        }
        else if (binary.Operator == BinaryOperator.Add && (binary.Left.Unwrapped() is IntSyntax or FloatSyntax || binary.Right.Unwrapped() is IntSyntax or FloatSyntax))
        {
            _diagnostics.Report(
                DiagnosticCode.TextConcatenation,
                binary.Span,
                "A text and a number are not added but written one after the other: \"5\" + 1 is \"51\".",
                $"{TextHint(text)}write `int(…)` or `float(…)` around the text; or, if that is meant, quotes around the number.");
        }
    }

    private static string TextHint(ExpressionSyntax text) => text is CaptureSyntax ? "Capture only digits, two or more or `\\d+`, or " : "If numbers are meant, ";

    internal static void ReportDivisionByZero(DiagnosticBag diagnostics, BinarySyntax division) =>
        diagnostics.Report(DiagnosticCode.DivisionByZero, division.Span, "This divides by zero.");

    private void Convert(ExpressionSyntax operand, TypeTerm type, TypeTerm common)
    {
        TypeRules.Unify(type, common);
        if (type.Basic != common.Basic && common.Basic != BasicType.Error)
        {
            _model.Conversions[operand.Unwrapped()] = common;
        }
    }

    private void RequireInt(ExpressionSyntax operand, TypeTerm type, string op)
    {
        if (!TypeRules.Unify(type, TypeTerm.Int))
        {
            _diagnostics.Report(DiagnosticCode.TypeMismatch, operand.Span, $"`{op}` needs integers; this is {type}.");
        }
    }

    /// <summary>For operators that mtail does not have: they take numbers and nothing else.</summary>
    private TypeTerm RequireNumber(ExpressionSyntax operand, TypeTerm type, string op)
    {
        if (type.Basic is null)
        {
            TypeRules.Unify(type, TypeTerm.Int);
        }

        if (type.Basic is BasicType.Int or BasicType.Float or BasicType.Error)
        {
            return type.Resolved;
        }

        _diagnostics.Report(
            DiagnosticCode.TypeMismatch,
            operand.Span,
            $"`{op}` needs a number; this is {type}.",
            type.Basic == BasicType.String ? "Convert it with `int(…)` or `float(…)`." : null);
        return TypeTerm.Error;
    }

    private static string OperatorText(BinarySyntax binary) => Parsing.OperatorTable.TextOf(binary.Operator);
}
