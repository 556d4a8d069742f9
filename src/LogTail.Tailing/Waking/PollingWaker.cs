using LogTail.Tailing.Files;

namespace LogTail.Tailing.Waking;

/// <summary>Gives no hints: only time passes.</summary>
internal sealed class PollingWaker(string reason) : IWaker
{
    private readonly SemaphoreSlim _wakes = new(0, 1);

    public WakeMode Mode => WakeMode.Polling;

    public string ModeReason => reason;

    public int WatchDirectory(string path) => IWaker.NoWatch;

    public int WatchFile(IOpenFile file) => IWaker.NoWatch;

    public void Unwatch(int watch)
    {
    }

    public void Wait(TimeSpan timeout, List<WakeHint> hints) => _wakes.Wait(timeout);

    public void Wake()
    {
        try
        {
            _wakes.Release();
        }
        catch (Exception error) when (error is SemaphoreFullException or ObjectDisposedException)
        {
            // Already woken, or nobody waits any more.
        }
    }

    public void Dispose() => _wakes.Dispose();
}
