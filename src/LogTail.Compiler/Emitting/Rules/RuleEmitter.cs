using System.Globalization;
using LogTail.Compiler.Emitting.Writing;
using LogTail.Language.Checking.Rules;
using LogTail.Metrics;

namespace LogTail.Compiler.Emitting.Rules;

/// <summary>Emits the turn of one metric (spec/grok.md §8.1): match, value, labels, update; then what is to be removed.</summary>
internal sealed class RuleEmitter
{
    private readonly RulePlan _plan;
    private readonly MetricRule _rule;
    private readonly string _name;

    private RuleEmitter(RulePlan plan, MetricRule rule)
    {
        _plan = plan;
        _rule = rule;
        _name = plan.Program.Metrics[rule.Metric].Identifier;
    }

    private string Metric => _plan.Metrics[_rule.Metric];

    private string Counts => _plan.Counts[_rule.Metric];

    private bool IsHistogram => _plan.Program.Metrics[_rule.Metric].Description.Kind == MetricKind.Histogram;

    private bool HasLabels => !_rule.Labels.IsEmpty;

    /// <summary>Emits a metric's methods.</summary>
    /// <returns>The one to call with a line.</returns>
    public static string Emit(RulePlan plan, MetricRule rule) => new RuleEmitter(plan, rule).EmitTurn();

    private string EmitTurn()
    {
        var turn = _plan.MethodName(_name + "_turn");
        var update = _plan.MethodName(_name + "_update");
        var code = new CodeWriter();
        code.Comment(_rule.Place);
        using (code.Block($"private void {turn}(ReadOnlySpan<char> line)"))
        {
            if (!_rule.Paths.IsEmpty)
            {
                using (code.Block($"if (!Wants({_rule.Metric.ToString(CultureInfo.InvariantCulture)}))"))
                {
                    code.Leave("return;");
                }

                code.Gap();
            }

            code.Line("var start = StartTime();");
            using (code.Block($"if ({_plan.Use.MatchLine(_plan.Patterns[_rule.Pattern], _rule.Pattern)})"))
            {
                code.Line($"{update}(line, start);");
            }

            EmitDeletionCall(code);
        }

        _plan.Methods.Add(code.Whole);
        EmitUpdate(update);
        return turn;
    }

    private void EmitDeletionCall(CodeWriter code)
    {
        if (_rule.Delete is { } delete)
        {
            var remove = _plan.MethodName(_name + "_remove");
            code.Gap();
            using (code.Block($"if ({_plan.Use.MatchLine(_plan.Patterns[delete.Pattern], delete.Pattern)})"))
            {
                code.Line($"{remove}(line);");
            }

            EmitDeletion(remove, delete);
        }
    }

    private void EmitUpdate(string method)
    {
        var code = new CodeWriter();
        var place = _plan.Methods.Count;
        using (code.Block($"private void {method}(ReadOnlySpan<char> line, long start)"))
        {
            var locals = new NameAllocator("line", "start", "series", "value");
            EmitValue(code, locals);
            EmitLabels(code, locals, _rule.Labels, checkEmpty: false);
            var series = Metric;
            if (HasLabels)
            {
                code.Line($"var series = {Metric}.GetOrAdd(Labels);");
                series = "series";
            }

            code.Line(_rule.Update switch
            {
                RuleUpdate.Observe => $"{series}.{(IsHistogram ? "ObserveAny" : "Observe")}(value, Stamp);",
                RuleUpdate.Set => $"{series}.Set(value, Stamp);",
                _ => $"{series}.Set({series}.Value + value, Stamp);",
            });
            EmitRetention(code);
            code.Line($"Matched({Counts}, start);");
        }

        _plan.Methods.Insert(place, code.Whole);
    }

    private void EmitRetention(CodeWriter code)
    {
        if (_rule.Retention is { } retention)
        {
            var field = _plan.Constant("TimeSpan", "Retention", $"TimeSpan.FromTicks({CSharpText.Literal(retention.Ticks)})");
            using (code.Block("if (!Labels.HasEmptyValue)"))
            {
                code.Line($"{Metric}.SetExpiry(Labels, {field});");
            }
        }
    }

    private void EmitValue(CodeWriter code, NameAllocator locals)
    {
        if (_rule.Value is not { } template)
        {
            code.Line("const double value = 1;");
            return;
        }

        var emitter = Template(code, locals, template);
        var value = emitter.EmitPrinted();
        var isCounter = _rule.Update == RuleUpdate.Count;
        if (value.Kind is TemplateKind.Int or TemplateKind.Float)
        {
            code.Line($"double value = {value.Code};");
            if (isCounter)
            {
                emitter.LeaveUnless("IsValue(value, isCounter: true)");
            }

            return;
        }

        emitter.LeaveUnless($"TryValue({value.Code}, isCounter: {(isCounter ? "true" : "false")}, out var value)");
    }

    private void EmitLabels(CodeWriter code, NameAllocator locals, IEnumerable<CheckedTemplate> labels, bool checkEmpty)
    {
        var isFirst = true;
        foreach (var label in labels)
        {
            // A value that fails leaves a label buffer half full, which nobody looks at.
            if (isFirst)
            {
                code.Line("Labels.Clear();");
                isFirst = false;
            }

            var emitter = Template(code, locals, label);
            code.Line($"Labels.Add({emitter.EmitPrinted().Code});");
            if (checkEmpty)
            {
                using (code.Block("if (Labels.HasEmptyValue)"))
                {
                    code.Line("Problem = \"the value is empty.\";");
                    emitter.EmitLeave();
                }
            }
        }
    }

    private void EmitDeletion(string method, DeletionRule delete)
    {
        var code = new CodeWriter();
        var place = _plan.Methods.Count;
        using (code.Block($"private void {method}(ReadOnlySpan<char> line)"))
        {
            EmitLabels(code, new NameAllocator("line"), delete.Labels.Select(label => label.Value), checkEmpty: true);
            var keys = string.Join(", ", delete.Labels.Select(label => label.Key.ToString(CultureInfo.InvariantCulture)));
            code.Line($"{Metric}.RemoveWhere([{keys}], Labels, keepEmpty: true);");
        }

        _plan.Methods.Insert(place, code.Whole);
    }

    private TemplateEmitter Template(CodeWriter code, NameAllocator locals, CheckedTemplate template) => new(
        _plan,
        code,
        template,
        locals,
        [$"Skip({Counts}, {_rule.Line.ToString(CultureInfo.InvariantCulture)}, {CSharpText.Literal(template.Purpose)}, line);", "return;"]);
}
