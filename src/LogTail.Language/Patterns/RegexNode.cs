namespace LogTail.Language.Patterns;

/// <summary>A node of a regex syntax tree.</summary>
public abstract record RegexNode;
