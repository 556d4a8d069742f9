namespace LogTail.Tests.Tailing.Simulation;

/// <summary>What others do to a log, step by step, and the lines that must come of it.</summary>
internal sealed record RotationScript(Func<SimulatedDisk, Action[]> Steps, string[] Lines)
{
    public static RotationScript Rename { get; } = new(
        disk =>
        {
            var (first, second) = (disk.Create("app.log"), (SimulatedDisk.Inode?)null);
            disk.Append(first, "1\n");
            return
            [
                () => disk.Append(first, "2\n3"),
                () => disk.Rename("app.log", "app.log.1"),
                () => disk.Append(first, "3\n"),
                () => second = disk.Create("app.log"),
                () => disk.Append(second!, "4\n"),
                () => disk.Append(first, "5\n"),
                () => disk.Rename("app.log", "app.log.2"),
                () => disk.Append(disk.Create("app.log"), "6\n"),
            ];
        },
        ["1", "2", "33", "4", "5", "6"]);

    public static RotationScript CopyAndTruncate { get; } = new(
        disk =>
        {
            var log = disk.Create("app.log");
            disk.Append(log, "first line\n");
            return
            [
                () => disk.Append(log, "second line\n"),
                () => disk.Copy("app.log", "app.log.1"),
                () => disk.Truncate(log),
                () => disk.Append(log, "third line\n"),
                () => disk.Append(log, "fourth line, longer than before\nfifth\n"),
                () => disk.Copy("app.log", "app.log.2"),
                () => disk.Truncate(log),
                () => disk.Append(log, "sixth\n"),
            ];
        },
        ["first line", "second line", "third line", "fourth line, longer than before", "fifth", "sixth"]);

    public static RotationScript SwitchOfALink { get; } = new(
        disk =>
        {
            disk.Append(disk.Create("a.txt"), "1\n");
            disk.Link("app.log", "a.txt");
            return
            [
                () => disk.Append(disk.Create("a.txt"), "2\n"),
                () => disk.Append(disk.Create("b.txt"), "3\n"),
                () => disk.Link("new", "b.txt"),
                () => disk.Rename("new", "app.log"),
                () => disk.Append(disk.Create("a.txt"), "4\n"),
                () => disk.Append(disk.Create("b.txt"), "5\n"),
            ];
        },
        ["1", "2", "3", "4", "5"]);
}
