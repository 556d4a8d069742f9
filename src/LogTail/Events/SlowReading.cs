namespace LogTail.Events;

/// <summary>
/// A number that may take long to find out, for scrapes that must not wait for it. What is quick to find out is found out each time; what is slow
/// takes at most one part in <see cref="Share"/> of the time, beside the scrapes, which meanwhile get the last answer, at most
/// <see cref="MostAge"/> old. Safe from any thread.
/// </summary>
/// <param name="read">May be called by one thread at a time, any; must not throw.</param>
/// <param name="clock">Only its monotonic time is used.</param>
internal sealed class SlowReading(Func<double> read, TimeProvider clock)
{
    private const int Share = 50;
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan MostAge = TimeSpan.FromSeconds(5);

    private readonly Lock _reading = new();

    // Swapped whole by whoever reads, under _reading.
    private volatile Answer? _last;

    // Whoever sees it false and has the lock starts the next reading; set and reset under _reading.
    private bool _isBeingRead;

    /// <summary>The present number, or the last one found out.</summary>
    public double Value
    {
        get
        {
            if (_last is { } last && clock.GetElapsedTime(last.Time) is var age && age < MostAge)
            {
                if (age < last.Took * Share)
                {
                    return last.Value;
                }

                if (last.Took > Quick)
                {
                    ReadBeside();
                    return last.Value;
                }
            }

            lock (_reading)
            {
                return Read();
            }
        }
    }

    private void ReadBeside()
    {
        if (!_reading.TryEnter())
        {
            return;
        }

        try
        {
            if (!_isBeingRead)
            {
                _isBeingRead = true;
                ThreadPool.UnsafeQueueUserWorkItem(static reading => reading.ReadQueued(), this, preferLocal: false);
            }
        }
        finally
        {
            _reading.Exit();
        }
    }

    private void ReadQueued()
    {
        lock (_reading)
        {
            Read();
            _isBeingRead = false;
        }
    }

    private double Read()
    {
        var start = clock.GetTimestamp();
        var value = read();
        _last = new Answer(value, clock.GetTimestamp(), clock.GetElapsedTime(start));
        return value;
    }

    private sealed record Answer(double Value, long Time, TimeSpan Took);
}
