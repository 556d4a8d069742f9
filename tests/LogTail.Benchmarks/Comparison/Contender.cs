namespace LogTail.Benchmarks.Comparison;

/// <summary>A program that reads a log.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Command">The command line that reads the given log.</param>
internal sealed record Contender(string Name, Func<string, IReadOnlyList<string>> Command);
