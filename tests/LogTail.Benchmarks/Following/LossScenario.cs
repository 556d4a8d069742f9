using System.Diagnostics;

namespace LogTail.Benchmarks.Following;

/// <summary>Something that happens to logs while they are followed (spec/follower.md §1.1); every line stands in some file all the time.</summary>
/// <param name="Name">As the table shows it.</param>
/// <param name="Pattern">What the tools are told to follow, in the folder of the scenario.</param>
/// <param name="Play">Writes and rotates.</param>
internal sealed record LossScenario(string Name, string Pattern, Action<NumberedLog, string> Play)
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan HalfSecond = TimeSpan.FromMilliseconds(500);
    private static int _names;

    public static IReadOnlyList<LossScenario> All { get; } =
    [
        new("rename + create at once, every 0.5 s", "app.log", (log, _) => log.Write(Time, HalfSecond, () => Rotate(log, 0))),
        new("path missing for 50 ms between rename and create", "app.log", (log, _) => log.Write(Time, HalfSecond, () => Rotate(log, 50))),
        new("path missing for 600 ms", "app.log", (log, _) => log.Write(Time, TimeSpan.FromSeconds(1), () => Rotate(log, 600))),
        new("old file written 300 ms after the new one exists", "app.log", (log, _) => log.Write(Time, HalfSecond, () => RotateLate(log))),
        new("old file written while the path is missing", "app.log", (log, _) => log.Write(Time, HalfSecond, () => RotateWriting(log))),
        new("rotation every 20 ms", "app.log", (log, _) => log.Write(Time, TimeSpan.FromMilliseconds(20), () => Rotate(log, 0))),
        new("rotation every 20 ms, the glob finds rotated files", "app.log*", (log, _) => log.Write(Time, TimeSpan.FromMilliseconds(20), () => Rotate(log, 0))),
        new("copytruncate every 0.5 s", "app.log", (log, _) => log.Write(Time, HalfSecond, () => CopyAndTruncate(log, 0))),
        new("copytruncate, refilled beyond the old place at once", "app.log", (log, _) => log.Write(Time, HalfSecond, () => CopyAndTruncate(log, 1500))),
        new("copytruncate, the glob finds the copies", "app.log*", (log, _) => log.Write(Time, HalfSecond, () => CopyAndTruncate(log, 0))),
        new("10 files created after the start, 100 lines each", "*.txt", CreateFiles),
        new("deleted while written", "app.log", (log, _) => log.Write(Time, HalfSecond, () => Delete(log))),
    ];

    private static string NextName(NumberedLog log) => $"{log.Path}.{Interlocked.Increment(ref _names)}";

    private static void Rotate(NumberedLog log, int missingMilliseconds)
    {
        File.Move(log.Path, NextName(log));
        Thread.Sleep(missingMilliseconds);
        log.Reopen().Dispose();
    }

    private static void RotateLate(NumberedLog log)
    {
        File.Move(log.Path, NextName(log));
        using var former = log.Reopen();
        log.Lines(20);
        Thread.Sleep(300);
        for (var i = 0; i < 30; i++)
        {
            log.LineTo(former);
        }
    }

    private static void RotateWriting(NumberedLog log)
    {
        File.Move(log.Path, NextName(log));
        for (var clock = Stopwatch.StartNew(); clock.ElapsedMilliseconds < 200;)
        {
            log.Lines(10);
            Thread.Sleep(5);
        }

        log.Reopen().Dispose();
    }

    private static void CopyAndTruncate(NumberedLog log, int refill)
    {
        File.Copy(log.Path, NextName(log));
        log.Truncate();
        log.Lines(refill);
    }

    private static void CreateFiles(NumberedLog log, string folder)
    {
        for (var i = 0; i < 10; i++)
        {
            using var file = new FileStream(Path.Combine(folder, $"{i}.txt"), FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            for (var line = 0; line < 100; line++)
            {
                log.LineTo(file);
            }
        }
    }

    private static void Delete(NumberedLog log)
    {
        File.Delete(log.Path);
        log.Lines(50);
        Thread.Sleep(20);
        log.Lines(50);
        log.Reopen().Dispose();
    }
}
