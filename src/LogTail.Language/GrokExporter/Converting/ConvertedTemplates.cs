using System.Globalization;
using System.Text;
using LogTail.Language.Checking;
using LogTail.Language.Checking.Rules;
using LogTail.Language.Grok.Embedding;
using LogTail.Language.GrokExporter.Templates;
using LogTail.Language.Patterns;

namespace LogTail.Language.GrokExporter.Converting;

/// <summary>
/// Templates over the captures of one expression as expressions of a program: texts, fields, <c>.logfile</c>, arithmetic, and what functions do with texts
/// where the language has the same.
/// </summary>
/// <param name="readsFiles">Whether <c>.logfile</c> is always the path of a file.</param>
internal sealed partial class ConvertedTemplates(CheckedProgram program, CheckedPattern pattern, bool readsFiles)
{
    /// <summary>Whether a number that was converted may turn out to be none.</summary>
    public bool MayFail { get; private set; }

    /// <summary>A template as a text.</summary>
    public string Text(CheckedTemplate template) => Joined(template.Syntax.Body.Select(node => node switch
    {
        TextNode text => Quote(text.Text),
        ActionNode { Pipeline: { Variables.IsEmpty: true } pipeline } => Operand(LastOf(pipeline), template, asText: true),
        _ => throw Impossible(template),
    }));

    /// <summary>A template as a number.</summary>
    public string Number(CheckedTemplate template) => template.Syntax.Body switch
    {
        [TextNode text] when double.TryParse(text.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => Literal(number),
        [ActionNode { Pipeline: { Variables.IsEmpty: true } pipeline }] => Operand(LastOf(pipeline), template, asText: false),
        _ => throw Impossible(template),
    };

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

    private string Operand(TemplateCommand command, CheckedTemplate template, bool asText) => command.Operands switch
    {
        [FunctionOperand function, var left, var right] when function.Name is "add" or "subtract" or "multiply" or "divide" => Arithmetic(function.Name, left, right, template),
        [FunctionOperand function, .. var arguments] => Called(function.Name, command, arguments, template, asText),
        [var single] => Operand(single, template, asText),
        _ => throw Impossible(template),
    };

    private string Operand(TemplateOperand operand, CheckedTemplate template, bool asText)
    {
        switch (operand)
        {
            case FieldOperand { Names: [CheckedTemplate.LogFile] } when asText:
                return "getfilename()";
            case FieldOperand { Names: [var name] } when template.Fields[name] > 0:
                return asText ? Capture(name) : Measured(name, template.Fields[name]);
            case IntegerOperand number:
                return asText ? Quote(number.Value.ToString(CultureInfo.InvariantCulture)) : Literal(number.Value);
            case FloatOperand number when !asText:
                return Literal(number.Value);
            case TextOperand text when asText:
                return Quote(text.Value);
            case PipelineOperand { Fields.IsEmpty: true, Pipeline: { Variables.IsEmpty: true } pipeline }:
                return Operand(LastOf(pipeline), template, asText);
            default:
                throw Impossible(template);
        }
    }

    private string Arithmetic(string function, TemplateOperand left, TemplateOperand right, CheckedTemplate template)
    {
        var sign = function switch
        {
            "add" => "+",
            "subtract" => "-",
            "multiply" => "*",
            _ when right is IntegerOperand { Value: not 0 } or FloatOperand { Value: not 0 } => "/",
            _ => throw new NotConvertibleException("It divides by what may be zero."),
        };
        return $"({Operand(left, template, asText: false)} {sign} {Operand(right, template, asText: false)})";
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

    private static NotConvertibleException Impossible(CheckedTemplate template) =>
        new($"The template of {template.Purpose} ({template.Syntax.Text}) has no counterpart in the language.");
}
