namespace LogTail.Compiler.Emitting.Rules;

/// <summary>What is known of a template's value when code is made.</summary>
internal enum TemplateKind
{
    /// <summary>C# that converts to a span of chars.</summary>
    Text,

    /// <summary>A long.</summary>
    Int,

    /// <summary>A double.</summary>
    Float,

    /// <summary>A bool.</summary>
    Bool,

    /// <summary>A GoValue: its kind is known only at run time.</summary>
    Any,
}

/// <summary>What an expression of a template has become: C# without effects, of the type that its kind says.</summary>
internal readonly record struct TemplateValue(string Code, TemplateKind Kind)
{
    public static TemplateValue Nil { get; } = new("GoValue.Nil", TemplateKind.Any);

    /// <summary>The value as a GoValue.</summary>
    public string AsAny => Kind == TemplateKind.Any ? Code : $"GoValue.Of({Code})";

    /// <summary>Its truth, as a bool.</summary>
    public string Truth => Kind switch
    {
        TemplateKind.Text => $"{Operands.Bracket(Code)}.Length > 0",
        TemplateKind.Int or TemplateKind.Float => $"{Operands.Bracket(Code)} != 0",
        TemplateKind.Bool => Code,
        _ => $"{Operands.Bracket(Code)}.IsTrue",
    };

    public static TemplateValue Text(string code) => new(code, TemplateKind.Text);

    public static TemplateValue Int(string code) => new(code, TemplateKind.Int);

    public static TemplateValue Float(string code) => new(code, TemplateKind.Float);

    public static TemplateValue Bool(string code) => new(code, TemplateKind.Bool);

    public static TemplateValue Any(string code) => new(code, TemplateKind.Any);
}
