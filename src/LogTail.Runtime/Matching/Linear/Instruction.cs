namespace LogTail.Runtime.Matching.Linear;

/// <summary>One instruction of a <see cref="LinearProgram"/>.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="Argument">A code point, or the number of a set, an instruction, a slot or a <see cref="Place"/>.</param>
internal readonly record struct Instruction(Operation Operation, int Argument);
