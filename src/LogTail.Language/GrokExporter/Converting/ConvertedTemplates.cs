using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using LogTail.Language.Checking;
using LogTail.Language.Checking.Rules;
using LogTail.Language.Grok.Embedding;
using LogTail.Language.GrokExporter.Templates;
using LogTail.Language.Patterns;
using LogTail.Language.Text;

namespace LogTail.Language.GrokExporter.Converting;

/// <summary>
/// Templates over the captures of one expression as expressions of a program, and the conditions under which they hold: texts, fields, <c>.logfile</c>, <c>if</c>, <c>with</c>, variables,
/// called templates, comparisons, arithmetic, and what functions do with texts where the language has the same.
/// </summary>
/// <param name="readsFiles">Whether <c>.logfile</c> is always the path of a file.</param>
/// <param name="store">Gives the name of a metric that nobody sees, to store a text in; null to repeat what follows for each case of a condition instead.</param>
internal sealed partial class ConvertedTemplates(CheckedProgram program, CheckedPattern pattern, bool readsFiles, Func<string>? store)
{
    private const int DeepestCall = 20;

    private readonly List<(string Sentence, string Hint)> _differences = [];
    private CheckedTemplate _template = null!;
    private int _depth;

    /// <summary>Whether a number that was converted may turn out to be none.</summary>
    public bool MayFail { get; private set; }

    /// <summary>What is not quite the same, and what can be done about it.</summary>
    public IReadOnlyList<(string Sentence, string Hint)> Differences => _differences;

    /// <summary>A template as a text.</summary>
    public Choice<string> Text(CheckedTemplate template)
    {
        _template = template;
        return Kept(Printed(template.Syntax.Body, TemplateScope.Root, Kept).Select(printed => Joined(printed.Parts)));
    }

    /// <summary>A template as a number.</summary>
    public Choice<string> Number(CheckedTemplate template)
    {
        _template = template;
        return NumberOf(template.Syntax.Body, TemplateScope.Root);
    }

    // A number alone, in each of the cases; blanks around it would be an error.
    private Choice<string> NumberOf(ImmutableArray<TemplateNode> nodes, TemplateScope scope) => nodes switch
    {
        [ActionNode { Pipeline: { Variables.Length: 1 } pipeline }, .. var rest] => NumberOf(rest, scope.With(pipeline)),
        [ActionNode { Pipeline: { Variables.IsEmpty: true } pipeline }] => Value(pipeline, scope, asText: false),
        [IfNode choice] => Truth(choice.Condition, scope).Then(isTrue => NumberOf(isTrue ? choice.Body : choice.Else, scope.With(choice.Condition))),
        [WithNode with] => Truth(with.Value, scope).Then(isTrue => NumberOf(isTrue ? with.Body : with.Else, isTrue ? InsideOf(with, scope) : scope.With(with.Value))),
        // Nothing is no number.
        [] => new Failure<string>(),
        // What is printed is read as a number again.
        _ => Printed(nodes, scope).Then(printed => Parsed(printed.Parts)),
    };

    private Choice<string> Parsed(ImmutableArray<string> parts)
    {
        if (parts.All(IsConstant))
        {
            var text = string.Concat(parts.Select(part => part[1..^1]));
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && !text.Any(char.IsWhiteSpace)
                ? Literal(number)
                : text.Length == 0 ? new Failure<string>() : throw Impossible(why: $"`{text}` is no number.", hint: "Write a number, or leave `value` out to count 1.");
        }

        MayFail = true;
        return $"float({Joined(parts)})";
    }

    // A text in quotes, as Quote makes it. Digits have no escapes.
    private static bool IsConstant(string part) => part.StartsWith('"') && !part.Contains("\" + ", StringComparison.Ordinal);

    private Choice<PrintedNodes> Printed(ImmutableArray<TemplateNode> nodes, TemplateScope scope) => Printed(nodes, scope, (printed, _) => printed);

    /// <param name="finish">Looks at what each node becomes in its scope.</param>
    private Choice<PrintedNodes> Printed(ImmutableArray<TemplateNode> nodes, TemplateScope scope, Func<Choice<PrintedNodes>, TemplateScope, Choice<PrintedNodes>> finish) =>
        nodes.Aggregate(
            (Choice<PrintedNodes>)new PrintedNodes([], scope),
            (before, node) => before.Then(done => done.Jump is null ? finish(Printed(node, done.Scope), done.Scope).Select(done.Then) : done));

    private Choice<PrintedNodes> Printed(TemplateNode node, TemplateScope scope)
    {
        switch (node)
        {
            case TextNode text:
                return new PrintedNodes([Quote(text.Text)], scope);
            case ActionNode { Pipeline: { Variables.IsEmpty: true } pipeline } when IsFields(pipeline, scope):
                return new PrintedNodes(AllFields(), scope);
            case ActionNode { Pipeline: { Variables.IsEmpty: true } pipeline }:
                return Value(pipeline, scope, asText: true).Select(value => new PrintedNodes([value], scope));
            case ActionNode { Pipeline: { Variables.Length: 1 } pipeline }:
                return new PrintedNodes([], scope.With(pipeline));
            case IfNode choice:
                return Truth(choice.Condition, scope).Then(isTrue =>
                    Printed(isTrue ? choice.Body : choice.Else, scope.With(choice.Condition)).Select(block => block with { Scope = scope.Behind(block.Scope) }));
            case WithNode with:
                return Truth(with.Value, scope).Then(isTrue =>
                    Printed(isTrue ? with.Body : with.Else, isTrue ? InsideOf(with, scope) : scope.With(with.Value)).Select(block => block with { Scope = scope.Behind(block.Scope) }));
            case RangeNode range:
                return Ranged(range, scope);
            case BreakNode or ContinueNode:
                return new PrintedNodes([], scope) { Jump = node };
            case CallNode { Argument: { Variables.IsEmpty: true } argument } call when _depth < DeepestCall:
                return Called(call.Name, argument, scope).Select(parts => new PrintedNodes(parts, scope));
            default:
                throw Impossible(node.Span);
        }
    }

    private static TemplateScope InsideOf(WithNode with, TemplateScope scope) =>
        scope.With(with.Value) with { Dot = new BoundPipeline(with.Value with { Variables = [] }, scope) };

    // Stored, if it is asked for and there is a text in every case and nothing else.
    private Choice<PrintedNodes> Kept(Choice<PrintedNodes> printed, TemplateScope scope) =>
        store is not null && printed.Count > 1 && printed.All(one => one.Jump is null && one.Scope == scope)
            ? Kept(printed.Select(one => Joined(one.Parts))).Select(text => new PrintedNodes([text], scope))
            : printed;

    private Choice<string> Kept(Choice<string> text)
    {
        if (store is null || text.Count == 1 || !text.All(_ => true))
        {
            return text;
        }

        var variable = store();
        return new Stored<string>(variable, text.Select(AsText), variable);
    }

    // Two texts are a text whatever they look like.
    private static string AsText(string value) => value.StartsWith('"') ? value : $"\"\" + string({value})";

    private Choice<ImmutableArray<string>> Called(string name, TemplatePipeline argument, TemplateScope scope)
    {
        var dot = argument is { Commands: [{ Operands: [DotOperand] }] } ? scope.Dot : new BoundPipeline(argument, scope);
        _depth++;
        var body = Printed(_template.Syntax.Definitions[name], new TemplateScope(dot, IsCalled: dot is not null, [])).Select(printed => printed.Parts);
        _depth--;
        return body;
    }

    private static string Joined(IEnumerable<string> texts)
    {
        var parts = texts.ToList();
        return parts.Count == 0 ? "\"\"" : string.Join(" + ", parts.Count == 1 ? parts : parts.Select(part => part.StartsWith('"') ? part : $"string({part})"));
    }

    /// <summary>What a part of a template prints in one case.</summary>
    private sealed record PrintedNodes(ImmutableArray<string> Parts, TemplateScope Scope)
    {
        /// <summary>What ended it before its end: a break or a continue.</summary>
        public TemplateNode? Jump { get; init; }

        public PrintedNodes Then(PrintedNodes next) => next with { Parts = Parts.AddRange(next.Parts) };
    }

    // In a pipeline each command is the last argument of the next.
    private static TemplateCommand LastOf(TemplatePipeline pipeline) => pipeline.Commands.Skip(1).Aggregate(
        pipeline.Commands[0],
        (former, next) => next with { Operands = next.Operands.Add(AsOperand(former)) });

    private static TemplateOperand AsOperand(TemplateCommand command) =>
        command.Operands is [var single] ? single : new PipelineOperand(new TemplatePipeline([], IsAssignment: false, [command], command.Span), [], command.Span);

    private Choice<string> Value(TemplatePipeline pipeline, TemplateScope scope, bool asText) =>
        pipeline.Variables.IsEmpty ? Value(LastOf(pipeline), scope, asText) : throw Impossible(pipeline.Span);

    private Choice<string> Value(BoundPipeline bound, bool asText) => Value(bound.Pipeline, bound.Scope, asText);

    private Choice<string> Value(TemplateCommand command, TemplateScope scope, bool asText) => command.Operands switch
    {
        [FunctionOperand function, var left, var right] when function.Name is "add" or "subtract" or "multiply" or "divide" => Arithmetic(function.Name, left, right, scope),
        [FunctionOperand function, .. var arguments] => Called(function.Name, command, arguments, scope, asText),
        [var single] => Value(single, scope, asText),
        _ => throw Impossible(command.Span),
    };

    private Choice<string> Value(TemplateOperand operand, TemplateScope scope, bool asText)
    {
        switch (operand)
        {
            case FieldOperand { Names: [var name] } when scope.Dot is null:
                return Field(name, asText);
            case VariableOperand { Name: "$", Fields: [var name] } when !scope.IsCalled:
                return _template.Fields.ContainsKey(name) ? Field(name, asText) : asText ? Quote("<no value>") : throw Impossible();
            case VariableOperand { Fields.IsEmpty: true } variable when scope.Find(variable.Name) is { } value:
                return Value(value, asText);
            case DotOperand when scope.Dot is { } dot:
                return Value(dot, asText);
            case IntegerOperand number:
                return asText ? Quote(number.Value.ToString(CultureInfo.InvariantCulture)) : Literal(number.Value);
            case BoolOperand constant when asText:
                return Quote(constant.Value ? "true" : "false");
            case FloatOperand number when !asText:
                return Literal(number.Value);
            case TextOperand text when asText:
                return Quote(text.Value);
            case PipelineOperand { Fields.IsEmpty: true } inner:
                return Value(inner.Pipeline, scope, asText);
            default:
                throw Impossible(operand.Span);
        }
    }

    private string Field(string name, bool asText)
    {
        if (name == CheckedTemplate.LogFile && asText)
        {
            return "getfilename()";
        }

        var group = _template.Fields[name];
        return group == 0 ? throw Impossible() : asText ? Capture(name) : Measured(name, group);
    }

    private Choice<string> Arithmetic(string function, TemplateOperand left, TemplateOperand right, TemplateScope scope)
    {
        var sign = function switch
        {
            "add" => "+",
            "subtract" => "-",
            "multiply" => "*",
            _ when right is IntegerOperand { Value: not 0 } or FloatOperand { Value: not 0 } => "/",
            _ => throw new NotConvertibleException("It divides by what may be zero.", "Divide by a number, or let the expression capture what is not zero.") { Span = right.Span },
        };
        return Value(left, scope, asText: false).Then(one => Value(right, scope, asText: false).Select(other => $"({one} {sign} {other})"));
    }

    private string Measured(string name, int group)
    {
        MayFail |= !TakesPart(pattern.Tree.Root, group) || GrokTyping.TypeOf(pattern.Tree, group) == CaptureType.String;
        return $"float({Capture(name)})";
    }

    // Whether a group takes part in every match.
    private static bool TakesPart(RegexNode node, int group) => node switch
    {
        CaptureNode capture => capture.Number == group || TakesPart(capture.Body, group),
        ConcatNode parts => parts.Parts.Any(part => TakesPart(part, group)),
        AtomicNode atomic => TakesPart(atomic.Body, group),
        RepeatNode { Min: > 0 } repeat => TakesPart(repeat.Body, group),
        _ => false,
    };

    // Names that the language cannot spell get underscores.
    private static string Capture(string name) => "$" + string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    private static string Quote(string text)
    {
        if (text.Any(c => char.IsControl(c)))
        {
            throw new NotConvertibleException("A text of it has control characters.", "Write a blank instead.");
        }

        return new StringBuilder("\"").Append(text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"').ToString();
    }

    private static string Literal(double number)
    {
        var text = number.ToString("0.0################", CultureInfo.InvariantCulture);
        return number < 0 ? $"({text})" : text;
    }

    private void Differ(string sentence, string hint)
    {
        if (!_differences.Contains((sentence, hint)))
        {
            _differences.Add((sentence, hint));
        }
    }

    private static NotConvertibleException Impossible(TextSpan? span = null, string? why = null, string? hint = null) =>
        new(why ?? "The template has no counterpart in the language.", hint ?? "Let the expression capture what the template makes, or keep this metric in a configuration.") { Span = span };
}
