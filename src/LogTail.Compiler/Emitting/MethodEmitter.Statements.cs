using System.Collections.Immutable;
using System.Diagnostics;
using LogTail.Compiler.Emitting.Writing;
using LogTail.Language.Checking;
using LogTail.Language.Text;
using LogTail.Metrics;

namespace LogTail.Compiler.Emitting;

// Statements (spec/mtail-language.md §9.3, §11).
internal sealed partial class MethodEmitter
{
    internal const string MatchedField = "_matched";

    private void EmitStatement(CheckedStatement statement)
    {
        Announce(statement);
        switch (statement)
        {
            case ConditionalStatement s:
                EmitConditional(s);
                break;
            case OtherwiseStatement s:
                EmitOtherwise(s);
                break;
            case AssignStatement s:
                EmitAssign(s);
                break;
            case AddAssignStatement s:
                EmitAddAssign(s);
                break;
            case ExpressionStatement s:
                EmitForEffect(s.Expression);
                break;
            case DeleteStatement s:
                EmitDelete(s);
                break;
            case StopStatement:
                _code.Leave(_leave);
                break;
            default:
                throw new UnreachableException();
        }

        _code.Gap();
    }

    // What is stepped through in a debugger, and named in a stack trace, is the program.
    private void Announce(CheckedStatement statement)
    {
        var span = statement switch
        {
            ConditionalStatement s => s.Condition.Span,
            OtherwiseStatement s => new TextSpan(s.Span.Start, Math.Min(s.Span.Length, "otherwise".Length)),
            _ => statement.Span,
        };
        _code.Line($"#line {_plan.LineOf(span)} \"{CSharpText.FileName(_plan.Program.Name)}\"");
        _code.Comment(_plan.Snippet(span));
    }

    private void EmitConditional(ConditionalStatement s)
    {
        if (s.Else.IsEmpty)
        {
            EmitIf(s.Condition, () => EmitMatchedBlock(s.Body));
            return;
        }

        var condition = LowerCondition(s.Condition, otherKinds: true);
        using (_code.Block($"if ({condition.Code})"))
        {
            Within(_known.WithMatched(condition.WhenTrue), () => EmitMatchedBlock(s.Body));
        }

        using (_code.Block("else"))
        {
            Within(_known.WithMatched(condition.WhenFalse), () => EmitBlock(s.Else));
        }
    }

    private void EmitOtherwise(OtherwiseStatement s)
    {
        using (_code.Block($"if (!{MatchedField})"))
        {
            Within(_known, () => EmitMatchedBlock(s.Body));
        }
    }

    // The block of a condition that was true, with the matched flag of §9.3, of which only `otherwise` wants to know.
    private void EmitMatchedBlock(ImmutableArray<CheckedStatement> body)
    {
        if (_plan.HasOtherwise && ProgramReader.AllStatements(body).Any(statement => statement is OtherwiseStatement))
        {
            _code.Line($"{MatchedField} = false;");
        }

        EmitBlock(body);
        if (_plan.HasOtherwise)
        {
            _code.Line($"{MatchedField} = true;");
        }
    }

    // The series is there before the value is computed: if that faults, a zero remains (§8.2).
    private void EmitAssign(AssignStatement s)
    {
        var metric = _plan.Program.Metrics[s.Target.Metric].Description;
        var series = LowerSeries(s.Target);
        var value = Lower(s.Value);
        switch (metric.Type)
        {
            case MetricValueType.Int:
                _code.Line($"{series}.Set({AsInt(value, s.Value.Span)}, Stamp);");
                break;
            case MetricValueType.Float:
                _code.Line($"{series}.Set({AsFloat(value, s.Value.Span)}, Stamp);");
                break;
            case MetricValueType.String:
                _code.Line($"{series}.Set({AsText(value, s.Value.Span)}, Stamp);");
                break;
            default:
                EmitObserve(s, series, value);
                break;
        }
    }

    private void EmitObserve(AssignStatement s, string series, Value value)
    {
        switch (_plan.Program.Metrics[s.Target.Metric].Observes)
        {
            case ValueKind.Int:
                _code.Line($"{series}.Observe({AsInt(value, s.Value.Span)}, Stamp);");
                break;
            case ValueKind.Float:
                _code.Line($"{series}.Observe({AsFloat(value, s.Value.Span)}, Stamp);");
                break;
            default:
                Fault(s.Span, $"`{_plan.Snippet(s.Target.Span)}` is a {KindName(_plan.Program.Metrics[s.Target.Metric].Description)} and cannot observe a text; use float()");
                break;
        }
    }

    private void EmitAddAssign(AddAssignStatement s)
    {
        var metric = _plan.Program.Metrics[s.Target.Metric].Description;
        var type = metric.Type;
        var series = LowerSeries(s.Target);
        if (type == MetricValueType.Int)
        {
            var delta = Lower(s.Value);
            _code.Line($"{series}.Add({AsInt(delta, s.Value.Span)}, Stamp);");
            return;
        }

        // Other types are read and written, each with its own look at the keys (§8.2); of an Int histogram the keys are looked at once.
        var isIntHistogram = metric.IsObserved && _plan.Program.Metrics[s.Target.Metric].Observes == ValueKind.Int;
        var former = isIntHistogram || s.Target.Keys.IsEmpty ? series : LowerSeries(s.Target);
        var value = Lower(s.Value);
        switch (type)
        {
            case MetricValueType.Float:
                _code.Line($"{series}.Set({former}.Value + {Operands.Bracket(AsFloat(value, s.Value.Span))}, Stamp);");
                break;
            case MetricValueType.String:
                _code.Line($"{series}.Set(Texts.Concat({former}.Text, {AsText(value, s.Value.Span)}), Stamp);");
                break;
            default:
                Fault(s.Span, $"`{_plan.Snippet(s.Target.Span)}` is a {KindName(metric)}: it can be assigned, but not added to");
                break;
        }
    }

    private void EmitForEffect(CheckedExpression expression)
    {
        if (expression is MetricIncrement increment)
        {
            EmitIncrement(increment);
        }
        else
        {
            Lower(expression);
        }
    }

    private void EmitDelete(DeleteStatement s)
    {
        FillLabels(s.Target);
        var family = _plan.Series[s.Target.Metric].FamilyField;
        if (s.GivenKeys is { } given)
        {
            _code.Line($"{family}.RemoveWhere([{string.Join(", ", given)}], Labels, keepEmpty: false);");
            return;
        }

        if (s.After is not { } after)
        {
            _code.Line($"{family}.Remove(Labels);");
            return;
        }

        FaultUnless(
            $"{family}.SetExpiry(Labels, TimeSpan.FromTicks({CSharpText.Literal(after.Ticks)}))",
            s.Span,
            $"`{_plan.Snippet(s.Span)}`: there is no such series");
    }
}
