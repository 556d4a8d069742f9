namespace LogTail.Benchmarks.Comparison;

/// <summary>A program that reads a log.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Lines">Lines of its short log; its long one is the same ten times. Slow contenders get fewer, so that everything ends.</param>
/// <param name="Command">The command line that reads the given log.</param>
internal sealed record Contender(string Name, long Lines, Func<string, IReadOnlyList<string>> Command)
{
    public const int Copies = 10;
}
