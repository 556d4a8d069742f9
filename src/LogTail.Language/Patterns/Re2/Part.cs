namespace LogTail.Language.Patterns.Re2;

/// <summary>A piece of a branch, to which a quantifier may still be applied.</summary>
/// <param name="Node">What it means.</param>
/// <param name="Height">Nodes on the longest way down, for <see cref="RegexTree.MaxHeight"/>.</param>
/// <param name="Copies">The largest product of nested repeat counts in it, at least 1.</param>
internal readonly record struct Part(RegexNode Node, int Height = 1, int Copies = 1);
