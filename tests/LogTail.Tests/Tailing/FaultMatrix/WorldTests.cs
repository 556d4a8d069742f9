using LogTail.Tailing;
using LogTail.Tailing.Files;
using LogTail.Tailing.Waking;
using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.Tailing;

/// <summary>The rows of the fault matrix in which the system itself fails.</summary>
public sealed class WorldFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FaultyFileSystem _files = new();
    private readonly BusyLog _log;

    public WorldFaultTests() => _log = new BusyLog(_folder["app.log"]);

    public void Dispose()
    {
        _log.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task S30_a_file_that_may_not_be_read_is_read_from_its_beginning_once_it_may()
    {
        _files.OpenFault = _ => FileFault.Denied;
        _log.Write(10);
        await using var run = TailRun.Start(TailRun.FromBeginning(_log.Path) with { StartAt = StartAt.End }, files: _files);
        await run.Observer.Told("Failed app.log permission denied");
        _log.Write(10);
        _files.OpenFault = _ => FileFault.None;
        await _log.AllCameOnce(run);
        Assert.Single(run.Observer.Events, told => told.StartsWith("Failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task S30_a_new_file_that_may_not_be_read_at_first()
    {
        await using var run = TailRun.Start(TailRun.FromBeginning(_log.Path), files: _files);
        _log.Write(10);
        await run.Count(10);
        _files.OpenFault = _ => FileFault.Denied;
        File.Move(_log.Path, _folder["app.log.1"]);
        using var late = _log.Reopen();
        await run.Observer.Told("Failed app.log permission denied");
        late.Write(_log.Next());
        _log.Write(10);
        await run.Count(11);
        _files.OpenFault = _ => FileFault.None;
        await _log.AllCameOnce(run);
    }

    [Fact]
    public async Task S33_handles_run_out_at_the_start()
    {
        File.WriteAllText(_folder["old.txt"], "before the start\n");
        _files.OpenFault = path => path.EndsWith(".txt", StringComparison.Ordinal) ? FileFault.TooManyOpen : FileFault.None;
        await using var run = TailRun.Start(TailRun.FromBeginning(_folder["*.txt"]) with { StartAt = StartAt.End }, files: _files);
        await run.Observer.Told("Failed old.txt too many open files");
        File.AppendAllText(_folder["old.txt"], "after it\n");
        _files.OpenFault = _ => FileFault.None;
        Assert.Equal(["old.txt|after it"], await run.Count(1));
    }

    [Fact]
    public async Task S33_a_listing_that_fails_deletes_nothing()
    {
        await using var run = TailRun.Start(TailRun.FromBeginning(_folder["*.log"]) with { SweepInterval = TimeSpan.FromMilliseconds(20) }, files: _files);
        _log.Write(10);
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
        File.WriteAllText(_folder["other"], "");
        await failedOften.Task.WaitAsync(TailRun.Patience);
        _log.Write(10);
        await _log.AllCameOnce(run);
        Assert.DoesNotContain(run.Observer.Events, told => told.StartsWith("Vanished", StringComparison.Ordinal) || told.StartsWith("Closed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task S34_watches_run_out()
    {
        var waker = new StingyWaker(InotifyWaker.Open()) { Limit = 3 };
        for (var i = 0; i < 10; i++)
        {
            File.WriteAllText(_folder[$"{i}.txt"], _log.Next());
        }

        await using var run = TailRun.Start(TailRun.FromBeginning(_folder["*.txt"]) with { PollInterval = TimeSpan.FromMilliseconds(20) }, waker: waker);
        await run.Count(10);
        await run.Observer.Told("WakeModeChanged Polling the limit is reached");
        for (var i = 0; i < 10; i++)
        {
            File.AppendAllText(_folder[$"{i}.txt"], _log.Next());
        }

        await run.Count(20);
        waker.Limit = int.MaxValue;
        await run.Observer.Told("WakeModeChanged Events");
        File.AppendAllText(_folder["5.txt"], _log.Next());
        await _log.AllCameOnce(run);
    }

    [Fact]
    public async Task S34_the_queue_of_events_overflows()
    {
        var waker = new StingyWaker(InotifyWaker.Open());
        await using var run = TailRun.Start(TailRun.FromBeginning(_folder["*.log"]) with { SweepInterval = TimeSpan.FromHours(1) }, waker: waker);
        await run.Observer.Told("Begun");
        run.Waker.Stall();
        _log.Write(10);
        File.Move(_log.Path, _folder["app.log.1"]);
        _log.Reopen().Dispose();
        _log.Write(10);
        waker.Overflow();
        run.Waker.GoOn();
        await run.Observer.Told("EventsOverflowed");
        await _log.AllCameOnce(run);
    }

    [Fact]
    public async Task S35_logs_on_a_network_file_system_are_polled_although_there_are_events()
    {
        _files.AreRemote = true;
        await using var run = TailRun.Start(
            TailRun.FromBeginning(_folder["*.log"]) with { PollInterval = TimeSpan.FromMilliseconds(20), SweepInterval = TimeSpan.FromHours(1) }, files: _files);
        await run.Observer.Told("WakeModeChanged Polling logs lie on a network file system");
        _log.Write(10);
        await run.Count(10);
        File.Move(_log.Path, _folder["app.log.1"]);
        _log.Reopen().Dispose();
        _log.Write(10);
        await _log.AllCameOnce(run);
    }

    [Fact]
    public async Task Directories_are_told_of_by_the_file_provider_where_there_is_no_inotify()
    {
        await using var run = TailRun.Start(
            TailRun.FromBeginning(_folder["*.txt"]) with { PollInterval = TimeSpan.FromMilliseconds(20), SweepInterval = TimeSpan.FromHours(1) },
            waker: new HintedPollingWaker("there are no events"));
        await run.Observer.Told("Begun");
        for (var i = 0; i < 20; i++)
        {
            // Between two sweeps, so that only the hints can tell of it.
            File.WriteAllText(_folder[$"{i}.txt"], _log.Next());
            await run.Count(i + 1);
        }

        File.Move(_folder["0.txt"], _folder["0.old"]);
        File.AppendAllText(_folder["0.old"], _log.Next());
        await _log.AllCameOnce(run);
    }

    // A step of some milliseconds is what NTP makes; the others are what people do.
    [Theory]
    [InlineData(-3600)]
    [InlineData(315360000)]
    [InlineData(-0.3)]
    public async Task S38_the_clock_is_set_while_logs_are_rotated(double seconds)
    {
        var clock = new SteppedClock();
        await using var run = TailRun.Start(TailRun.FromBeginning(_log.Path), clock: clock);
        await run.Observer.Told("Begun");
        for (var i = 0; i < 4; i++)
        {
            _log.Write(20);
            if (i % 2 == 0)
            {
                File.Move(_log.Path, _folder[$"app.log.{i}"]);
                clock.Set(TimeSpan.FromSeconds(seconds));
                _log.Reopen().Dispose();
            }
            else
            {
                File.Copy(_log.Path, _folder[$"app.log.{i}"]);
                clock.Set(TimeSpan.FromSeconds(seconds));
                _log.Truncate();
            }

            _log.Write(5);
            await run.Until(lines => lines.Count >= _log.Count - 30);
        }

        // Rotated files are closed in time all the same: no timer waits for the hour to come again.
        await run.Observer.Told("Closed app.log");
        await _log.AllCameOnce(run);
    }

    [Theory]
    [InlineData("Failed")]
    [InlineData("Stale")]
    public async Task S35_reads_that_fail_are_tried_again(string fault)
    {
        await using var run = TailRun.Start(
            TailRun.FromBeginning(_log.Path) with { PollOnly = true, PollInterval = TimeSpan.FromMilliseconds(20) }, files: _files);
        _log.Write(10);
        await run.Count(10);
        _files.ReadFault = _ => Enum.Parse<FileFault>(fault);
        _log.Write(10);
        await run.Observer.Told("Failed app.log");
        _files.ReadFault = _ => FileFault.None;
        await _log.AllCameOnce(run);
    }
}
