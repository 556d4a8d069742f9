using LogTail.Tailing;

namespace LogTail.Tests.State;

/// <summary>Folders that the next run finds only after its start: a disk that is mounted late, a permission that was missing.</summary>
public sealed class LateFolderTests
{
    // Without the folder; and with an empty one, which is where the disk will be mounted.
    [Theory]
    [InlineData("logs/app.log", false)]
    [InlineData("logs/app.log", true)]
    [InlineData("logs/*.log", false)]
    [InlineData("logs/app.log*", false)]
    [InlineData("logs/app.log*", true)]
    public async Task S29_Folder_that_is_missing_at_the_start_has_what_was_rotated_meanwhile(string pattern, bool isPlaceThere)
    {
        using var log = new RestartedLog { Pattern = pattern, StartAt = StartAt.End };
        await Rotate(log);
        log.Move("logs", "disk");
        if (isPlaceThere)
        {
            Directory.CreateDirectory(log["logs"]);
        }

        await log.RunUntil(() => Mount(log), 25);
        // Nobody can know that something will be mounted in an empty folder.
        Assert.True(isPlaceThere || log.Lost.Count == 0, string.Join(", ", log.Lost));
        Assert.Empty(log.Wrong(35));
        await log.RunToEnd();
        Assert.Empty(log.Wrong(35));
    }

    // One that crashes before the folder comes leaves the next one all that it must know.
    [Fact]
    public async Task S29_Folder_that_comes_two_starts_later()
    {
        using var log = new RestartedLog { Pattern = "logs/app.log" };
        await Rotate(log);
        log.Move("logs", "disk");
        await log.RunToEnd();
        await log.RunUntil(() => Mount(log), 25);
        Assert.Empty(log.Wrong(35));
    }

    // What comes into an empty folder one by one is new, however old: only a disk brings what was there before.
    [Fact]
    public async Task Old_file_that_is_moved_into_an_empty_folder_is_read_from_its_first_byte()
    {
        using var log = new RestartedLog { Pattern = "logs/*.log", StartAt = StartAt.End };
        Directory.CreateDirectory(log["logs"]);
        log.Append("logs/first.log", "");
        await log.RunToEnd();
        File.Delete(log["logs/first.log"]);
        log.AppendNumbers("old.log", 0, 10);
        File.SetLastWriteTimeUtc(log["old.log"], new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await log.RunUntil(() => log.Move("old.log", "logs/old.log"), 10);
        Assert.Empty(log.Wrong(10));
    }

    // Ten lines that are counted, and three generations that nobody has seen: the rest of the first, a whole one, the present one.
    private static async Task Rotate(RestartedLog log)
    {
        Directory.CreateDirectory(log["logs"]);
        log.Append("logs/app.log", "");
        await log.RunUntil(() => log.AppendNumbers("logs/app.log", 0, 10), 10);
        log.AppendNumbers("logs/app.log", 10, 5);
        log.Move("logs/app.log", "logs/app.log.2");
        log.AppendNumbers("logs/app.log", 15, 10);
        log.Move("logs/app.log", "logs/app.log.1");
        log.AppendNumbers("logs/app.log", 25, 10);
    }

    private static void Mount(RestartedLog log)
    {
        if (Directory.Exists(log["logs"]))
        {
            Directory.Delete(log["logs"]);
        }

        log.Move("disk", "logs");
    }
}
