namespace LogTail.Compiler.Roslyn;

/// <summary>A place in a generated pattern where a part is called.</summary>
/// <param name="Part">The part's method.</param>
/// <param name="HasOneEnd">Whether the part can end in one place only; otherwise the group that marks the place captures where it begins.</param>
internal sealed record PartSite(string Part, bool HasOneEnd);
