namespace LogTail.Language.Grok;

/// <summary>A named pattern, as one line of a pattern file defines it.</summary>
/// <param name="Name">Compared ordinally.</param>
/// <param name="Expression">Oniguruma syntax with grok references; not looked into before it is reached from a used expression.</param>
/// <param name="Origin">Where the expression begins.</param>
public sealed record PatternDefinition(string Name, string Expression, PatternOrigin Origin);
