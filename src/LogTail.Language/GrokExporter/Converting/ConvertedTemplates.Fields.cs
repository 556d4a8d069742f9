using System.Collections.Immutable;
using LogTail.Language.GrokExporter.Templates;

namespace LogTail.Language.GrokExporter.Converting;

// The fields as a whole, a map whose keys are known (spec/grok.md §7.1): what goes over it is written out for each of them.
internal sealed partial class ConvertedTemplates
{
    private IEnumerable<string> FieldNames => _template.Fields.Keys.Order(StringComparer.Ordinal);

    private static bool IsFields(TemplatePipeline pipeline, TemplateScope scope) => LastOf(pipeline).Operands is [var only] && IsFields(only, scope);

    private static bool IsFields(TemplateOperand operand, TemplateScope scope) => operand switch
    {
        DotOperand => scope.Dot is null,
        VariableOperand { Name: "$", Fields.IsEmpty: true } => !scope.IsCalled,
        _ => false,
    };

    // As Go prints a map: map[a:1 b:2].
    private ImmutableArray<string> AllFields() =>
    [
        Quote("map["),
        .. FieldNames.SelectMany((name, i) => (string[])[Quote((i == 0 ? "" : " ") + name + ":"), Field(name, asText: true)]),
        Quote("]"),
    ];

    private Choice<PrintedNodes> Ranged(RangeNode range, TemplateScope scope)
    {
        if (range.Items.IsAssignment)
        {
            throw Impossible(range.Span);
        }

        if (IsFields(range.Items with { Variables = [] }, scope))
        {
            return Turns(range, [.. FieldNames], scope);
        }

        // What is not there has no elements.
        return LastOf(range.Items).Operands is [VariableOperand { Name: "$", Fields: [var name] }] && !scope.IsCalled && !_template.Fields.ContainsKey(name)
            ? Turns(range, [], scope)
            : throw Impossible(range.Span, "Only the line knows over what this `range` goes.", "`range` over all fields, `{{range $name, $text := .}}`, can be converted.");
    }

    private Choice<PrintedNodes> Turns(RangeNode range, ImmutableArray<string> names, TemplateScope scope) =>
        names.IsEmpty && range.Else.Length > 0
            ? Printed(range.Else, scope).Select(block => block with { Scope = scope.Behind(block.Scope) })
            : Turn(range, names, 0, scope);

    private Choice<PrintedNodes> Turn(RangeNode range, ImmutableArray<string> names, int turn, TemplateScope scope)
    {
        if (turn == names.Length)
        {
            return new PrintedNodes([], scope);
        }

        var key = Constant(new TextOperand(names[turn], range.Span));
        var element = Constant(new VariableOperand("$", [names[turn]], range.Span));
        var inner = range.Items.Variables switch
        {
            [] => scope,
            [var one] => scope with { Variables = scope.Variables.Add((one, element)) },
            [var first, var second, ..] => scope with { Variables = scope.Variables.Add((first, key)).Add((second, element)) },
        };
        return Printed(range.Body, inner with { Dot = element }).Then(body =>
        {
            var behind = body with { Scope = scope.Behind(body.Scope), Jump = null };
            return body.Jump is BreakNode ? behind : Turn(range, names, turn + 1, behind.Scope).Select(behind.Then);
        });
    }

    // A field that `index . "name"` asks for, or null.
    private static string? IndexedField(TemplateCommand command, TemplateScope scope) =>
        command.Operands is [_, var map, TextOperand key] && IsFields(map, scope) ? key.Value : null;

    private static BoundPipeline Constant(TemplateOperand operand) =>
        new(new TemplatePipeline([], IsAssignment: false, [new TemplateCommand([operand], operand.Span)], operand.Span), TemplateScope.Root);
}
