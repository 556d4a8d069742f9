using System.Collections.Immutable;
using LogTail.Language.GrokExporter.Templates;

namespace LogTail.Language.GrokExporter.Converting;

// What is true (spec/grok.md §7.2): not the empty text, not zero, not false.
internal sealed partial class ConvertedTemplates
{
    private static readonly Choice<bool> True = true;
    private static readonly Choice<bool> False = false;

    private Choice<bool> Truth(TemplatePipeline pipeline, TemplateScope scope) => Truth(LastOf(pipeline), scope);

    private Choice<bool> Truth(TemplateCommand command, TemplateScope scope) => command.Operands switch
    {
        [FunctionOperand function, .. var arguments] => Truth(function.Name, command, arguments, scope),
        [var single] => Truth(single, scope),
        _ => throw Impossible(command.Span),
    };

    private Choice<bool> Truth(TemplateOperand operand, TemplateScope scope) => operand switch
    {
        BoolOperand constant => constant.Value,
        IntegerOperand number => number.Value != 0,
        FloatOperand number => number.Value != 0,
        TextOperand text => text.Value.Length > 0,
        PipelineOperand { Fields.IsEmpty: true } inner => Truth(inner.Pipeline, scope),
        VariableOperand { Fields.IsEmpty: true } variable when scope.Find(variable.Name) is { } value => Truth(value.Pipeline, value.Scope),
        DotOperand when scope.Dot is { } dot => Truth(dot.Pipeline, dot.Scope),
        VariableOperand { Name: "$", Fields: [var name] } when !scope.IsCalled && !_template.Fields.ContainsKey(name) => False,
        FieldOperand or VariableOperand => Value(operand, scope, asText: true).Then(value => When($"{value} != \"\"")),
        _ => throw Impossible(operand.Span),
    };

    private Choice<bool> Truth(string function, TemplateCommand command, ImmutableArray<TemplateOperand> arguments, TemplateScope scope) => function switch
    {
        "not" => Truth(arguments[0], scope).Select(isTrue => !isTrue),
        "and" => All(arguments.Select(argument => Truth(argument, scope))),
        "or" => arguments.Select(argument => Truth(argument, scope)).Reverse().Aggregate(Either),
        "eq" => arguments.Skip(1).Select(other => Compared("==", arguments[0], other, scope)).Reverse().Aggregate(Either),
        "ne" => Compared("!=", arguments[0], arguments[1], scope),
        "lt" => Compared("<", arguments[0], arguments[1], scope),
        "le" => Compared("<=", arguments[0], arguments[1], scope),
        "gt" => Compared(">", arguments[0], arguments[1], scope),
        "ge" => Compared(">=", arguments[0], arguments[1], scope),
        "index" when IndexedField(command, scope) is { } name && !_template.Fields.ContainsKey(name) => False,
        "len" => Length(arguments[0], scope).Then(length => When($"{length} > 0")),
        "add" or "subtract" or "multiply" or "divide" => Value(command, scope, asText: false).Then(value => When($"{value} != 0.0")),
        _ => Value(command, scope, asText: true).Then(value => When($"{value} != \"\"")),
    };

    // Where both are plain conditions they stay on one line.
    private static Choice<bool> Either(Choice<bool> later, Choice<bool> former) =>
        (former, later) is (Fork<bool> { IfTrue: Leaf<bool> { Value: true }, IfFalse: Leaf<bool> { Value: false } } one, Fork<bool> { IfTrue: Leaf<bool> { Value: true }, IfFalse: Leaf<bool> { Value: false } } other)
            ? When($"{one.Condition} || {other.Condition}")
            : former.Then(isTrue => isTrue ? True : later);

    private static Choice<bool> All(IEnumerable<Choice<bool>> conditions) =>
        conditions.Reverse().Aggregate((later, former) => former.Then(isTrue => isTrue ? later : False));

    private static Choice<bool> When(string condition) => new Fork<bool>(condition, True, False);

    private Choice<bool> Compared(string sign, TemplateOperand left, TemplateOperand right, TemplateScope scope)
    {
        var kind = KindOf(left, scope);
        return kind == KindOf(right, scope) && kind != ComparedKind.Bool
            ? Compared(kind, left, scope).Then(one => Compared(kind, right, scope).Then(other => Compared(one, sign, other)))
            : throw Impossible(right.Span, "Values of two kinds, or of a kind that the line decides, are compared here.", "Compare a text with a text: `eq .code \"200\"`.");
    }

    private static Choice<bool> Compared(string one, string sign, string other) => sign switch
    {
        "==" when IsConstant(one) && IsConstant(other) => one == other,
        "!=" when IsConstant(one) && IsConstant(other) => one != other,
        _ => When($"{one} {sign} {other}"),
    };

    private Choice<string> Compared(ComparedKind kind, TemplateOperand operand, TemplateScope scope) => kind switch
    {
        ComparedKind.Text => Value(operand, scope, asText: true).Select(text => text.StartsWith('"') ? text : $"({AsText(text)})"),
        ComparedKind.Int => Whole(operand, scope),
        _ => Value(operand, scope, asText: false),
    };

    private Choice<string> Whole(TemplateOperand operand, TemplateScope scope) => operand switch
    {
        IntegerOperand number => number.Value < 0 ? throw Impossible(number.Span) : number.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        PipelineOperand { Pipeline: var pipeline } when LastOf(pipeline).Operands is [FunctionOperand { Name: "len" }, var text] => Length(text, scope),
        _ => throw Impossible(operand.Span),
    };

    private Choice<string> Length(TemplateOperand text, TemplateScope scope) => TextOf(text, scope).Select(value => $"len(string({value}))");

    private ComparedKind KindOf(TemplateOperand operand, TemplateScope scope) => operand switch
    {
        IntegerOperand => ComparedKind.Int,
        FloatOperand => ComparedKind.Float,
        BoolOperand => ComparedKind.Bool,
        // Nothing, which compares with nothing.
        VariableOperand { Fields: [var name] } when !_template.Fields.ContainsKey(name) => throw Impossible(operand.Span),
        PipelineOperand { Fields.IsEmpty: true, Pipeline: var pipeline } => KindOf(LastOf(pipeline), scope),
        VariableOperand { Fields.IsEmpty: true } variable when scope.Find(variable.Name) is { } value => KindOf(LastOf(value.Pipeline), value.Scope),
        DotOperand when scope.Dot is { } dot => KindOf(LastOf(dot.Pipeline), dot.Scope),
        _ => ComparedKind.Text,
    };

    private ComparedKind KindOf(TemplateCommand command, TemplateScope scope) => command.Operands switch
    {
        [FunctionOperand { Name: "add" or "subtract" or "multiply" or "divide" or "timestamp" }, ..] => ComparedKind.Float,
        [FunctionOperand { Name: "len" }, ..] => ComparedKind.Int,
        [FunctionOperand { Name: "not" or "eq" or "ne" or "lt" or "le" or "gt" or "ge" }, ..] => ComparedKind.Bool,
        // Of which kind they are depends on the line, unless all are of one.
        [FunctionOperand { Name: "and" or "or" }, .. var arguments] => arguments.Select(argument => KindOf(argument, scope)).Distinct().ToArray() is [var kind] ? kind : throw Impossible(command.Span),
        [FunctionOperand { Name: "index" }, ..] when IndexedField(command, scope) is { } name && _template.Fields.ContainsKey(name) => ComparedKind.Text,
        [FunctionOperand { Name: "index" or "call" }, ..] => throw Impossible(command.Span),
        [var single] => KindOf(single, scope),
        _ => ComparedKind.Text,
    };

    private enum ComparedKind
    {
        Text,
        Int,
        Float,
        Bool,
    }
}
