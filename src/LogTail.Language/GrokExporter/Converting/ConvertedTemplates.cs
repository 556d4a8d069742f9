using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using LogTail.Language.Checking;
using LogTail.Language.Checking.Rules;
using LogTail.Language.Grok.Embedding;
using LogTail.Language.GrokExporter.Templates;
using LogTail.Language.Patterns;

namespace LogTail.Language.GrokExporter.Converting;

/// <summary>
/// Templates over the captures of one expression as expressions of a program, and the conditions under which they hold: texts, fields, <c>.logfile</c>, <c>if</c>, <c>with</c>, variables,
/// called templates, comparisons, arithmetic, and what functions do with texts where the language has the same.
/// </summary>
/// <param name="readsFiles">Whether <c>.logfile</c> is always the path of a file.</param>
internal sealed partial class ConvertedTemplates(CheckedProgram program, CheckedPattern pattern, bool readsFiles)
{
    private const int DeepestCall = 20;

    private readonly List<string> _differences = [];
    private CheckedTemplate _template = null!;
    private int _depth;

    /// <summary>Whether a number that was converted may turn out to be none.</summary>
    public bool MayFail { get; private set; }

    /// <summary>What is not quite the same, a sentence each.</summary>
    public IReadOnlyList<string> Differences => _differences;

    /// <summary>A template as a text.</summary>
    public Choice<string> Text(CheckedTemplate template)
    {
        _template = template;
        return Printed(template.Syntax.Body, TemplateScope.Root).Select(printed => Joined(printed.Parts));
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
        [TextNode text] when double.TryParse(text.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => Literal(number),
        [ActionNode { Pipeline: { Variables.IsEmpty: true } pipeline }] => Value(pipeline, scope, asText: false),
        [IfNode choice] => Truth(choice.Condition, scope).Then(isTrue => NumberOf(isTrue ? choice.Body : choice.Else, scope.With(choice.Condition))),
        // Nothing is no number.
        [] => new Failure<string>(),
        _ => throw Impossible(),
    };

    private Choice<(ImmutableArray<string> Parts, TemplateScope Scope)> Printed(ImmutableArray<TemplateNode> nodes, TemplateScope scope) =>
        nodes.Aggregate(
            (Choice<(ImmutableArray<string> Parts, TemplateScope Scope)>)(ImmutableArray<string>.Empty, scope),
            (before, node) => before.Then(done => Printed(node, done.Scope).Select(next => (done.Parts.AddRange(next.Parts), next.Scope))));

    private Choice<(ImmutableArray<string> Parts, TemplateScope Scope)> Printed(TemplateNode node, TemplateScope scope)
    {
        switch (node)
        {
            case TextNode text:
                return ((ImmutableArray<string>)[Quote(text.Text)], scope);
            case ActionNode { Pipeline: { Variables.IsEmpty: true } pipeline }:
                return Value(pipeline, scope, asText: true).Select(value => ((ImmutableArray<string>)[value], scope));
            case ActionNode { Pipeline: { Variables.Length: 1 } pipeline }:
                return (ImmutableArray<string>.Empty, scope.With(pipeline));
            case IfNode choice:
                return Truth(choice.Condition, scope).Then(isTrue =>
                    Printed(isTrue ? choice.Body : choice.Else, scope.With(choice.Condition)).Select(block => (block.Parts, scope.Behind(block.Scope))));
            case WithNode with:
                return Truth(with.Value, scope).Then(isTrue =>
                {
                    var inner = scope.With(with.Value);
                    inner = isTrue ? inner with { Dot = new BoundPipeline(with.Value with { Variables = [] }, scope) } : inner;
                    return Printed(isTrue ? with.Body : with.Else, inner).Select(block => (block.Parts, scope.Behind(block.Scope)));
                });
            case CallNode { Argument: { Variables.IsEmpty: true } argument } call when _depth < DeepestCall:
                return Called(call.Name, argument, scope).Select(parts => (parts, scope));
            default:
                throw Impossible();
        }
    }

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

    // In a pipeline each command is the last argument of the next.
    private static TemplateCommand LastOf(TemplatePipeline pipeline) => pipeline.Commands.Skip(1).Aggregate(
        pipeline.Commands[0],
        (former, next) => next with { Operands = next.Operands.Add(AsOperand(former)) });

    private static TemplateOperand AsOperand(TemplateCommand command) =>
        command.Operands is [var single] ? single : new PipelineOperand(new TemplatePipeline([], IsAssignment: false, [command], command.Span), [], command.Span);

    private Choice<string> Value(TemplatePipeline pipeline, TemplateScope scope, bool asText) =>
        pipeline.Variables.IsEmpty ? Value(LastOf(pipeline), scope, asText) : throw Impossible();

    private Choice<string> Value(BoundPipeline bound, bool asText) => Value(bound.Pipeline, bound.Scope, asText);

    private Choice<string> Value(TemplateCommand command, TemplateScope scope, bool asText) => command.Operands switch
    {
        [FunctionOperand function, var left, var right] when function.Name is "add" or "subtract" or "multiply" or "divide" => Arithmetic(function.Name, left, right, scope),
        [FunctionOperand function, .. var arguments] => Called(function.Name, command, arguments, scope, asText),
        [var single] => Value(single, scope, asText),
        _ => throw Impossible(),
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
                throw Impossible();
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
            _ => throw new NotConvertibleException("It divides by what may be zero."),
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
            throw new NotConvertibleException("A text of it has control characters.");
        }

        return new StringBuilder("\"").Append(text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"').ToString();
    }

    private static string Literal(double number)
    {
        var text = number.ToString("0.0################", CultureInfo.InvariantCulture);
        return number < 0 ? $"({text})" : text;
    }

    private void Differ(string sentence)
    {
        if (!_differences.Contains(sentence))
        {
            _differences.Add(sentence);
        }
    }

    private NotConvertibleException Impossible() =>
        new($"The template of {_template.Purpose} ({_template.Syntax.Text}) has no counterpart in the language.");
}
