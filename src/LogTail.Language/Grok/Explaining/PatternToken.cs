namespace LogTail.Language.Grok.Explaining;

/// <summary>A piece of a pattern's text that can be matched or not: a reference, a group, a class, literal text; with its quantifier.</summary>
/// <param name="Text">As written.</param>
/// <param name="IsLiteral">Plain characters, none of them quantified.</param>
/// <param name="Inner">The text inside of a group that can be looked into, else null.</param>
internal readonly record struct PatternToken(string Text, bool IsLiteral, string? Inner);
