namespace LogTail.GrokExporter.Webhook;

/// <summary>How much of bodies may be in memory at once, over all requests. Safe from any thread.</summary>
internal sealed class BodyBudget(long mostBytes)
{
    private readonly Lock _gate = new();

    // Guarded by _gate. Invariant: 0 <= _used <= mostBytes.
    private long _used;

    /// <summary>Takes some more.</summary>
    /// <returns><see langword="false"/> when there is not so much left: nothing was taken.</returns>
    public bool TryTake(long bytes)
    {
        lock (_gate)
        {
            if (_used + bytes > mostBytes)
            {
                return false;
            }

            _used += bytes;
            return true;
        }
    }

    /// <summary>Gives back.</summary>
    public void Return(long bytes)
    {
        lock (_gate)
        {
            _used -= bytes;
        }
    }
}
