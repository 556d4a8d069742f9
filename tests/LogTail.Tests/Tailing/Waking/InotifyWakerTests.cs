using LogTail.Tailing.Files;
using LogTail.Tailing.Files.Linux;
using LogTail.Tailing.Waking;
using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.Tailing.Waking;

public sealed class InotifyWakerTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly TemporaryFolder _folder = new();
    private readonly IWaker _waker = InotifyWaker.Open();

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
