using System.Collections.Immutable;
using System.Globalization;
using LogTail.Language.Checking.Names;
using LogTail.Language.Checking.Types;
using LogTail.Language.Diagnostics;
using LogTail.Language.Grok;
using LogTail.Language.Grok.Embedding;
using LogTail.Language.Patterns;
using LogTail.Language.Patterns.Typing;
using LogTail.Language.Syntax;
using LogTail.Language.Text;

namespace LogTail.Language.Checking;

// Patterns and what they capture (spec/mtail-language.md §4.3, §5, §6).
internal sealed partial class Inference
{
    private const int DefaultMaxPatternBytes = 1024;

    // Constants made of constants double in length with each line; this is far beyond what any engine takes.
    private const int MaxConstantLength = 1 << 16;

    /// <summary>
    /// True for a pattern, a constant, or a concatenation with one of them in it. Decides what a leading <c>+</c> means: with a
    /// metric at its left it is an addition.
    /// </summary>
    private bool IsPattern(ExpressionSyntax expression) => expression.Unwrapped() switch
    {
        RegexSyntax => true,
        NameSyntax name => IsConstant(name),
        BinarySyntax { Operator: BinaryOperator.Add } sum => IsPattern(sum.Left) || IsPattern(sum.Right),
        _ => false,
    };

    private bool IsConstant(NameSyntax name) =>
        _scope.Find<MetricSymbol>(name.Name) is null && _scope.Find<ConstantSymbol>(name.Name) is not null;

    /// <summary>A pattern that decides something: its groups can be read from here on.</summary>
    private void VisitPatternCondition(ExpressionSyntax pattern)
    {
        if (_isBegin)
        {
            _diagnostics.Report(
                DiagnosticCode.NoLineInBegin, pattern.Span, "There is no line yet in a `begin` block, so nothing can be matched.");
        }

        var site = NewSite(pattern, TextOf(pattern), pattern.Span);
        DefineGroups(site);
    }

    /// <summary>A pattern where a value is wanted; it is checked, but captures nothing that could be read.</summary>
    private TypeTerm VisitPatternValue(ExpressionSyntax pattern)
    {
        NewSite(pattern, TextOf(pattern), pattern.Span);
        _model.SetType(pattern, TypeTerm.Pattern);
        return TypeTerm.Pattern;
    }

    private TypeTerm VisitMatch(BinarySyntax match)
    {
        Visit(match.Left);
        var pattern = match.Right.Unwrapped();
        var text = IsPattern(pattern) ? TextOf(pattern) : TextOfOperand(pattern);
        DefineGroups(NewSite(pattern, text, match.Right.Span));
        return TypeTerm.Bool;
    }

    /// <summary>The text of a pattern: literals and constants pasted together.</summary>
    private PatternText TextOf(ExpressionSyntax expression)
    {
        switch (expression.Unwrapped())
        {
            case RegexSyntax regex:
                return PatternText.Of(regex.Pattern, regex);
            case NameSyntax name:
                return TextOfConstant(name);
            case BinarySyntax { Operator: BinaryOperator.Add } sum:
                return TextOf(sum.Left).Append(TextOf(sum.Right));
            default:
                _diagnostics.Report(
                    DiagnosticCode.NotAPattern,
                    expression.Span,
                    "Only patterns and constants can be part of a pattern.",
                    "Write it as /…/, or give it a name with `const`.");
                return PatternText.Empty;
        }
    }

    private PatternText TextOfConstant(NameSyntax name)
    {
        if (_scope.Find<ConstantSymbol>(name.Name) is { } constant)
        {
            constant.IsUsed = true;
            if (constant.Pattern is null)
            {
                _diagnostics.Report(
                    DiagnosticCode.NotAPattern, name.Span, $"The constant `{name.Name}` cannot be part of its own definition.");
            }

            return constant.Pattern ?? PatternText.Empty;
        }

        return ReportMetricInPattern(name);
    }

    private PatternText ReportMetricInPattern(NameSyntax name)
    {
        if (_scope.Find<MetricSymbol>(name.Name) is { } metric)
        {
            metric.IsUsed = true;
            _diagnostics.Report(
                DiagnosticCode.NotAPattern,
                name.Span,
                $"`{name.Name}` is {Describe(metric)} and cannot be part of a pattern.",
                "Patterns are fixed when the program is loaded: use /…/ and constants.");
        }
        else
        {
            ReportUnknownName(name);
        }

        return PatternText.Empty;
    }

    /// <summary>
    /// What stands right of <c>=~</c> and is no pattern. A text or an integer is taken as one; of anything else mtail pastes together
    /// the literals inside, and so <c>$a =~ $b</c> always matches (§5).
    /// </summary>
    private PatternText TextOfOperand(ExpressionSyntax operand)
    {
        var type = Visit(operand);
        switch (operand)
        {
            case StringSyntax or IntSyntax:
                return LiteralsIn(operand);
            case NameSyntax or IndexSyntax:
                return LiteralsIn(operand);
            case CaptureSyntax or CallSyntax or PrefixSyntax { Operator: PrefixOperator.Complement }
                when type.Basic is not (BasicType.Float or BasicType.None):
                _diagnostics.Report(
                    DiagnosticCode.MatchWithValue,
                    operand.Span,
                    "What stands right of `=~` is fixed when the program is loaded; this value is not looked at, and an empty pattern always matches.",
                    "Compare texts with `==`, or write the pattern as /…/.");
                return LiteralsIn(operand);
            case BinarySyntax { Operator: BinaryOperator.Add } when type.Basic is BasicType.String or BasicType.Int:
                return LiteralsIn(operand);
            default:
                if (type.Basic != BasicType.Error)
                {
                    _diagnostics.Report(
                        DiagnosticCode.NotAPattern, operand.Span, "This cannot be a pattern.", "Write the pattern as /…/, or as a text in quotes.");
                }

                return PatternText.Empty;
        }
    }

    private PatternText LiteralsIn(ExpressionSyntax expression) => expression.Unwrapped() switch
    {
        StringSyntax text => PatternText.Of(text.Value, text),
        RegexSyntax regex => PatternText.Of(regex.Pattern, regex),
        IntSyntax number => PatternText.Of(number.Value.ToString(CultureInfo.InvariantCulture), number),
        NameSyntax name => IsConstant(name) ? TextOfConstant(name) : ReportMetricInPattern(name),
        IndexSyntax index => LiteralsIn(index.Target),
        PrefixSyntax prefix => LiteralsIn(prefix.Operand),
        BinarySyntax sum => LiteralsIn(sum.Left).Append(LiteralsIn(sum.Right)),
        CallSyntax call => call.Arguments.Aggregate(PatternText.Empty, (all, argument) => all.Append(LiteralsIn(argument))),
        _ => PatternText.Empty,
    };

    private PatternSite NewSite(ExpressionSyntax node, PatternText text, TextSpan span)
    {
        var references = _options.Grok is { } grok && text.Text.Contains("%{", StringComparison.Ordinal) ? new EmbeddedReferences(grok.Patterns) : null;
        var tree = Parse(text, span, references);
        _hasBrokenPattern |= tree is null;
        var site = new PatternSite(text.Text, tree, TypesOf(tree, references), span);
        if (references is not null)
        {
            ReportReferences(references, text, span);
            ReportWarnings(references, text, span);
            site = site with { Fields = references.Fields, EmbeddedGroups = references.Groups, Conditions = [.. references.Conditions] };
        }

        _model.Patterns[node.Unwrapped()] = site;
        return site;
    }

    private RegexTree? Parse(PatternText text, TextSpan span, EmbeddedReferences? references)
    {
        var limit = _options.MaxPatternBytes > 0 ? _options.MaxPatternBytes : DefaultMaxPatternBytes;
        if (text.ByteCount() > limit)
        {
            ReportTooLong(text, span, limit);
            return null;
        }

        var result = Re2Parser.Parse(text.Text, references);
        if (result.Error is { } error)
        {
            _diagnostics.Report(DiagnosticCode.InvalidPattern, text.Locate(error.Offset, error.Length, span), error.Message, error.Hint);
        }

        return result.Tree;
    }

    private void ReportTooLong(PatternText text, TextSpan span, int limit) =>
        _diagnostics.Report(
            DiagnosticCode.PatternTooLong,
            span,
            $"This pattern has {text.ByteCount()} bytes, with its constants pasted in; the limit is {limit}.",
            "Match a shorter part of the line, or match in two steps.");

    private static ImmutableArray<TypeTerm> TypesOf(RegexTree? tree, EmbeddedReferences? references)
    {
        var types = ImmutableArray.CreateBuilder<TypeTerm>();
        types.Add(TypeTerm.None);
        var kept = tree is null ? null : new KeptGroups(tree);
        foreach (var group in tree?.Groups ?? [])
        {
            types.Add(
                references is not null && references.Groups.Contains(group.Number) ? TypeTerm.String
                : kept!.Contains(group.Number) ? TypeOfGroup(tree!, group.Number)
                : TypeTerm.None);
        }

        foreach (var field in tree is null ? [] : references?.Fields ?? [])
        {
            types[field.Groups[0]] = TypeOf(field);
        }

        return types.ToImmutable();
    }

    private static TypeTerm TypeOf(EmbeddedField field) => (field.Type, field.Inferred) switch
    {
        (GrokFieldType.Int, _) or (GrokFieldType.Text, CaptureType.Int) => TypeTerm.Int,
        (GrokFieldType.Float, _) or (GrokFieldType.Text, CaptureType.Float) => TypeTerm.Float,
        _ => TypeTerm.String,
    };

    // Only what is written like a name of grok is taken for a mistake; `%{2}` is two percent signs.
    private void ReportReferences(EmbeddedReferences references, PatternText text, TextSpan span)
    {
        foreach (var (name, offset, length) in references.Unknown)
        {
            if (name.Any(char.IsAsciiLetterUpper) && name.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '_'))
            {
                _diagnostics.Report(
                    DiagnosticCode.UnknownPattern,
                    text.Locate(offset, length, span),
                    $"There is no grok pattern `{name}`, so this is matched as the text `{text.Text.Substring(offset, length)}`.",
                    Suggest(name, _options.Grok!.Patterns.Definitions.Select(definition => definition.Name))
                        ?? "Define it in a file and name the file with --patterns; if the text is meant, write `\\%{`.");
            }
        }
    }

    private void ReportWarnings(EmbeddedReferences references, PatternText text, TextSpan span)
    {
        foreach (var (problem, offset, length) in references.Warnings)
        {
            _diagnostics.Report(DiagnosticCode.BrokenReference, text.Locate(offset, length, span), problem.Message, problem.Hint);
        }
    }

    private static TypeTerm TypeOfGroup(RegexTree tree, int group) => CaptureTyping.TypeOf(tree, group) switch
    {
        CaptureType.Int => TypeTerm.Int,
        CaptureType.Float => TypeTerm.Float,
        _ => TypeTerm.String,
    };

    /// <summary>
    /// Lets the groups of a pattern be read in the present scope. Of two patterns in one condition the later takes over the numbers
    /// (§6.4); a name can only be used once. The empty pattern has not even a <c>$0</c> (mtail rc50, run).
    /// </summary>
    private void DefineGroups(PatternSite site)
    {
        if (site.Text.Length == 0)
        {
            return;
        }

        _scope.Declare("0", new CaptureSymbol("0", site, 0));
        // Groups of grok references are not counted.
        var last = 0;
        foreach (var group in site.Tree is { } tree ? new KeptGroups(tree).All : [])
        {
            if (site.EmbeddedGroups.Contains(group.Number))
            {
                continue;
            }

            last++;
            var number = last.ToString(CultureInfo.InvariantCulture);
            var symbol = new CaptureSymbol(group.Name ?? number, site, group.Number);
            _scope.Declare(number, symbol);
            if (group.Name is not null && group.Name != number)
            {
                DeclareName(group.Name, symbol);
            }
        }

        foreach (var field in site.Fields.Where(field => field.Spelling.Length > 0))
        {
            DeclareName(field.Spelling, new CaptureSymbol(field.Spelling, site, field.Groups[0]) { Field = field });
        }
    }

    private void DeclareName(string name, CaptureSymbol symbol)
    {
        if (_scope.TryGetOwn(name, out var former) && former is CaptureSymbol)
        {
            _diagnostics.Report(
                DiagnosticCode.DuplicateGroup,
                symbol.Site.Span,
                $"Two groups of this condition are named `{name}`.",
                "Rename one of them.");
        }

        _scope.Declare(name, symbol);
    }
}
