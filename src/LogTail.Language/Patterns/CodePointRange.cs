namespace LogTail.Language.Patterns;

/// <summary>Consecutive code points.</summary>
/// <param name="First">The smallest, from 0.</param>
/// <param name="Last">The largest, itself included; at most U+10FFFF.</param>
public readonly record struct CodePointRange(int First, int Last);
