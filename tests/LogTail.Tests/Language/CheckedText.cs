using System.Globalization;
using LogTail.Language.Checking;

namespace LogTail.Tests.Language;

/// <summary>Checked programs in a notation short enough to stand in a test.</summary>
internal sealed class CheckedText(CheckedProgram program)
{
    /// <summary>The body, one statement after the other.</summary>
    public static string Of(CheckedProgram program) => new CheckedText(program).Print(program.Body);

    /// <summary>What runs at load.</summary>
    public static string OfBegin(CheckedProgram program) => new CheckedText(program).Print(program.Begin);

    private string Print(IEnumerable<CheckedStatement> statements) => string.Join("; ", statements.Select(Print));

    private string Print(CheckedStatement statement) => statement switch
    {
        ConditionalStatement c => $"if {Print(c.Condition)} {{{Print(c.Body)}}}" + (c.Else.IsEmpty ? "" : $" else {{{Print(c.Else)}}}"),
        OtherwiseStatement o => $"otherwise {{{Print(o.Body)}}}",
        AssignStatement a => $"{Print(a.Target)} = {Print(a.Value)}",
        AddAssignStatement a => $"{Print(a.Target)} += {Print(a.Value)}",
        ExpressionStatement e => Print(e.Expression),
        DeleteStatement d => $"del {Print(d.Target)}" + (d.After is { } after ? $" after {after.TotalSeconds.ToString(CultureInfo.InvariantCulture)}s" : ""),
        StopStatement => "stop",
        _ => throw new InvalidOperationException(statement.GetType().Name),
    };

    private string Print(MetricTarget target) =>
        program.Metrics[target.Metric].Identifier + (target.Keys.IsEmpty ? "" : $"[{Print(target.Keys)}]");

    private static string Print(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";
    }

    private string Print(IEnumerable<CheckedExpression> expressions) => string.Join(", ", expressions.Select(Print));

    private string Print(CheckedExpression expression) => expression switch
    {
        IntLiteral i => i.Value.ToString(CultureInfo.InvariantCulture),
        FloatLiteral f => Print(f.Value),
        StringLiteral s => $"\"{s.Value}\"",
        LineMatch m => $"/{m.Pattern}/",
        TextMatch m => $"({Print(m.Text)} {(m.Negated ? "!~" : "=~")} /{m.Pattern}/)",
        CaptureRead c => $"${c.Pattern}.{c.Group}:{c.Kind}",
        CaptureDefined d => $"defined(${d.Pattern}.{d.Group})",
        MetricRead m => $"{Print(m.Target)}:{m.Kind}",
        MetricIncrement i => Print(i.Target) + (i.Delta > 0 ? "++" : "--"),
        Arithmetic a => $"({Print(a.Left)} {a.Operator} {Print(a.Right)}):{a.Kind}",
        BitOperation b => $"({Print(b.Left)} {b.Operator} {Print(b.Right)})",
        Complement c => $"~{Print(c.Operand)}",
        Comparison c => $"({Print(c.Left)} {c.Mode}{c.Operator} {Print(c.Right)})",
        Logical l => $"({Print(l.Left)} {(l.IsAnd ? "&&" : "||")} {Print(l.Right)})",
        Not n => $"!{Print(n.Operand)}",
        Conversion c => $"{c.Kind}({Print(c.Operand)})",
        BuiltinCall c => $"{c.Builtin}({Print(c.Arguments)})",
        PatternSubstitution s => $"Subst(/{s.Pattern}/, {Print(s.New)}, {Print(s.Value)})",
        FaultExpression => "fault",
        _ => throw new InvalidOperationException(expression.GetType().Name),
    };
}
