using System.Collections.Immutable;

namespace LogTail.Language.Patterns;

/// <summary>The patterns of a program and the parts that they call.</summary>
/// <param name="Patterns">In the order of the program.</param>
/// <param name="Parts">By number.</param>
public sealed record PartedPatterns(ImmutableArray<PartedPattern> Patterns, ImmutableArray<PartedPattern> Parts);

/// <summary>A pattern, or a part, in .NET's syntax with places for calls.</summary>
/// <param name="Text">For the source generator. Where it refers back to the group of a call, the call is to be put.</param>
/// <param name="Calls">What it calls.</param>
/// <param name="EndGroup">Of a part: the text refers back to this group where the part has ended. Null for a pattern.</param>
public sealed record PartedPattern(string Text, ImmutableArray<PartCall> Calls, int? EndGroup);

/// <summary>A place where a part is called.</summary>
/// <param name="Group">The group that marks the place.</param>
/// <param name="Part">Number of the part.</param>
/// <param name="HasOneEnd">Whether the part can end in one place only; otherwise the group captures where it begins, and each reference asks for the next end.</param>
public readonly record struct PartCall(int Group, int Part, bool HasOneEnd);
