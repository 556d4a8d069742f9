namespace LogTail.Language.Grok;

/// <summary>What a field's text is converted to.</summary>
public enum GrokFieldType
{
    /// <summary>Nothing: no type, or one that grok does not know.</summary>
    Text,

    /// <summary><c>:int</c></summary>
    Int,

    /// <summary><c>:float</c></summary>
    Float,
}
