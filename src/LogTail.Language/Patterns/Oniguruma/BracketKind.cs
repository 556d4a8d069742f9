namespace LogTail.Language.Patterns.Oniguruma;

/// <summary>What an open group does with what is in it.</summary>
internal enum BracketKind
{
    /// <summary>Nothing more than to capture, if it has a number.</summary>
    Plain,

    /// <summary>Opened by <c>(?i)</c> without a bracket of its own: ends together with the group around it.</summary>
    Implicit,

    /// <summary><c>(?&gt;…)</c></summary>
    Atomic,

    /// <summary><c>(?=…)</c></summary>
    Ahead,

    /// <summary><c>(?!…)</c></summary>
    NotAhead,

    /// <summary><c>(?&lt;=…)</c></summary>
    Behind,

    /// <summary><c>(?&lt;!…)</c></summary>
    NotBehind,

    /// <summary><c>(?(&lt;name&gt;)…|…)</c></summary>
    Conditional,
}
