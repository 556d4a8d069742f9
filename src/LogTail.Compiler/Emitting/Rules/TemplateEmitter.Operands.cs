using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using LogTail.Compiler.Emitting.Writing;
using LogTail.Language.Checking.Rules;
using LogTail.Language.GrokExporter.Templates;

namespace LogTail.Compiler.Emitting.Rules;

// Operands: fields, variables, constants.
internal sealed partial class TemplateEmitter
{
    private TemplateValue Lower(TemplateOperand operand)
    {
        switch (operand)
        {
            case DotOperand:
                return TemplateValue.Any(_dot ?? Root());
            case NilOperand:
                return TemplateValue.Nil;
            case BoolOperand constant:
                return TemplateValue.Bool(constant.Value ? "true" : "false");
            case IntegerOperand constant:
                return TemplateValue.Int(CSharpText.Literal(constant.Value));
            case FloatOperand constant:
                return TemplateValue.Float(CSharpText.Literal(constant.Value));
            case TextOperand constant:
                return TemplateValue.Text(CSharpText.Literal(constant.Value));
            case FieldOperand field:
                return _dot is null ? LowerRootField(field.Names) : LowerFields(TemplateValue.Any(_dot), field.Names);
            case VariableOperand { Name: "$" } root when _dollar is null:
                return root.Fields.IsEmpty ? TemplateValue.Any(Root()) : LowerRootField(root.Fields);
            case VariableOperand variable:
                return LowerFields(TemplateValue.Any(variable.Name == "$" ? _dollar! : LocalOf(variable.Name)), variable.Fields);
            case PipelineOperand inner:
                return LowerFields(Lower(inner.Pipeline), inner.Fields);
            case FunctionOperand:
                return Lower(new TemplateCommand([operand], operand.Span), null);
            default:
                throw new UnreachableException();
        }
    }

    // The root has what the scan of the template found, and nothing else.
    private TemplateValue LowerRootField(ImmutableArray<string> names) =>
        LowerFields(_template.Fields.ContainsKey(names[0]) ? RootField(names[0]) : TemplateValue.Nil, names[1..]);

    private TemplateValue RootField(string name)
    {
        var group = _template.Fields[name];
        return group > 0
            ? TemplateValue.Text($"{_plan.Patterns[_template.Pattern]}.Group(line, {group.ToString(CultureInfo.InvariantCulture)})")
            : name == CheckedTemplate.LogFile ? TemplateValue.Text("LogFile") : TemplateValue.Any("ExtraValue");
    }

    private string Root() =>
        $"GoValue.Of({string.Join(", ", _template.Fields.Keys.Select(name => $"({CSharpText.Literal(name)}, {RootField(name).AsAny})"))})";

    private TemplateValue LowerFields(TemplateValue value, ImmutableArray<string> names)
    {
        foreach (var name in names)
        {
            value = Try("field", result => $"GoCollections.TryField(ref Problem, out {result}, {value.AsAny}, {CSharpText.Literal(name)})", TemplateKind.Any);
        }

        return value;
    }

    // A call that fails by saying false; its result in a local.
    private TemplateValue Try(string wish, Func<string, string> call, TemplateKind kind)
    {
        var local = _locals.Local(wish, "result");
        LeaveUnless(call($"var {local}"));
        return new TemplateValue(local, kind);
    }
}
