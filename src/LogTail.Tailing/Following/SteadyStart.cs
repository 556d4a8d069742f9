using LogTail.Tailing.Waking;

namespace LogTail.Tailing.Following;

/// <summary>
/// Begins to follow as of one moment. What is found while names change may be half of a rotation: a generation that had another name when it was to be
/// opened would be missed, and taken for one that lay there for long. So whoever began meanwhile is let go, and another one begins anew.
/// </summary>
internal static class SteadyStart
{
    // A directory may be full of other names that change all the time.
    private const int MostAttempts = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <param name="make">A follower that tells what happens to the given observer.</param>
    /// <param name="observer">Is told only of what came of the last attempt.</param>
    public static Follower Begin(Func<ITailObserver, Follower> make, ITailObserver observer, IWaker waker, TimeProvider clock)
    {
        var start = clock.GetTimestamp();
        Follower? former = null;
        for (var attempt = 1; ; attempt++)
        {
            var deferred = new DeferredObserver(observer);
            var follower = make(deferred);
            follower.Begin();
            former?.Close();
            if (attempt == MostAttempts || clock.GetElapsedTime(start) > Patience || follower.FoundNamesAtRest())
            {
                deferred.Release();
                return follower;
            }

            follower.Withdraw();
            former = follower;
            waker.Wait(Discovery.StampTick, []);
        }
    }
}
