using LogTail.Tests.Tailing.Support;

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

    /// <summary>As logrotate numbers: each generation gets the name of the one before it.</summary>
    public static RotationScript Shift { get; } = new(
        disk =>
        {
            disk.Append(disk.Create("app.log"), "1\n");
            return
            [
                () => disk.Rename("app.log", "app.log.1"),
                () => disk.Append(disk.Create("app.log"), "2\n"),
                () => disk.Rename("app.log.1", "app.log.2"),
                () => disk.Rename("app.log", "app.log.1"),
                () => disk.Append(disk.Create("app.log"), "3\n"),
                () => disk.Rename("app.log.2", "app.log.3"),
                () => disk.Rename("app.log.1", "app.log.2"),
                () => disk.Rename("app.log", "app.log.1"),
                () => disk.Append(disk.Create("app.log"), "4\n"),
            ];
        },
        ["1", "2", "3", "4"]);

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

    /// <summary>The second of three generations may be gone into a compressed file before anybody saw it.</summary>
    public static RotationScript RenameAndCompress { get; } = RenamedAndCompressed((disk, name) => disk.EndCompressing(name));

    /// <summary><c>gzip -c app.log.2 > app.log.2.gz; rm app.log.2</c>: its time does not tell when it is complete, so that it is not judged at once.</summary>
    public static RotationScript RenameAndCompressSlowly { get; } = RenamedAndCompressed((disk, name) => disk.Delete(name));

    /// <summary>What was not read when the log was truncated may be in a compressed copy alone.</summary>
    public static RotationScript CopyCompressAndTruncate { get; } = new(
        disk =>
        {
            var log = disk.Create("app.log");
            disk.Append(log, "first line\n");
            return
            [
                () => disk.Append(log, "second line\n"),
                () => disk.Copy("app.log", "app.log.1"),
                () => disk.Truncate(log),
                () => disk.BeginCompressing("app.log.1"),
                () => disk.EndCompressing("app.log.1"),
                () => disk.Append(log, "third line, longer than the first two\n"),
            ];
        },
        ["first line", "second line", "third line, longer than the first two"]);

    /// <summary><c>gzip -c app.log > app.log.1.gz; : > app.log</c>: the compressed file is the only copy, and keeps no time.</summary>
    public static RotationScript CompressAndTruncate { get; } = new(
        disk =>
        {
            var log = disk.Create("app.log");
            disk.Append(log, "first line\n");
            return
            [
                () => disk.Append(log, "second line\n"),
                () => disk.Append(disk.Create("app.log.1.gz"), Compress.Bytes("first line\nsecond line\n")),
                () => disk.Truncate(log),
                () => disk.Append(log, "third line, longer than the first two\n"),
                () => disk.Append(log, "fourth line\n"),
            ];
        },
        ["first line", "second line", "third line, longer than the first two", "fourth line"]);

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

    private static RotationScript RenamedAndCompressed(Action<SimulatedDisk, string> end) => new(
        disk =>
        {
            disk.Append(disk.Create("app.log"), "first line\n");
            return
            [
                () => disk.Rename("app.log", "app.log.1"),
                () => disk.Append(disk.Create("app.log"), "second line\n"),
                () => disk.Rename("app.log", "app.log.2"),
                () => disk.BeginCompressing("app.log.2"),
                () => end(disk, "app.log.2"),
                () => disk.Append(disk.Create("app.log"), "third line\n"),
            ];
        },
        ["first line", "second line", "third line"]);
}
