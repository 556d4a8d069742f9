using System.Diagnostics;
using LogTail.Language.Checking;

namespace LogTail.Compiler.Emitting;

// Builtin functions (spec/mtail-language.md §12, §13). Arguments are all evaluated before the first is looked at.
internal sealed partial class MethodEmitter
{
    private Value LowerCall(BuiltinCall call)
    {
        var arguments = call.Arguments.Select(Lower).ToList();
        switch (call.Builtin)
        {
            case Builtin.Len:
                return new Value($"TextOrder.ByteCount({Text(0)})", ValueKind.Length);
            case Builtin.ToLower:
                return Value.Text($"Texts.ToLower({Text(0)})");
            case Builtin.Subst:
                return Value.Text($"Texts.Substitute({Text(0)}, {Text(1)}, {Text(2)})");
            case Builtin.StrToL:
                return LowerStrToL(call, Text(0), AsInt(arguments[1], call.Arguments[1].Span));
            case Builtin.StrPTime:
                return LowerStrPTime(call, arguments[0]);
            case Builtin.SetTime:
                return LowerSetTime(call, arguments[0]);
            case Builtin.Timestamp:
                return LowerTimestamp();
            case Builtin.GetFileName:
                return Value.Text("SourceName");
            default:
                throw new UnreachableException();
        }

        string Text(int index) => AsText(arguments[index], call.Arguments[index].Span);
    }

    private Value LowerStrToL(BuiltinCall call, string text, string numberBase)
    {
        var local = _locals.Local("number", "number");
        FaultUnless(
            $"IntText.TryParse({text}, {numberBase}, out var {local})",
            call.Span,
            $"`{_plan.Snippet(call.Span)}`: not a 64-bit integer in that base");
        return Value.Int(local);
    }

    // What is no String at run time counts as the empty text (§13.2).
    private Value LowerStrPTime(BuiltinCall call, Value value)
    {
        var text = value.Kind == ValueKind.String ? value.Code : "\"\"";
        var layout = ((StringLiteral)call.Arguments[1]).Value;
        FaultUnless(
            $"TryStrPTime({text}, {_plan.LayoutField(layout)})",
            call.Span,
            $"`{_plan.Snippet(call.Arguments[0].Span)}` does not fit the layout \"{layout}\"");
        return Value.Nothing;
    }

    private Value LowerSetTime(BuiltinCall call, Value value)
    {
        if (value.Kind == ValueKind.Int)
        {
            _code.Line($"SetTime({value.Code});");
        }
        else
        {
            Fault(call.Span, $"`{_plan.Snippet(call.Span)}` is given {Describe(value.Kind)}, and an integer is needed");
        }

        return Value.Nothing;
    }

    // Read now: the register may be set again further on.
    private Value LowerTimestamp()
    {
        var local = _locals.Local("timestamp", "timestamp");
        _code.Line($"var {local} = Timestamp;");
        return Value.Int(local);
    }

    private Value LowerSubstitution(PatternSubstitution e)
    {
        var replacement = Lower(e.New);
        var value = Lower(e.Value);
        var texts = $"{AsText(replacement, e.New.Span)}, {AsText(value, e.Value.Span)}";
        return Value.Text($"Texts.Substitute({_plan.Patterns[e.Pattern]}, {texts})");
    }
}
