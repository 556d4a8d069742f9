using System.Globalization;

namespace LogTail.Tests.Tailing.Simulation;

/// <summary>
/// A log is written and rotated at random, while a follower looks, writes checkpoints, crashes, ends and begins anew at random: each line must come exactly
/// once. What <c>LogTail.Torture</c> does to the real daemon, a thousand times a second and in any order.
/// </summary>
public sealed class RandomRotationTests
{
    // The long form is 100,000.
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

    // Few batches at times, and a directory that cannot be listed for a while.
    [Theory]
    [InlineData("app.log")]
    [InlineData("app.log*")]
    public void Every_line_comes_once_where_reading_is_hindered(string pattern) =>
        ForAll(new RotationSetting(pattern, Paces[..2]) { Replaces = pattern == "app.log", IsStarved = true, IsListedBadly = true, Deletes = true }, Runs / 3);

    [Theory]
    [InlineData("app.log")]
    [InlineData("app.log*")]
    public void Every_line_comes_once_where_handles_are_few(string pattern) =>
        ForAll(new RotationSetting(pattern, Paces[..2]) { Replaces = pattern == "app.log", IsStarved = true, MostOpen = 2 }, Runs / 3);

    [Theory]
    [InlineData("app.log")]
    [InlineData("app.log*")]
    public void Every_line_comes_once_where_rotated_files_have_dates(string pattern) =>
        ForAll(new RotationSetting(pattern, Paces[..2]) { Replaces = pattern == "app.log", IsStarved = true, IsDated = true, Deletes = true }, Runs / 3);

    private static void ForAll(RotationSetting setting) => ForAll(setting, Runs);

    private static void ForAll(RotationSetting setting, int runs)
    {
        var faults = Enumerable.Range(0, runs)
            .Select(seed => RandomRotation.FaultOf(seed, setting))
            .OfType<string>()
            .OrderBy(fault => fault.Length)
            .ToArray();
        Assert.True(faults.Length == 0, $"{faults.Length} of {runs}:\n{string.Join("\n\n", faults.Take(3))}");
    }
}
