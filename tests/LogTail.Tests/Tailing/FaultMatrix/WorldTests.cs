using LogTail.Tailing;
using LogTail.Tailing.Files;
using LogTail.Tailing.Waking;
using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.Tailing.FaultMatrix;

/// <summary>The rows of the fault matrix in which the system itself fails.</summary>
public sealed class WorldTests : NumberedLog
{
    private readonly FaultyFileSystem _files = new();

    [Fact]
    public async Task S30_a_file_that_may_not_be_read_is_read_from_its_beginning_once_it_may()
    {
        _files.OpenFault = _ => FileFault.Denied;
        Log.Write(10);
        await using var run = TailRun.Start(TailRun.FromBeginning(Log.Path) with { StartAt = StartAt.End }, files: _files);
        await run.Observer.Told("Failed app.log permission denied");
        Log.Write(10);
        _files.OpenFault = _ => FileFault.None;
        await Log.AllCameOnce(run);
        Assert.Single(run.Observer.Events, told => told.StartsWith("Failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task S30_a_new_file_that_may_not_be_read_at_first()
    {
        await using var run = TailRun.Start(TailRun.FromBeginning(Log.Path), files: _files);
        Log.Write(10);
        await run.Count(10);
        _files.OpenFault = _ => FileFault.Denied;
        File.Move(Log.Path, Folder["app.log.1"]);
        using var late = Log.Reopen();
        await run.Observer.Told("Failed app.log permission denied");
        late.Write(Log.Next());
        Log.Write(10);
        await run.Count(11);
        _files.OpenFault = _ => FileFault.None;
        await Log.AllCameOnce(run);
    }

    [Fact]
    public async Task S33_handles_run_out_at_the_start()
    {
        File.WriteAllText(Folder["old.txt"], "before the start\n");
        _files.OpenFault = path => path.EndsWith(".txt", StringComparison.Ordinal) ? FileFault.TooManyOpen : FileFault.None;
        await using var run = TailRun.Start(TailRun.FromBeginning(Folder["*.txt"]) with { StartAt = StartAt.End }, files: _files);
        await run.Observer.Told("Failed old.txt too many open files");
        File.AppendAllText(Folder["old.txt"], "after it\n");
        _files.OpenFault = _ => FileFault.None;
        Assert.Equal(["old.txt|after it"], await run.Count(1));
    }

    [Fact]
    public async Task S33_a_listing_that_fails_deletes_nothing()
    {
        await using var run = TailRun.Start(TailRun.FromBeginning(Folder["*.log"]) with { SweepInterval = TimeSpan.FromMilliseconds(20) }, files: _files);
        Log.Write(10);
        await run.Count(10);
        var listings = 0;
        var failedOften = new TaskCompletionSource();
        _files.ListFault = _ =>
        {
            if (++listings == 5)
            {
                failedOften.SetResult();
            }

            return FileFault.Failed;
        };
        // So that the directory is listed again.
        File.WriteAllText(Folder["other"], "");
        await failedOften.Task.WaitAsync(TailRun.Patience);
        Log.Write(10);
        await Log.AllCameOnce(run);
        Assert.DoesNotContain(run.Observer.Events, told => told.StartsWith("Vanished", StringComparison.Ordinal) || told.StartsWith("Closed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task S34_watches_run_out()
    {
        var waker = new StingyWaker(InotifyWaker.Open(TimeProvider.System)) { Limit = 3 };
        for (var i = 0; i < 10; i++)
        {
            File.WriteAllText(Folder[$"{i}.txt"], Log.Next());
        }

        await using var run = TailRun.Start(TailRun.FromBeginning(Folder["*.txt"]) with { PollInterval = TimeSpan.FromMilliseconds(20) }, waker: waker);
        await run.Count(10);
        await run.Observer.Told("WakeModeChanged Polling the limit is reached");
        for (var i = 0; i < 10; i++)
        {
            File.AppendAllText(Folder[$"{i}.txt"], Log.Next());
        }

        await run.Count(20);
        waker.Limit = int.MaxValue;
        await run.Observer.Told("WakeModeChanged Events");
        File.AppendAllText(Folder["5.txt"], Log.Next());
        await Log.AllCameOnce(run);
    }

    [Fact]
    public async Task S34_the_queue_of_events_overflows()
    {
        var waker = new StingyWaker(InotifyWaker.Open(TimeProvider.System));
        await using var run = TailRun.Start(TailRun.FromBeginning(Folder["*.log"]) with { SweepInterval = TimeSpan.FromHours(1) }, waker: waker);
        await run.Observer.Told("Begun");
        run.Waker.Stall();
        Log.Write(10);
        File.Move(Log.Path, Folder["app.log.1"]);
        Log.Reopen().Dispose();
        Log.Write(10);
        waker.Overflow();
        run.Waker.GoOn();
        await run.Observer.Told("EventsOverflowed");
        await Log.AllCameOnce(run);
    }

    [Fact]
    public async Task S35_logs_on_a_network_file_system_are_polled_although_there_are_events()
    {
        _files.AreRemote = true;
        await using var run = TailRun.Start(
            TailRun.FromBeginning(Folder["*.log"]) with { PollInterval = TimeSpan.FromMilliseconds(20), SweepInterval = TimeSpan.FromHours(1) }, files: _files);
        await run.Observer.Told("WakeModeChanged Polling logs lie on a network file system");
        Log.Write(10);
        await run.Count(10);
        File.Move(Log.Path, Folder["app.log.1"]);
        Log.Reopen().Dispose();
        Log.Write(10);
        await Log.AllCameOnce(run);
    }

    [Fact]
    public async Task Directories_are_told_of_by_the_file_provider_where_there_is_no_inotify()
    {
        await using var run = TailRun.Start(
            TailRun.FromBeginning(Folder["*.txt"]) with { PollInterval = TimeSpan.FromMilliseconds(20), SweepInterval = TimeSpan.FromHours(1) },
            waker: new HintedPollingWaker("there are no events"));
        await run.Observer.Told("Begun");
        for (var i = 0; i < 20; i++)
        {
            // Between two sweeps, so that only the hints can tell of it.
            File.WriteAllText(Folder[$"{i}.txt"], Log.Next());
            await run.Count(i + 1);
        }

        File.Move(Folder["0.txt"], Folder["0.old"]);
        File.AppendAllText(Folder["0.old"], Log.Next());
        await Log.AllCameOnce(run);
    }

    // A step of some milliseconds is what NTP makes; the others are what people do.
    [Theory]
    [InlineData(-3600)]
    [InlineData(315360000)]
    [InlineData(-0.3)]
    public async Task S38_the_clock_is_set_while_logs_are_rotated(double seconds)
    {
        var clock = new SteppedClock();
        await using var run = TailRun.Start(TailRun.FromBeginning(Log.Path), clock: clock);
        await run.Observer.Told("Begun");
        for (var i = 0; i < 4; i++)
        {
            Log.Write(20);
            if (i % 2 == 0)
            {
                File.Move(Log.Path, Folder[$"app.log.{i}"]);
                clock.Set(TimeSpan.FromSeconds(seconds));
                Log.Reopen().Dispose();
            }
            else
            {
                File.Copy(Log.Path, Folder[$"app.log.{i}"]);
                clock.Set(TimeSpan.FromSeconds(seconds));
                Log.Truncate();
            }

            Log.Write(5);
            await run.Until(lines => lines.Count >= Log.Count - 30);
        }

        // Rotated files are closed in time all the same: no timer waits for the hour to come again.
        await run.Observer.Told("Closed app.log");
        await Log.AllCameOnce(run);
    }

    [Theory]
    [InlineData("Failed")]
    [InlineData("Stale")]
    public async Task S35_asking_about_files_fails_for_a_while(string fault)
    {
        await using var run = TailRun.Start(
            TailRun.FromBeginning(Folder["*.log"]) with { PollOnly = true, PollInterval = TimeSpan.FromMilliseconds(20) }, files: _files);
        Log.Write(10);
        await run.Count(10);
        _files.StatFault = _ => Enum.Parse<FileFault>(fault);
        Log.Write(10);
        File.Move(Log.Path, Folder["app.log.1"]);
        Log.Write(5);
        Log.Reopen().Dispose();
        Log.Write(10);
        await run.Observer.Told("Failed app.log");
        _files.StatFault = _ => FileFault.None;
        await Log.AllCameOnce(run);
    }

    // The server was started anew: what was open is opened by its path, and only if the path still means that file.
    [Theory]
    [InlineData("same")]
    [InlineData("renamed")]
    [InlineData("truncated")]
    public async Task S35_handles_that_went_stale_are_opened_anew(string meanwhile)
    {
        _files.AreRemote = true;
        await using var run = TailRun.Start(TailRun.FromBeginning(Log.Path) with { PollInterval = TimeSpan.FromMilliseconds(20) }, files: _files);
        for (var i = 0; i < 3; i++)
        {
            Log.Write(10);
            await run.Until(lines => lines.Count >= Log.Count);
            run.Waker.Stall();
            _files.ForgetHandles();
            switch (meanwhile)
            {
                case "renamed":
                    Log.Write(3);
                    File.Move(Log.Path, Folder[$"app.log.{i}"]);
                    Log.Reopen().Dispose();
                    break;
                case "truncated":
                    Log.Truncate();
                    Log.Write(50);
                    break;
                default:
                    break;
            }

            Log.Write(10);
            run.Waker.GoOn();
        }

        await Log.AllCameOnce(run);
    }

    [Theory]
    [InlineData("Failed")]
    [InlineData("Stale")]
    public async Task S35_reads_that_fail_are_tried_again(string fault)
    {
        await using var run = TailRun.Start(
            TailRun.FromBeginning(Log.Path) with { PollOnly = true, PollInterval = TimeSpan.FromMilliseconds(20) }, files: _files);
        Log.Write(10);
        await run.Count(10);
        _files.ReadFault = _ => Enum.Parse<FileFault>(fault);
        Log.Write(10);
        await run.Observer.Told("Failed app.log");
        _files.ReadFault = _ => FileFault.None;
        await Log.AllCameOnce(run);
    }
}
