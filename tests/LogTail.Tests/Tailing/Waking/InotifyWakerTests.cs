using System.Globalization;
using LogTail.Tailing.Files;
using LogTail.Tailing.Files.Linux;
using LogTail.Tailing.Waking;
using LogTail.Tests.Support;
using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.Tailing.Waking;

public sealed class InotifyWakerTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Shorter than the rest between two readings.
    private static readonly TimeSpan Moment = TimeSpan.FromMicroseconds(1);

    private readonly TemporaryFolder _folder = new();
    private readonly IWaker _waker = InotifyWaker.Open(TimeProvider.System);

    public void Dispose()
    {
        _waker.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Each_write_that_was_not_looked_at_yet_gives_a_hint_until_the_file_is_no_longer_watched()
    {
        var path = _folder["app.log"];
        File.WriteAllText(path, "");
        Assert.Equal(FileFault.None, new LinuxFileSystem().Open(path, out var file));
        using var open = file;
        var watch = _waker.WatchFile(open!);
        for (var i = 0; i < 3; i++)
        {
            File.AppendAllText(path, "line\n");
            Assert.Equal([WakeKind.FileChanged], Kinds(watch).Distinct());
        }

        _waker.Unwatch(watch);
        Assert.Equal([WakeKind.WatchEnded], Kinds(watch));
        File.AppendAllText(path, "line\n");
        _waker.Wake();
        Assert.Empty(Kinds(watch));
    }

    [Fact]
    public void Nothing_is_lost_of_writes_to_many_files_that_follow_each_other_closely()
    {
        var watches = new List<int>();
        var files = new List<IOpenFile>();
        for (var i = 0; i < 50; i++)
        {
            File.WriteAllText(_folder[$"{i}.log"], "");
            Assert.Equal(FileFault.None, new LinuxFileSystem().Open(_folder[$"{i}.log"], out var file));
            files.Add(file!);
            watches.Add(_waker.WatchFile(file!));
        }

        var hints = new List<WakeHint>();
        for (var i = 0; i < 50; i++)
        {
            File.AppendAllText(_folder[$"{i}.log"], "line\n");

            // What is due sooner than the events are to be read ends the waiting, as does being woken; neither may drop them.
            _waker.Wait(TimeSpan.Zero, hints);
            if (i % 10 == 0)
            {
                _waker.Wake();
                _waker.Wait(Patience, hints);
            }
        }

        while (hints.DistinctBy(hint => hint.Watch).Count() < watches.Count)
        {
            var before = hints.Count;
            _waker.Wait(Patience, hints);
            Assert.True(hints.Count > before, "There are writes of which nobody told.");
        }

        Assert.Equal(watches.Order(), hints.Select(hint => hint.Watch).Distinct().Order());
        files.ForEach(file => file.Dispose());
    }

    // Before a truncation is judged, the copy that was made just before must be known.
    [Fact]
    public void Who_does_not_wait_is_told_all_that_happened_up_to_now()
    {
        _waker.WatchDirectory(_folder.Path);
        var hints = new List<WakeHint>();
        for (var i = 0; i < 20; i++)
        {
            File.WriteAllText(_folder[$"{i}.log"], "");
            _waker.Wait(TimeSpan.Zero, hints);
            Assert.Equal($"{i}.log", hints[^1].Name);
        }
    }

    // Behind 32 bits of ticks, of microseconds and of milliseconds, signed or not: 7 minutes, 36, 71, 25 days, 50. And behind a year.
    [Theory]
    [InlineData("00:00:00.001")]
    [InlineData("00:08:00")]
    [InlineData("00:15:00")]
    [InlineData("00:36:00")]
    [InlineData("01:12:00")]
    [InlineData("25.00:00:00")]
    [InlineData("50.00:00:00")]
    [InlineData("400.00:00:00")]
    public void The_first_write_after_a_pause_is_told_at_once_however_long_the_pause(string pause)
    {
        var clock = new ManualClock();
        using var waker = InotifyWaker.Open(clock);
        var hints = new List<WakeHint>();
        waker.WatchDirectory(_folder.Path);
        File.WriteAllText(_folder["first.log"], "");
        waker.Wait(Moment, hints);
        Assert.Equal(["first.log"], hints.Select(hint => hint.Name));

        // Closely behind the last one they are left for later, and the time to wait is over before.
        File.WriteAllText(_folder["second.log"], "");
        waker.Wait(Moment, hints);
        Assert.Single(hints);

        clock.Advance(TimeSpan.Parse(pause, CultureInfo.InvariantCulture));
        waker.Wait(Moment, hints);
        Assert.Equal(["first.log", "second.log"], hints.Select(hint => hint.Name));
    }

    [Fact]
    public void A_watch_ends_with_the_file_of_which_no_name_and_no_handle_is_left()
    {
        var path = _folder["app.log"];
        File.WriteAllText(path, "");
        Assert.Equal(FileFault.None, new LinuxFileSystem().Open(path, out var file));
        var watch = _waker.WatchFile(file!);
        File.Delete(path);
        Assert.Equal([WakeKind.FileChanged], Kinds(watch));
        file!.Dispose();
        Assert.Equal([WakeKind.WatchEnded], Kinds(watch));
    }

    private WakeKind[] Kinds(int watch)
    {
        var hints = new List<WakeHint>();
        _waker.Wait(Patience, hints);
        Assert.All(hints, hint => Assert.Equal(watch, hint.Watch));
        return [.. hints.Select(hint => hint.Kind)];
    }
}
