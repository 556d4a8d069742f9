using LogTail.Language.Checking;

namespace LogTail.Compiler.Emitting;

/// <summary>
/// What an expression has become: C# that has no side effects, cannot fail, and means the same wherever in the rest of the line it is
/// evaluated. So operands can be put together in any order once they are values.
/// </summary>
/// <param name="Code">The C#: long for Int and Length, double for Float, bool for Bool, something that converts to a span of chars for String.</param>
/// <param name="Kind">What it is.</param>
internal readonly record struct Value(string Code, ValueKind Kind)
{
    /// <summary>What stands for an expression that has no value, or never gets so far as to have one.</summary>
    public static Value Nothing { get; } = new("default", ValueKind.Nothing);

    /// <summary>The code as an operand: in brackets unless it needs none.</summary>
    public string Operand => Operands.Bracket(Code);

    public static Value Int(string code) => new(code, ValueKind.Int);

    public static Value Float(string code) => new(code, ValueKind.Float);

    public static Value Text(string code) => new(code, ValueKind.String);

    public static Value Bool(string code) => new(code, ValueKind.Bool);
}
