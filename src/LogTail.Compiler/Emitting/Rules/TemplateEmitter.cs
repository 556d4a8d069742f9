using System.Collections.Immutable;
using System.Diagnostics;
using LogTail.Compiler.Emitting.Writing;
using LogTail.Language.Checking.Rules;
using LogTail.Language.GrokExporter.Templates;

namespace LogTail.Compiler.Emitting.Rules;

/// <summary>
/// Emits one template (spec/grok.md §7) as statements. What can fail leaves the method with a plain return; <c>Problem</c> says why. A template that is a single
/// field or text becomes just that: a range of the line.
/// </summary>
internal sealed partial class TemplateEmitter
{
    private readonly RulePlan _plan;
    private readonly CodeWriter _code;
    private readonly CheckedTemplate _template;
    private readonly NameAllocator _locals;
    private readonly ImmutableArray<string> _leave;

    // Template variables that are visible, with their locals; innermost last.
    private readonly List<(string Name, string Local)> _variables = [];

    // The local that holds the dot, and that of the dollar sign; null at the root of a template's data.
    private string? _dot;
    private string? _dollar;

    /// <param name="leave">The statements that leave the method; the last one is a return.</param>
    public TemplateEmitter(RulePlan plan, CodeWriter code, CheckedTemplate template, NameAllocator locals, ImmutableArray<string> leave)
    {
        _plan = plan;
        _code = code;
        _template = template;
        _locals = locals;
        _leave = leave;
    }

    /// <summary>Emits the whole template.</summary>
    /// <returns>What it prints: a Text, or a number or bool that is printed as itself.</returns>
    public TemplateValue EmitPrinted()
    {
        switch (_template.Syntax.Body)
        {
            case []:
                return TemplateValue.Text("\"\"");
            case [TextNode only]:
                return TemplateValue.Text(CSharpText.Literal(only.Text));
            case [ActionNode { Pipeline.Variables.IsEmpty: true } only]:
                return Printable(Lower(only.Pipeline));
            default:
                _code.Line("Output.Clear();");
                EmitNodes(_template.Syntax.Body);
                return TemplateValue.Text("Output.Whole");
        }
    }

    /// <summary>Emits the body of a template that is called; its dot is the local <c>dot</c>.</summary>
    public void EmitCalled(ImmutableArray<TemplateNode> body)
    {
        (_dot, _dollar) = ("dot", "dot");
        EmitNodes(body);
    }

    /// <summary>Emits what leaves the method.</summary>
    public void EmitLeave()
    {
        foreach (var line in _leave[..^1])
        {
            _code.Line(line);
        }

        _code.Leave(_leave[^1]);
    }

    /// <summary>Emits a call that says false when it fails.</summary>
    public void LeaveUnless(string condition)
    {
        using (_code.Block($"if ({Operands.Negate(condition)})"))
        {
            EmitLeave();
        }
    }

    private TemplateValue Printable(TemplateValue value)
    {
        switch (value.Kind)
        {
            case TemplateKind.Any:
                _code.Line("Output.Clear();");
                _code.Line($"Output.Append({value.Code});");
                return TemplateValue.Text("Output.Whole");
            case TemplateKind.Bool:
                return TemplateValue.Text($"({value.Code}) ? \"true\" : \"false\"");
            default:
                return value;
        }
    }

    private void EmitNodes(ImmutableArray<TemplateNode> nodes)
    {
        var visible = _variables.Count;
        foreach (var node in nodes)
        {
            Emit(node);
        }

        _variables.RemoveRange(visible, _variables.Count - visible);
    }

    private void Emit(TemplateNode node)
    {
        switch (node)
        {
            case TextNode text:
                _code.Line($"Output.Append({CSharpText.Literal(text.Text)});");
                break;
            case ActionNode action:
                EmitAction(action.Pipeline);
                break;
            case IfNode choice:
                EmitIf(choice);
                break;
            case WithNode with:
                EmitWith(with);
                break;
            case RangeNode range:
                EmitRange(range);
                break;
            case CallNode call:
                EmitCall(call);
                break;
            case BreakNode:
                _code.Leave("break;");
                break;
            case ContinueNode:
                _code.Leave("continue;");
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void EmitAction(TemplatePipeline pipeline)
    {
        var value = Lower(pipeline);
        if (pipeline.Variables.IsEmpty)
        {
            _code.Line($"Output.Append({value.Code});");
        }
    }

    private void EmitIf(IfNode choice)
    {
        var visible = _variables.Count;
        var condition = Lower(choice.Condition);
        EmitBranches(condition.Truth, () => EmitNodes(choice.Body), choice.Else);
        _variables.RemoveRange(visible, _variables.Count - visible);
    }

    private void EmitWith(WithNode with)
    {
        var visible = _variables.Count;
        var dot = Held(Lower(with.Value), "dot");
        EmitBranches($"{dot}.IsTrue", () => EmitWithDot(dot, with.Body), with.Else);
        _variables.RemoveRange(visible, _variables.Count - visible);
    }

    private void EmitBranches(string truth, Action body, ImmutableArray<TemplateNode> otherwise)
    {
        using (_code.Block($"if ({truth})"))
        {
            body();
        }

        if (!otherwise.IsEmpty)
        {
            using (_code.Block("else"))
            {
                EmitNodes(otherwise);
            }
        }
    }

    private void EmitRange(RangeNode range)
    {
        var visible = _variables.Count;
        var items = _locals.Local("items", "items");
        var value = Lower(range.Items with { Variables = [] });
        LeaveUnless($"GoCollections.TryRange(ref Problem, out var {items}, {value.AsAny})");
        var (index, element) = (_locals.Local("index", "index"), _locals.Local("element", "element"));
        using (_code.Block($"foreach (var ({index}, {element}) in {items})"))
        {
            LeaveUnless("TryStep()");
            SetLoopVariables(range.Items, index, element);
            EmitWithDot(element, range.Body);
        }

        _variables.RemoveRange(visible, _variables.Count - visible);
        if (!range.Else.IsEmpty)
        {
            using (_code.Block($"if ({items}.Length == 0)"))
            {
                EmitNodes(range.Else);
            }
        }
    }

    // One variable is the element, of two the first is the index.
    private void SetLoopVariables(TemplatePipeline pipeline, string index, string element)
    {
        var values = pipeline.Variables.Length == 2 ? new[] { index, element } : [element];
        foreach (var (name, value) in pipeline.Variables.Zip(values))
        {
            Set(name, TemplateValue.Any(value), pipeline.IsAssignment);
        }
    }

    private void EmitWithDot(string dot, ImmutableArray<TemplateNode> body)
    {
        var before = _dot;
        _dot = dot;
        EmitNodes(body);
        _dot = before;
    }

    private void EmitCall(CallNode call)
    {
        var argument = call.Argument is null ? TemplateValue.Nil : Lower(call.Argument);
        LeaveUnless($"(TryEnter() && {_plan.CalledTemplate(_template, call.Name)}(line, {argument.AsAny}))");
        _code.Line("Leave();");
    }

    private TemplateValue Lower(TemplatePipeline pipeline)
    {
        TemplateValue? value = null;
        foreach (var command in pipeline.Commands)
        {
            value = Lower(command, value);
        }

        foreach (var variable in pipeline.Variables)
        {
            Set(variable, value!.Value, pipeline.IsAssignment);
        }

        return pipeline.Variables.IsEmpty ? value!.Value : TemplateValue.Any(LocalOf(pipeline.Variables[^1]));
    }

    private void Set(string variable, TemplateValue value, bool isAssignment)
    {
        if (isAssignment)
        {
            _code.Line($"{LocalOf(variable)} = {value.AsAny};");
            return;
        }

        _variables.Add((variable, Held(value, variable)));
    }

    private string LocalOf(string variable) => _variables.FindLast(known => known.Name == variable).Local;

    // A local that holds a value, whatever becomes of what it was made from.
    private string Held(TemplateValue value, string wish)
    {
        var local = _locals.Local(wish, "variable");
        _code.Line($"var {local} = {value.AsAny};");
        return local;
    }
}
