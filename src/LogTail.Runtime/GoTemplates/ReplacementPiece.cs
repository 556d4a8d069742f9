namespace LogTail.Runtime.GoTemplates;

/// <summary>A part of what <c>gsub</c> puts in place of a match.</summary>
/// <param name="Text">Null for a group.</param>
/// <param name="Group">The group whose text is put there; 0 is the whole match.</param>
public readonly record struct ReplacementPiece(string? Text, int Group = 0);
