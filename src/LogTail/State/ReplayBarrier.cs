using Serilog;

namespace LogTail.State;

/// <summary>
/// Keeps metrics back after a restart until what was written meanwhile is read: they are up to a second behind what was scraped before, and a
/// counter that goes back counts as a reset (spec/follower.md §3.9). Not for ever: then they are served, and a metric says that they are behind.
/// </summary>
internal sealed class ReplayBarrier(StateMetrics metrics, TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Set once by the task that waits; read by scrapes.
    private volatile bool _isOpen;

    /// <summary>Whether metrics may be served.</summary>
    public bool IsOpen => _isOpen;

    /// <summary>Opens when everything is caught up with, or patience ends; returns when it is caught up.</summary>
    public async Task RunAsync(Task caughtUp, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        try
        {
            await caughtUp.WaitAsync(Patience, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            metrics.ReplayIncomplete.Set(1);
            _isOpen = true;
            log.Warning("After {Seconds} s not everything is read that was written while LogTail was down; metrics are served nevertheless", Patience.TotalSeconds);
            await caughtUp.WaitAsync(cancellationToken);
            metrics.ReplayIncomplete.Set(0);
        }

        metrics.ReplaySeconds.Set(clock.GetElapsedTime(start).TotalSeconds);
        _isOpen = true;
    }
}
