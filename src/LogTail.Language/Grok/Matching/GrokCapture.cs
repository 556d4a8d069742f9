namespace LogTail.Language.Grok.Matching;

/// <summary>A field of a line that matched.</summary>
/// <param name="Field">Whose group it is.</param>
/// <param name="Text">What the group captured; never empty.</param>
public sealed record GrokCapture(GrokField Field, string Text);
