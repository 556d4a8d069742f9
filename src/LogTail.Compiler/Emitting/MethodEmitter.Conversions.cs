using LogTail.Language.Checking;
using LogTail.Language.Text;

namespace LogTail.Compiler.Emitting;

// From one kind of value to another: what operators make of what they are given (spec/mtail-language.md §8.1), and conversions that stand in the
// program (§7.5). What cannot be is a fault at that point, and known as such when compiling.
internal sealed partial class MethodEmitter
{
    private string AsInt(Value value, TextSpan span)
    {
        switch (value.Kind)
        {
            case ValueKind.Int or ValueKind.Length:
                return value.Code;
            case ValueKind.String:
                return ParseInt(value.Code, span, "number");
            default:
                Fault(span, $"`{_plan.Snippet(span)}` is {Describe(value.Kind)}, and an integer is needed here");
                return "0L";
        }
    }

    private string AsFloat(Value value, TextSpan span)
    {
        switch (value.Kind)
        {
            case ValueKind.Float:
                return value.Code;
            case ValueKind.Length:
                return $"(double){value.Operand}";
            case ValueKind.String:
                return ParseFloat(value.Code, span, "number");
            default:
                Fault(span, $"`{_plan.Snippet(span)}` is {Describe(value.Kind)}, and a float is needed here; use float()");
                return "0.0";
        }
    }

    private string AsText(Value value, TextSpan span)
    {
        switch (value.Kind)
        {
            case ValueKind.String:
                return value.Code;
            case ValueKind.Int or ValueKind.Length:
                return $"Texts.Format({value.Code})";
            case ValueKind.Float:
                return $"Texts.FormatUpperG({value.Code})";
            default:
                Fault(span, $"`{_plan.Snippet(span)}` is {Describe(value.Kind)}, and a text is needed here");
                return "\"\"";
        }
    }

    private Value LowerConversion(Conversion conversion)
    {
        var operand = conversion.Operand;
        var value = Lower(operand);
        return (value.Kind, conversion.Kind) switch
        {
            (ValueKind.Int or ValueKind.Length, ValueKind.Float) => Value.Float($"(double){value.Operand}"),
            (ValueKind.Float, ValueKind.String) => Value.Text($"Texts.FormatG({value.Code})"),
            (_, ValueKind.Int) => Value.Int(AsInt(value, operand.Span)),
            (_, ValueKind.Float) => Value.Float(AsFloat(value, operand.Span)),
            _ => Value.Text(AsText(value, operand.Span)),
        };
    }

    private string ParseInt(string text, TextSpan span, string wish)
    {
        var local = _locals.Local(wish, "number");
        FaultUnless($"IntText.TryParse({text}, out var {local})", span, $"`{_plan.Snippet(span)}` is not a 64-bit integer on this line");
        return local;
    }

    private string ParseFloat(string text, TextSpan span, string wish)
    {
        var local = _locals.Local(wish, "number");
        FaultUnless($"FloatText.TryParse({text}, out var {local})", span, $"`{_plan.Snippet(span)}` is not a number on this line");
        return local;
    }

    // What `:int` and `:float` of grok make of a text; a field that took no part has none.
    private string ParseLeading(string text, CaptureRead read, string wish)
    {
        var local = _locals.Local(wish, "number");
        var method = read.Kind == ValueKind.Int ? "TryParseInt" : "TryParseFloat";
        FaultUnless($"LeadingNumber.{method}({text}, out var {local})", read.Span, $"`{_plan.Snippet(read.Span)}` captured nothing on this line, or an integer of more than 64 bits");
        return local;
    }

    private static string Describe(ValueKind kind) => kind switch
    {
        ValueKind.Int => "an integer",
        ValueKind.Length => "a length",
        ValueKind.Float => "a float",
        ValueKind.String => "a text",
        ValueKind.Bool => "true or false",
        _ => "no value",
    };
}
