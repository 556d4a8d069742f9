using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using LogTail.Compiler.Emitting.Writing;
using LogTail.Language.Checking.Rules;
using LogTail.Language.GrokExporter.Templates;

namespace LogTail.Compiler.Emitting.Rules;

// Functions (spec/grok.md §7.2, §7.3). Where the kinds of arguments are known, no value is made for them.
internal sealed partial class TemplateEmitter
{
    private TemplateValue Lower(TemplateCommand command, TemplateValue? piped)
    {
        if (command.Operands[0] is not FunctionOperand function)
        {
            return Lower(command.Operands[0]);
        }

        var operands = command.Operands[1..];
        if (function.Name is "and" or "or")
        {
            return LowerLogical(operands, piped, isAnd: function.Name == "and");
        }

        ImmutableArray<TemplateValue> arguments = [.. operands.Select(Lower), .. piped is { } last ? [last] : Array.Empty<TemplateValue>()];
        return function.Name switch
        {
            "not" => TemplateValue.Bool(Operands.Negate(arguments[0].Truth)),
            "eq" => LowerEqual(arguments),
            "ne" => TemplateValue.Bool(Operands.Negate(LowerEqual(arguments).Code)),
            "lt" => LowerOrder(arguments, "Less", "<", isContrary: false),
            "le" => LowerOrder(arguments, "LessOrEqual", "<=", isContrary: false),
            "gt" => LowerOrder(arguments, "LessOrEqual", "<=", isContrary: true),
            "ge" => LowerOrder(arguments, "Less", "<", isContrary: true),
            "len" => LowerLength(arguments[0]),
            "index" => Try("element", result => $"GoCollections.TryIndex(ref Problem, out {result}, {List(arguments)})", TemplateKind.Any),
            "slice" => Try("slice", result => $"GoCollections.TrySlice(ref Problem, out {result}, {List(arguments)})", TemplateKind.Any),
            "print" => Made($"GoPrint.Print({List(arguments)})"),
            "println" => Made($"GoPrint.PrintLine({List(arguments)})"),
            "printf" => Made($"GoPrintf.Format({TextOf(arguments[0])}.ToString(){string.Concat(arguments[1..].Select(argument => $", {argument.AsAny}"))})"),
            "html" => Made($"GoEscapes.Html({List(arguments)})"),
            "js" => Made($"GoEscapes.JavaScript({List(arguments)})"),
            "urlquery" => Made($"GoEscapes.Query({List(arguments)})"),
            "call" => LowerImpossible("error calling call: non-function"),
            "gsub" => LowerSubstitution(command, arguments),
            "base" => TemplateValue.Text($"GoTexts.Base({TextOf(arguments[0])})"),
            "timestamp" => LowerTimestamp(((TextOperand)operands[0]).Value, arguments[1]),
            "add" or "subtract" or "multiply" or "divide" => LowerArithmetic(function.Name, arguments),
            _ => throw new UnreachableException(),
        };
    }

    private static string List(IEnumerable<TemplateValue> values) => string.Join(", ", values.Select(value => value.AsAny));

    // A text that is made once, and then used.
    private TemplateValue Made(string code)
    {
        var local = _locals.Local("text", "text");
        _code.Line($"var {local} = {code};");
        return TemplateValue.Text(local);
    }

    // The argument that decides is the result, and those after it are not looked at.
    private TemplateValue LowerLogical(ImmutableArray<TemplateOperand> operands, TemplateValue? piped, bool isAnd)
    {
        var result = _locals.Local("decided", "decided");
        var first = operands.IsEmpty ? piped!.Value : Lower(operands[0]);
        _code.Line($"var {result} = {first.AsAny};");
        var blocks = new Stack<CodeWriter.Scope>();
        for (var i = 1; i < operands.Length; i++)
        {
            blocks.Push(_code.Block($"if ({(isAnd ? "" : "!")}{result}.IsTrue)"));
            _code.Line($"{result} = {Lower(operands[i]).AsAny};");
        }

        if (piped is { } last && !operands.IsEmpty)
        {
            blocks.Push(_code.Block($"if ({(isAnd ? "" : "!")}{result}.IsTrue)"));
            _code.Line($"{result} = {last.AsAny};");
        }

        while (blocks.TryPop(out var block))
        {
            block.Dispose();
        }

        return TemplateValue.Any(result);
    }

    private TemplateValue LowerEqual(ImmutableArray<TemplateValue> arguments)
    {
        var first = arguments[0];
        if (first.Kind != TemplateKind.Any && arguments.All(argument => argument.Kind == first.Kind))
        {
            var tests = arguments[1..].Select(other => first.Kind == TemplateKind.Text
                ? $"TextOrder.AreEqual({first.Code}, {other.Code})"
                : $"{Operands.Bracket(first.Code)} == {Operands.Bracket(other.Code)}");
            return TemplateValue.Bool($"({string.Join(" || ", tests)})");
        }

        return Try("equal", result => $"GoCompare.TryEqual(ref Problem, out {result}, {List(arguments)})", TemplateKind.Bool);
    }

    private TemplateValue LowerOrder(ImmutableArray<TemplateValue> arguments, string test, string sign, bool isContrary)
    {
        var (left, right) = (arguments[0], arguments[1]);
        var code = (left.Kind, right.Kind) switch
        {
            (TemplateKind.Text, TemplateKind.Text) => $"(TextOrder.Compare({left.Code}, {right.Code}) {sign} 0)",
            (TemplateKind.Int, TemplateKind.Int) or (TemplateKind.Float, TemplateKind.Float) =>
                $"({Operands.Bracket(left.Code)} {sign} {Operands.Bracket(right.Code)})",
            _ => Try("order", result => $"GoCompare.Try{test}(ref Problem, out {result}, {List(arguments)})", TemplateKind.Bool).Code,
        };
        return TemplateValue.Bool(isContrary ? Operands.Negate(code) : code);
    }

    private TemplateValue LowerLength(TemplateValue value) =>
        value.Kind == TemplateKind.Text
            ? TemplateValue.Int($"TextOrder.ByteCount({value.Code})")
            : Try("length", result => $"GoCollections.TryLength(ref Problem, out {result}, {value.AsAny})", TemplateKind.Int);

    private TemplateValue LowerImpossible(string problem)
    {
        _code.Line($"Problem = {CSharpText.Literal(problem)};");
        EmitLeave();
        return TemplateValue.Nil;
    }

    // What takes a text takes JSON's numbers too, but nothing else.
    private string TextOf(TemplateValue value) =>
        value.Kind == TemplateKind.Text
            ? value.Code
            : Try("text", result => $"GoTexts.TryText(ref Problem, out {result}, {value.AsAny})", TemplateKind.Text).Code;

    private TemplateValue LowerSubstitution(TemplateCommand command, ImmutableArray<TemplateValue> arguments)
    {
        var substitution = _template.Substitutions[command.Span];
        var matcher = _plan.Patterns[substitution.Pattern];
        var input = TextOf(arguments[0]);
        string pieces;
        if (substitution.Replacement is { } parts)
        {
            pieces = _plan.Constant("ReplacementPiece[]", "Replacement", $"[{string.Join(", ", parts.Select(Piece))}]");
        }
        else
        {
            var groups = _plan.Program.Patterns[substitution.Pattern].Tree.Groups;
            var names = _plan.Constant("string[]", "Groups", $"[{string.Join(", ", groups.Select(group => CSharpText.Literal(group.Name ?? "")))}]");
            pieces = $"{names}, {TextOf(arguments[2])}";
        }

        // The matcher forgets at its next match, so the text is made now.
        var local = _locals.Local("replaced", "replaced");
        _code.Line($"var {local} = GoSubstitution.Replace(Texts, {matcher}, {pieces}, {input});");
        return TemplateValue.Text(local);
    }

    private static string Piece(ReplacementPart part) =>
        part.Text is { } text ? $"new({CSharpText.Literal(text)})" : $"new(null, {part.Group.ToString(CultureInfo.InvariantCulture)})";

    private TemplateValue LowerTimestamp(string layout, TemplateValue value)
    {
        var hasComma = layout.Contains(',', StringComparison.Ordinal);
        var field = _plan.Layout(layout.Replace(',', '.'));
        var text = TextOf(value);
        return Try("seconds", result => $"TryTimestamp({field}, {(hasComma ? "true" : "false")}, {text}, out {result})", TemplateKind.Float);
    }

    private TemplateValue LowerArithmetic(string function, ImmutableArray<TemplateValue> arguments)
    {
        var left = NumberOf(arguments[0], function);
        var right = NumberOf(arguments[1], function);
        if (function == "divide")
        {
            using (_code.Block($"if ({Operands.Bracket(right)} == 0)"))
            {
                LowerImpossible("error executing divide function: division by zero");
            }
        }

        var sign = function switch
        {
            "add" => "+",
            "subtract" => "-",
            "multiply" => "*",
            _ => "/",
        };
        var local = _locals.Local("number", "number");
        _code.Line($"var {local} = {Operands.Bracket(left)} {sign} {Operands.Bracket(right)};");
        return TemplateValue.Float(local);
    }

    private string NumberOf(TemplateValue value, string function) => value.Kind switch
    {
        TemplateKind.Float => value.Code,
        TemplateKind.Int => $"(double){Operands.Bracket(value.Code)}",
        _ => Try(
            "operand",
            result => $"GoNumbers.TryNumber(ref Problem, out {result}, {CSharpText.Literal(function)}, {(value.Kind == TemplateKind.Text ? value.Code : value.AsAny)})",
            TemplateKind.Float).Code,
    };
}
