namespace LogTail.Runtime.GoTemplates;

/// <summary>What a value of a template is.</summary>
public enum GoValueKind
{
    /// <summary>Nothing: nil, or a key that a map does not have.</summary>
    Nil,

    /// <summary>true or false.</summary>
    Bool,

    /// <summary>A whole number: literals, lengths, bytes.</summary>
    Int,

    /// <summary>A float64.</summary>
    Float,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A number of a JSON document: a text that keeps its spelling, but is another type than text.</summary>
    JsonNumber,

    /// <summary>A list.</summary>
    List,

    /// <summary>Values by name.</summary>
    Map,
}
