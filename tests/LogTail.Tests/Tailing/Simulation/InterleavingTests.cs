namespace LogTail.Tests.Tailing.Simulation;

/// <summary>
/// Every interleaving of what others do to a log with the follower's looks: after each step it looks by its events, looks at everything, or does not
/// look; and all of that again with every event lost. Each line must come exactly once in all of them.
/// </summary>
public sealed class InterleavingTests
{
    private enum LookAfterStep
    {
        Not,
        ByEvents,
        Everything,
    }

    [Theory]
    [InlineData("app.log", false)]
    [InlineData("app.log", true)]
    [InlineData("app.log*", false)]
    [InlineData("app.log*", true)]
    public void Rename(string pattern, bool isDeaf) => ForAll(pattern, isDeaf, RotationScript.Rename.Steps, RotationScript.Rename.Lines);

    [Theory]
    [InlineData("app.log", false)]
    [InlineData("app.log", true)]
    [InlineData("app.log*", false)]
    [InlineData("app.log*", true)]
    public void Copy_and_truncate(string pattern, bool isDeaf) => ForAll(pattern, isDeaf, RotationScript.CopyAndTruncate.Steps, RotationScript.CopyAndTruncate.Lines);

    [Theory]
    [InlineData("app.log", false)]
    [InlineData("app.log", true)]
    [InlineData("app.log*", false)]
    [InlineData("app.log*", true)]
    public void Copy_and_truncate_of_a_file_of_which_nothing_was_read(string pattern, bool isDeaf) => ForAll(pattern, isDeaf, disk =>
    {
        var log = disk.Create("app.log");
        return
        [
            () => disk.Append(log, "first line\n"),
            () => disk.Copy("app.log", "app.log.1"),
            () => disk.Truncate(log),
            () => disk.Append(log, "second line, longer than before\n"),
            () => disk.Copy("app.log", "app.log.2"),
            () => disk.Truncate(log),
            () => disk.Append(log, "third line\n"),
        ];
    }, ["first line", "second line, longer than before", "third line"]);

    [Theory]
    [InlineData("app.log", false)]
    [InlineData("app.log", true)]
    public void Rename_then_copy_and_truncate(string pattern, bool isDeaf) => ForAll(pattern, isDeaf, disk =>
    {
        var (first, second) = (disk.Create("app.log"), (SimulatedDisk.Inode?)null);
        disk.Append(first, "first line\n");
        return
        [
            () => disk.Append(first, "second line\n"),
            () => disk.Rename("app.log", "app.log.1"),
            () => second = disk.Create("app.log"),
            () => disk.Append(second!, "third line\n"),
            () => disk.Rename("app.log.1", "app.log.2"),
            () => disk.Copy("app.log", "app.log.1"),
            () => disk.Truncate(second!),
            () => disk.Append(second!, "fourth line, longer than the third\n"),
        ];
    }, ["first line", "second line", "third line", "fourth line, longer than the third"]);

    [Theory]
    [InlineData("app.log", false)]
    [InlineData("app.log", true)]
    [InlineData("app.log*", false)]
    [InlineData("app.log*", true)]
    public void Replace_by_a_longer_copy(string pattern, bool isDeaf) => ForAll(pattern, isDeaf, disk =>
    {
        disk.Append(disk.Create("app.log"), "first line\n");
        return
        [
            () => disk.Append(disk.Create("app.log"), "second line\n"),
            () => disk.Copy("app.log", ".new"),
            () => disk.Append(disk.Create(".new"), "third line\n"),
            () => disk.Rename(".new", "app.log"),
            () => disk.Append(disk.Create("app.log"), "fourth line\n"),
        ];
    }, ["first line", "second line", "third line", "fourth line"]);

    // Seed 457 of LogTail.Torture.
    [Theory]
    [InlineData("app.log", false)]
    [InlineData("app.log", true)]
    [InlineData("app.log*", false)]
    [InlineData("app.log*", true)]
    public void Replace_a_file_of_which_nothing_was_read_by_a_longer_copy_that_is_rotated(string pattern, bool isDeaf) => ForAll(pattern, isDeaf, disk =>
    {
        disk.Create("app.log");
        return
        [
            () => disk.Append(disk.Create("app.log"), "first line\n"),
            () => disk.Copy("app.log", ".app.log.tmp"),
            () => disk.Append(disk.Create(".app.log.tmp"), "second line\n"),
            () => disk.Rename(".app.log.tmp", "app.log"),
            () => disk.Rename("app.log", "app.log-20260101"),
            () => disk.Append(disk.Create("app.log"), "third line\n"),
        ];
    }, ["first line", "second line", "third line"]);

    // Seed 10094 of LogTail.Torture.
    [Theory]
    [InlineData("app.log", false)]
    [InlineData("app.log", true)]
    [InlineData("app.log*", false)]
    [InlineData("app.log*", true)]
    public void Compress_what_was_rotated_and_replace_an_empty_file_by_a_longer_copy_that_is_rotated(string pattern, bool isDeaf) => ForAll(pattern, isDeaf, disk =>
    {
        disk.Append(disk.Create("app.log"), "first line\n");
        return
        [
            () => disk.Rename("app.log", "app.log.1"),
            () => disk.Create("app.log"),
            () => disk.BeginCompressing("app.log.1"),
            () => disk.EndCompressing("app.log.1"),
            () => disk.Append(disk.Create(".app.log.tmp"), "second line\n"),
            () => disk.Rename(".app.log.tmp", "app.log"),
            () => disk.Rename("app.log", "app.log-20260101"),
            () => disk.Append(disk.Create("app.log"), "third line\n"),
        ];
    }, ["first line", "second line", "third line"]);

    // Seed 8 of LogTail.Torture.
    [Theory]
    [InlineData("app.log", false)]
    [InlineData("app.log", true)]
    [InlineData("app.log*", false)]
    [InlineData("app.log*", true)]
    public void Replace_a_truncated_file_by_a_longer_copy_that_is_rotated(string pattern, bool isDeaf) => ForAll(pattern, isDeaf, disk =>
    {
        var log = disk.Create("app.log");
        disk.Append(log, "first line, the longest of all\n");
        return
        [
            () => disk.Truncate(log),
            () => disk.Append(log, "second line\n"),
            () => disk.Copy("app.log", ".app.log.tmp"),
            () => disk.Append(disk.Create(".app.log.tmp"), "third line\n"),
            () => disk.Rename(".app.log.tmp", "app.log"),
            () => disk.Rename("app.log", "app.log.1"),
            () => disk.Append(disk.Create("app.log"), "fourth line\n"),
        ];
    }, ["first line, the longest of all", "second line", "third line", "fourth line"]);

    // The copy is a second one to be judged.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Replace_by_a_file_begun_before_the_log_was_truncated(bool isDeaf) => ForAll("app.log", isDeaf, disk =>
    {
        var log = disk.Create("app.log");
        disk.Append(log, "first line, the longest of all\n");
        return
        [
            () => disk.Create(".app.log.tmp"),
            () => disk.Truncate(log),
            () => disk.Append(log, "second line\n"),
            () => disk.Append(disk.Create(".app.log.tmp"), "second line\nthird line\n"),
            () => disk.Rename(".app.log.tmp", "app.log"),
            () => disk.Copy("app.log", "app.log.1"),
            () => disk.Append(disk.Create("app.log"), "fourth line\n"),
        ];
    }, ["first line, the longest of all", "second line", "third line", "fourth line"]);

    [Theory]
    [InlineData("app.log", false)]
    [InlineData("app.log", true)]
    [InlineData("app.log*", false)]
    [InlineData("app.log*", true)]
    public void Rename_and_compress(string pattern, bool isDeaf) =>
        ForAll(pattern, isDeaf, RotationScript.RenameAndCompress.Steps, RotationScript.RenameAndCompress.Lines);

    [Theory]
    [InlineData("app.log", false)]
    [InlineData("app.log", true)]
    [InlineData("app.log*", false)]
    [InlineData("app.log*", true)]
    public void Copy_compress_and_truncate(string pattern, bool isDeaf) =>
        ForAll(pattern, isDeaf, RotationScript.CopyCompressAndTruncate.Steps, RotationScript.CopyCompressAndTruncate.Lines);

    [Theory]
    [InlineData("app.log", false)]
    [InlineData("app.log", true)]
    [InlineData("app.log*", false)]
    [InlineData("app.log*", true)]
    public void Compress_and_truncate(string pattern, bool isDeaf) =>
        ForAll(pattern, isDeaf, RotationScript.CompressAndTruncate.Steps, RotationScript.CompressAndTruncate.Lines);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Switch_of_a_link(bool isDeaf) => ForAll("app.log", isDeaf, RotationScript.SwitchOfALink.Steps, RotationScript.SwitchOfALink.Lines);

    // 3 to the power of the number of steps.
    private static void ForAll(string pattern, bool isDeaf, Func<SimulatedDisk, Action[]> scenario, string[] expected)
    {
        var world = new SimulatedWorld();
        var count = (int)Math.Pow(3, scenario(new SimulatedDisk()).Length);
        for (var number = 0; number < count; number++)
        {
            var disk = new SimulatedDisk();
            var steps = scenario(disk);
            using var run = new SimulatedRun(world, disk, pattern, isDeaf);
            run.Look();
            foreach (var (index, step) in steps.Index())
            {
                step();
                Look(run, LookOf(number, index));
            }

            var lines = run.Settle();
            Assert.True(
                lines.Order(StringComparer.Ordinal).SequenceEqual(expected.Order(StringComparer.Ordinal)),
                $"[{string.Join(", ", lines)}] with looks {string.Join(", ", steps.Select((_, index) => LookOf(number, index)))}");
        }
    }

    private static LookAfterStep LookOf(int number, int step) => (LookAfterStep)(number / (int)Math.Pow(3, step) % 3);

    private static void Look(SimulatedRun run, LookAfterStep look)
    {
        switch (look)
        {
            case LookAfterStep.ByEvents:
                run.Look();
                break;
            case LookAfterStep.Everything:
                run.Sweep();
                break;
            default:
                break;
        }
    }
}
