using System.Collections.Immutable;

namespace LogTail.Runtime.Sieving;

/// <summary>Texts of which a line must contain one if certain patterns of a program are to match it.</summary>
/// <param name="Bit">One bit, which stands for it in <see cref="LogProgram"/>.</param>
/// <param name="Texts">At least one; each of two or more chars.</param>
public sealed record LineClue(ulong Bit, ImmutableArray<string> Texts);
