namespace LogTail.Language.Patterns;

/// <summary>Why a pattern was refused.</summary>
/// <param name="Message">A sentence about what is wrong, for the user.</param>
/// <param name="Offset">Where, in UTF-16 units of the pattern text.</param>
/// <param name="Length">UTF-16 units of the offending piece; 0 marks a place, such as the end.</param>
/// <param name="Hint">How to mend it, or null.</param>
public sealed record PatternError(string Message, int Offset, int Length, string? Hint = null);
