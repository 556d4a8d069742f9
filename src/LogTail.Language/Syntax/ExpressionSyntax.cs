using System.Collections.Immutable;
using LogTail.Language.Text;

namespace LogTail.Language.Syntax;

/// <summary>An expression as written: nothing resolved, nothing folded.</summary>
/// <param name="Span">From its first to its last character, without the white space around it.</param>
public abstract record ExpressionSyntax(TextSpan Span);

/// <summary>An integer, its sign included: <c>-5</c> is one literal.</summary>
public sealed record IntSyntax(long Value, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>A float, its sign included.</summary>
public sealed record FloatSyntax(double Value, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>A text, <c>\"</c> already a quote; other backslashes are themselves.</summary>
public sealed record StringSyntax(string Value, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>A regular expression, <c>\/</c> already a slash.</summary>
public sealed record RegexSyntax(string Pattern, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>The name of a metric or a constant.</summary>
public sealed record NameSyntax(string Name, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>A capture reference.</summary>
/// <param name="Name">What follows the dollar sign: digits for a number. May be empty, which nothing defines.</param>
public sealed record CaptureSyntax(string Name, TextSpan Span) : ExpressionSyntax(Span);

/// <summary><c>a[x][y]</c>, which is the same as <c>a[x, y]</c>.</summary>
/// <param name="Target">Only a name makes sense; the checker says so.</param>
public sealed record IndexSyntax(ExpressionSyntax Target, ImmutableArray<ExpressionSyntax> Keys, TextSpan Span) : ExpressionSyntax(Span);

/// <summary><c>*</c> in the place of a key: whatever its value. It means something in <c>del</c> only; the checker says so.</summary>
public sealed record AnyKeySyntax(TextSpan Span) : ExpressionSyntax(Span);

/// <summary>A call.</summary>
/// <param name="Function">Its name, not necessarily that of a builtin.</param>
public sealed record CallSyntax(NameText Function, ImmutableArray<ExpressionSyntax> Arguments, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>An expression in parentheses.</summary>
public sealed record ParenthesizedSyntax(ExpressionSyntax Inner, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>Operators before their operand.</summary>
public enum PrefixOperator
{
    Complement,
    Not,
    Minus,
}

/// <summary>An operator and its operand. Only <c>~</c> is mtail's.</summary>
public sealed record PrefixSyntax(PrefixOperator Operator, ExpressionSyntax Operand, TextSpan Span) : ExpressionSyntax(Span);

/// <summary><c>x++</c> or <c>x--</c>.</summary>
/// <param name="Delta">1 or -1.</param>
public sealed record PostfixSyntax(ExpressionSyntax Operand, int Delta, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>Operators between two operands.</summary>
public enum BinaryOperator
{
    And,
    Or,
    Match,
    NotMatch,
    BitAnd,
    BitOr,
    BitXor,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
    ShiftLeft,
    ShiftRight,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Power,
}

/// <summary>Two operands and what stands between them. The <c>+</c> that pastes patterns together is an <see cref="BinaryOperator.Add"/> too.</summary>
public sealed record BinarySyntax(BinaryOperator Operator, ExpressionSyntax Left, ExpressionSyntax Right, TextSpan Span)
    : ExpressionSyntax(Span);
