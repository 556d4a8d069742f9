namespace LogTail.Language.Text;

/// <summary>A place in a program as a person reads it.</summary>
/// <param name="Line">One-based.</param>
/// <param name="Column">One-based, counted in UTF-8 bytes as mtail does (spec/mtail-language.md §2).</param>
public readonly record struct TextPosition(int Line, int Column);
