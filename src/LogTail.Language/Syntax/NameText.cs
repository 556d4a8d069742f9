using LogTail.Language.Text;

namespace LogTail.Language.Syntax;

/// <summary>A name in a declaration or a call.</summary>
/// <param name="Text">The name, without the quotes that it may have in the program.</param>
/// <param name="Span">Where it stands, quotes included.</param>
public sealed record NameText(string Text, TextSpan Span);
