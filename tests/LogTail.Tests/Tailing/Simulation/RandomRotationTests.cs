using System.Globalization;

namespace LogTail.Tests.Tailing.Simulation;

/// <summary>
/// A log is written and rotated at random, while a follower looks, writes checkpoints, crashes, ends and begins anew at random: each line must come exactly
/// once. What <c>LogTail.Torture</c> does to the real daemon, a thousand times a second and in any order.
/// </summary>
public sealed class RandomRotationTests
{
    // Of the long form, 100,000, some ten are known to fail: replaced by a longer copy, or compressed without keeping the time, in the same moment.
    private static readonly int Runs = int.Parse(Environment.GetEnvironmentVariable("LOGTAIL_RANDOM_ROTATIONS") ?? "3000", CultureInfo.InvariantCulture);

    // A rotation between two looks, or many looks within one.
    private static readonly long[] Paces = [1_000_000, 100_000_000, 3_000_000_000];

    [Fact]
    public void Every_line_comes_once() => ForAll(new RotationSetting("app.log", Paces) { Replaces = true });

    // A copy that the pattern finds counts as a file of its own when the log is truncated more than two seconds later.
    [Fact]
    public void Every_line_comes_once_where_a_pattern_finds_rotated_files_too() => ForAll(new RotationSetting("app.log*", Paces[..2]));

    [Fact]
    public void Every_line_comes_once_where_the_log_is_a_link() => ForAll(new RotationSetting("app.log", Paces) { IsLinked = true });

    private static void ForAll(RotationSetting setting)
    {
        var faults = Enumerable.Range(0, Runs)
            .Select(seed => RandomRotation.FaultOf(seed, setting))
            .OfType<string>()
            .OrderBy(fault => fault.Length)
            .ToArray();
        Assert.True(faults.Length == 0, $"{faults.Length} of {Runs}:\n{string.Join("\n\n", faults.Take(3))}");
    }
}
