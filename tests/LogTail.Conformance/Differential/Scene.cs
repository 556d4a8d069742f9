using LogTail.Benchmarks.Corpora;

namespace LogTail.Conformance.Differential;

/// <summary>One thing that can happen in a log: what it writes takes one branch of a program, or none.</summary>
/// <param name="Name">For people: the branch.</param>
/// <param name="Write">Returns its lines, separated by LF.</param>
internal sealed record Scene(string Name, Func<Dice, LineClock, string> Write);
