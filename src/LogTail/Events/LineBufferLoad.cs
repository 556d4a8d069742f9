namespace LogTail.Events;

/// <summary>
/// The least and the greatest number of lines that waited during the last minute, to some seconds. Lines that were read wait in a batch; the
/// rest waits in its file. Safe from any thread.
/// </summary>
internal sealed class LineBufferLoad(TimeProvider clock)
{
    private const int Parts = 12;
    private static readonly TimeSpan PartLength = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();

    // One part of the minute each, the oldest overwritten. Guarded by _gate, as the number of the present part.
    private readonly (long Least, long Greatest)[] _parts = new (long, long)[Parts];
    private long _present;
    private long _last;

    /// <summary>So many wait now.</summary>
    public void Waiting(long lines)
    {
        lock (_gate)
        {
            GoOn();
            _last = lines;
            Put(_present, lines);
        }
    }

    /// <summary>What it was in the last minute.</summary>
    public (long Least, long Greatest) Read()
    {
        lock (_gate)
        {
            GoOn();
            return (_parts.Min(part => part.Least), _parts.Max(part => part.Greatest));
        }
    }

    // Parts that passed without news had what was said last.
    private void GoOn()
    {
        var now = clock.GetElapsedTime(0).Ticks / PartLength.Ticks;
        for (_present = Math.Max(_present, now - Parts); _present < now;)
        {
            _present++;
            _parts[_present % Parts] = (_last, _last);
        }
    }

    private void Put(long part, long lines)
    {
        ref var seen = ref _parts[part % Parts];
        seen = (Math.Min(seen.Least, lines), Math.Max(seen.Greatest, lines));
    }
}
