using System.Collections.Immutable;
using LogTail.Language.Text;

namespace LogTail.Language.Checking;

/// <summary>What a value is at run time (spec/mtail-language.md §8.1), which the static type does not always say.</summary>
public enum ValueKind
{
    /// <summary>No value: strptime, settime.</summary>
    Nothing,

    /// <summary>int64.</summary>
    Int,

    /// <summary>The small integer that only <c>len</c> gives: an int for arithmetic, but never false (§9.2) and unfit for settime.</summary>
    Length,

    /// <summary>float64.</summary>
    Float,

    /// <summary>Text.</summary>
    String,

    /// <summary>True or false.</summary>
    Bool,
}

/// <summary>An expression whose meaning is settled. Operands are evaluated left to right.</summary>
/// <param name="Kind">What it leaves at run time. Where an operator wants another kind, the coercions of §8.1 apply, or a runtime fault.</param>
/// <param name="Span">Where it stands.</param>
public abstract record CheckedExpression(ValueKind Kind, TextSpan Span);

/// <summary>An integer.</summary>
public sealed record IntLiteral(long Value, TextSpan Span) : CheckedExpression(ValueKind.Int, Span);

/// <summary>A float.</summary>
public sealed record FloatLiteral(double Value, TextSpan Span) : CheckedExpression(ValueKind.Float, Span);

/// <summary>A text.</summary>
public sealed record StringLiteral(string Value, TextSpan Span) : CheckedExpression(ValueKind.String, Span);

/// <summary>A pattern that searches the current line.</summary>
/// <param name="Pattern">Index into <see cref="CheckedProgram.Patterns"/>.</param>
public sealed record LineMatch(int Pattern, TextSpan Span) : CheckedExpression(ValueKind.Bool, Span);

/// <summary><c>text =~ pattern</c> or <c>!~</c>; the text is formatted as §8.1 (floats with upper-case G).</summary>
public sealed record TextMatch(CheckedExpression Text, int Pattern, bool Negated, TextSpan Span) : CheckedExpression(ValueKind.Bool, Span);

/// <summary>
/// What a group captured. A fault when the pattern did not match on this line; a group that took no part reads as the empty text,
/// which as Int or Float is a fault (§6.2).
/// </summary>
/// <param name="Pattern">Index into <see cref="CheckedProgram.Patterns"/>.</param>
/// <param name="Group">Its number in the pattern's own (Go) numbering; 0 is the whole match.</param>
/// <param name="Kind">Int, Float or String, by the group's syntax (§7.3).</param>
public sealed record CaptureRead(int Pattern, int Group, ValueKind Kind, TextSpan Span) : CheckedExpression(Kind, Span)
{
    /// <summary>More groups of the same name, which only grok knows: the first that captured a text counts.</summary>
    public ImmutableArray<int> Others { get; init; } = [];

    /// <summary>It is a field of a grok reference.</summary>
    public bool IsField { get; init; }

    /// <summary>As Int or Float it is the number that the text begins with, 0 if there is none: <c>:int</c> and <c>:float</c> of grok. Only the empty text is a fault.</summary>
    public bool TakesLeadingNumber { get; init; }
}

/// <summary><c>defined($group)</c>: a fault when the pattern did not match at all.</summary>
public sealed record CaptureDefined(int Pattern, int Group, TextSpan Span) : CheckedExpression(ValueKind.Bool, Span)
{
    /// <summary>More groups of the same name: one of them taking part is enough.</summary>
    public ImmutableArray<int> Others { get; init; } = [];
}

/// <summary>Which series: a metric with one key expression for each of its keys.</summary>
/// <param name="Metric">Index into <see cref="CheckedProgram.Metrics"/>.</param>
/// <param name="Keys">In the order of the declaration. Formatted as text: Int decimal, Float <c>%g</c>.</param>
public sealed record MetricTarget(int Metric, ImmutableArray<CheckedExpression> Keys, TextSpan Span);

/// <summary>The value of a series, made if missing. Reading a histogram is a fault.</summary>
public sealed record MetricRead(MetricTarget Target, ValueKind Kind, TextSpan Span) : CheckedExpression(Kind, Span);

/// <summary><c>m++</c> or <c>m--</c>; the new value.</summary>
/// <param name="Delta">1 or -1.</param>
public sealed record MetricIncrement(MetricTarget Target, int Delta, TextSpan Span) : CheckedExpression(ValueKind.Int, Span);

/// <summary>Arithmetic operators.</summary>
public enum ArithmeticOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Power,
}

/// <summary>Arithmetic on two Ints, two Floats, or <c>+</c> on two Strings; conversions stand in the operands already.</summary>
public sealed record Arithmetic(ArithmeticOperator Operator, CheckedExpression Left, CheckedExpression Right, ValueKind Kind, TextSpan Span)
    : CheckedExpression(Kind, Span);

/// <summary>Bit operators.</summary>
public enum BitOperator
{
    And,
    Or,
    Xor,
    ShiftLeft,
    ShiftRight,
}

/// <summary>A bit operation. Operands are popped as int at run time; other kinds than Int, Length and numeric String are faults (§8.1).</summary>
public sealed record BitOperation(BitOperator Operator, CheckedExpression Left, CheckedExpression Right, TextSpan Span)
    : CheckedExpression(ValueKind.Int, Span);

/// <summary><c>~x</c>: an Int at run time, although typed Bool (§8.4).</summary>
public sealed record Complement(CheckedExpression Operand, TextSpan Span) : CheckedExpression(ValueKind.Int, Span);

/// <summary>Comparison operators.</summary>
public enum ComparisonOperator
{
    Less,
    LessOrEqual,
    Equal,
    NotEqual,
    GreaterOrEqual,
    Greater,
}

/// <summary>How two values are compared (§8.5).</summary>
public enum ComparisonMode
{
    /// <summary>Both are of the same kind, known from the syntax: numbers numerically, texts byte-wise.</summary>
    Typed,

    /// <summary>By their run-time values: a text that looks like a number is one.</summary>
    Generic,
}

/// <summary>A comparison. <c>&lt;=</c>, <c>&gt;=</c> and <c>!=</c> are negations, also for NaN.</summary>
public sealed record Comparison(
    ComparisonOperator Operator, ComparisonMode Mode, CheckedExpression Left, CheckedExpression Right, TextSpan Span)
    : CheckedExpression(ValueKind.Bool, Span);

/// <summary><c>&amp;&amp;</c> or <c>||</c>, short-circuiting; operands of other kinds than Bool are true or false by §9.2, which depends on the operator.</summary>
public sealed record Logical(bool IsAnd, CheckedExpression Left, CheckedExpression Right, TextSpan Span) : CheckedExpression(ValueKind.Bool, Span);

/// <summary>Logical not: an extension, mtail has none. The operand's truth is that of a condition.</summary>
public sealed record Not(CheckedExpression Operand, TextSpan Span) : CheckedExpression(ValueKind.Bool, Span);

/// <summary>
/// A conversion: Int→Float, Int→String (decimal), Float→String (<c>%g</c>), String→Int, String→Float (the last two are faults when the text is no number).
/// </summary>
public sealed record Conversion(CheckedExpression Operand, ValueKind Kind, TextSpan Span) : CheckedExpression(Kind, Span);

/// <summary>The builtin functions that remain calls; <c>int</c>, <c>float</c>, <c>string</c> and <c>bool</c> have become conversions or nothing.</summary>
public enum Builtin
{
    /// <summary>UTF-8 bytes of the argument's text.</summary>
    Len,

    /// <summary>Simple lower-casing, code point by code point.</summary>
    ToLower,

    /// <summary>Text in a base; arguments String, Int.</summary>
    StrToL,

    /// <summary>(old, new, value): texts.</summary>
    Subst,

    /// <summary>(value, layout): the layout is a <see cref="StringLiteral"/>. Sets the time register.</summary>
    StrPTime,

    /// <summary>Sets the time register from an Int of Unix seconds; any other kind is a fault.</summary>
    SetTime,

    /// <summary>The time register in Unix seconds, or now.</summary>
    Timestamp,

    /// <summary>Name of the line's source.</summary>
    GetFileName,
}

/// <summary>A call. Arguments that must be text are coerced as §8.1.</summary>
public sealed record BuiltinCall(Builtin Builtin, ImmutableArray<CheckedExpression> Arguments, ValueKind Kind, TextSpan Span)
    : CheckedExpression(Kind, Span);

/// <summary><c>subst(/old/, new, value)</c>: every match replaced by the new text, taken literally (§15.4).</summary>
public sealed record PatternSubstitution(int Pattern, CheckedExpression New, CheckedExpression Value, TextSpan Span)
    : CheckedExpression(ValueKind.String, Span);

/// <summary>An expression that compiles but always faults, such as a constant used as an index. Operands before it are still evaluated.</summary>
public sealed record FaultExpression(string Message, ValueKind Kind, TextSpan Span) : CheckedExpression(Kind, Span);
