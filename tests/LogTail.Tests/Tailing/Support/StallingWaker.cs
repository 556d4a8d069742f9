using LogTail.Tailing;
using LogTail.Tailing.Files;
using LogTail.Tailing.Waking;

namespace LogTail.Tests.Tailing.Support;

/// <summary>Stops the following thread when it comes back from waiting, as a stopped process or a starved machine would: events pile up meanwhile.</summary>
internal sealed class StallingWaker(IWaker waker) : IWaker
{
    private readonly ManualResetEventSlim _mayGoOn = new(initialState: true);

    public WakeMode Mode => waker.Mode;

    public string ModeReason => waker.ModeReason;

    public void Stall() => _mayGoOn.Reset();

    public void GoOn() => _mayGoOn.Set();

    public int WatchDirectory(string path) => waker.WatchDirectory(path);

    public int WatchFile(IOpenFile file) => waker.WatchFile(file);

    public void Unwatch(int watch) => waker.Unwatch(watch);

    public void Wait(TimeSpan timeout, List<WakeHint> hints)
    {
        waker.Wait(timeout, hints);
        _mayGoOn.Wait();
    }

    public void Wake() => waker.Wake();

    public void Dispose()
    {
        waker.Dispose();
        _mayGoOn.Dispose();
    }
}
