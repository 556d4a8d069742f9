using LogTail.Tailing.Waking;
using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.Tailing.FaultMatrix;

/// <summary>Rotation as in rows 4, 15 and 16, into a folder that the user names (logrotate's <c>olddir</c>), so fast that several happen between two looks.</summary>
public sealed class RotatedFolderTests : NumberedLog
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task S04_several_renames_into_another_folder_between_two_looks(bool isPolled)
    {
        await using var run = Follow(isPolled);
        await run.Observer.Told("Begun");
        for (var round = 0; round < 4; round++)
        {
            Log.Write(10);
            await run.Count(Log.Count);
            run.Waker.Stall();
            for (var i = 0; i <= round; i++)
            {
                File.Move(Log.Path, Folder[$"old/app.log.{round}{i}"]);
                Log.Reopen().Dispose();
                Log.Write(10);
            }

            run.Waker.GoOn();
            await run.Count(Log.Count);
        }

        await Log.AllCameOnce(run);
        Assert.All(run.Lines, line => Assert.StartsWith("app.log|", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task S15_S16_renames_and_copies_into_another_folder_between_two_looks(bool isPolled)
    {
        await using var run = Follow(isPolled);
        await run.Observer.Told("Begun");
        for (var round = 0; round < 3; round++)
        {
            Log.Write(10);
            await run.Count(Log.Count);
            run.Waker.Stall();
            Log.Write(5);
            File.Copy(Log.Path, Folder[$"old/app.log-2026010{round}-1"]);
            Log.Truncate();
            Log.Write(3);
            File.Move(Log.Path, Folder[$"old/app.log-2026010{round}-2"]);
            Log.Reopen().Dispose();
            Log.Write(16);
            File.Copy(Log.Path, Folder[$"old/app.log-2026010{round}-3"]);
            Log.Truncate();
            Log.Write(2);
            run.Waker.GoOn();
            await run.Count(Log.Count);
        }

        await Log.AllCameOnce(run);
    }

    // What lies in such a folder already, and what somebody copies into it, is none of ours.
    [Fact]
    public async Task What_else_is_in_the_folder_is_left_alone()
    {
        Directory.CreateDirectory(Folder["old"]);
        File.WriteAllText(Folder["old/app.log.7"], "before the start\n");
        await using var run = Follow(isPolled: false);
        await run.Observer.Told("Begun");
        Log.Write(10);
        await run.Count(10);
        File.WriteAllText(Folder["old/other.log.1"], "of another log\n");
        File.WriteAllText(Folder["old/app.log.8"], "an archive of another machine\n");
        File.Copy(Log.Path, Folder["old/app.log.9"]);
        Log.Write(10);
        await Log.AllCameOnce(run);
    }

    // Its late lines are read, however long after it was moved.
    [Fact]
    public async Task S03_late_lines_of_what_was_moved_to_another_folder_and_closed()
    {
        await using var run = Follow(isPolled: false);
        await run.Observer.Told("Begun");
        Log.Write(10);
        await run.Count(10);
        File.Move(Log.Path, Folder["old/app.log.1"]);
        using var late = Log.Reopen();
        Log.Write(10);
        await run.Observer.Told("Closed app.log");
        late.Write(Log.Next());
        File.WriteAllText(Folder["old/app.log.touched"], "");
        await Log.AllCameOnce(run);
    }

    private TailRun Follow(bool isPolled)
    {
        Directory.CreateDirectory(Folder["old"]);
        var options = TailRun.FromBeginning(Log.Path) with { RotatedDirectories = ["old"], SweepInterval = TimeSpan.FromMilliseconds(250) };
        return TailRun.Start(options, waker: isPolled ? new PollingWaker("events are not wanted") : null);
    }
}
