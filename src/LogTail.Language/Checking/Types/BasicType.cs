namespace LogTail.Language.Checking.Types;

/// <summary>The types that expressions may have while a program is checked (spec/mtail-language.md §7.1).</summary>
internal enum BasicType
{
    Int,
    Float,
    String,
    Bool,

    /// <summary>A constant or a regular expression.</summary>
    Pattern,

    /// <summary><c>$0</c>, and calls that give nothing.</summary>
    None,

    /// <summary>The type of what has been reported already. Goes with everything, so that one mistake is reported once.</summary>
    Error,
}
