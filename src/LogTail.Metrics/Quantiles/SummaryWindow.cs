namespace LogTail.Metrics.Quantiles;

/// <summary>
/// The observations of the last while. There is a stream for each fifth of the window; all take every observation, the oldest one is asked and
/// then begins anew, so that what it tells is between four fifths of a window and a whole one old (spec/grok.md §8.2).
/// </summary>
internal sealed class SummaryWindow
{
    private const int AgeBuckets = 5;
    private const int FirstPending = 16;

    // Longs of a saved stream's sample.
    private const int SampleLongs = 3;

    private readonly SummarySettings _settings;
    private readonly QuantileStream[] _streams = new QuantileStream[AgeBuckets];

    // Observations that the streams have not got yet; the array grows to QuantileStream.ExactCount.
    private double[] _pending = [];
    private int _pendingCount;

    // What Save told last; null when something changed since. A series that is quiet costs a checkpoint nothing but the copy.
    private long[]? _saved;

    // The oldest stream, and until when it is asked (UTC ticks).
    private int _oldest;
    private long _oldestEnds;

    public SummaryWindow(SummarySettings settings)
    {
        _settings = settings;
        for (var i = 0; i < _streams.Length; i++)
        {
            _streams[i] = new QuantileStream(settings.Error);
        }

        _oldestEnds = settings.NowTicks + settings.SliceTicks;
    }

    /// <summary>Takes a number, not NaN. Allocates only while the window gets fuller than it ever was.</summary>
    public void Observe(double value)
    {
        MoveOn(_settings.NowTicks);
        if (_pendingCount == _pending.Length)
        {
            Array.Resize(ref _pending, Math.Clamp(_pending.Length * 2, FirstPending, QuantileStream.ExactCount));
        }

        _pending[_pendingCount] = value;
        _pendingCount++;
        if (_pendingCount == QuantileStream.ExactCount)
        {
            Flush();
        }
    }

    /// <summary>Writes the bits of the quantiles, in the order of the targets; NaN while the window is empty.</summary>
    public void CopyQuantiles(Span<long> bits)
    {
        MoveOn(_settings.NowTicks);
        Flush();
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] = BitConverter.DoubleToInt64Bits(_streams[_oldest].Quantile(_settings.Targets[i].Quantile));
        }
    }

    /// <summary>Everything, as numbers for <see cref="TryRestore"/>, not to be changed: when the oldest stream ends, then of each stream, the oldest first, the number of its samples and the samples.</summary>
    public long[] Save()
    {
        MoveOn(_settings.NowTicks);
        Flush();
        if (_saved is not null)
        {
            return _saved;
        }

        var saved = new List<long> { _oldestEnds };
        for (var i = 0; i < AgeBuckets; i++)
        {
            var samples = _streams[(_oldest + i) % AgeBuckets].Samples;
            saved.Add(samples.Length);
            foreach (var sample in samples)
            {
                saved.Add(BitConverter.DoubleToInt64Bits(sample.Value));
                saved.Add(sample.Width);
                saved.Add(sample.Delta);
            }
        }

        return _saved = [.. saved];
    }

    /// <returns><see langword="false"/>, and the window is empty, when these are not numbers of a window.</returns>
    public bool TryRestore(ReadOnlySpan<long> saved)
    {
        (_oldest, _pendingCount, _saved) = (0, 0, null);
        if (saved.Length > AgeBuckets && TryRestoreStreams(saved[1..]))
        {
            _oldestEnds = saved[0];
            MoveOn(_settings.NowTicks);
            return true;
        }

        Array.ForEach(_streams, stream => stream.Clear());
        return false;
    }

    private bool TryRestoreStreams(ReadOnlySpan<long> saved)
    {
        foreach (var stream in _streams)
        {
            if (saved.IsEmpty || saved[0] < 0 || saved[0] > (saved.Length - 1) / SampleLongs)
            {
                return false;
            }

            var samples = new QuantileSample[saved[0]];
            for (var i = 0; i < samples.Length; i++)
            {
                var numbers = saved.Slice(1 + (i * SampleLongs), SampleLongs);
                samples[i] = new QuantileSample(BitConverter.Int64BitsToDouble(numbers[0]), numbers[1], numbers[2]);
            }

            stream.Restore(samples);
            saved = saved[(1 + (samples.Length * SampleLongs))..];
        }

        return saved.IsEmpty;
    }

    // A clock that was set back must not make the window longer.
    private void MoveOn(long now)
    {
        if (_oldestEnds - now > _settings.SliceTicks)
        {
            _oldestEnds = now + _settings.SliceTicks;
            _saved = null;
        }

        if (now < _oldestEnds)
        {
            return;
        }

        Flush();
        _saved = null;
        for (var i = 0; i < AgeBuckets && now >= _oldestEnds; i++)
        {
            _streams[_oldest].Clear();
            _oldest = (_oldest + 1) % AgeBuckets;
            _oldestEnds += _settings.SliceTicks;
        }

        _oldestEnds = Math.Max(_oldestEnds, now + 1);
    }

    private void Flush()
    {
        if (_pendingCount == 0)
        {
            return;
        }

        _saved = null;
        var sorted = _pending.AsSpan(0, _pendingCount);
        sorted.Sort();
        foreach (var stream in _streams)
        {
            stream.Merge(sorted);
        }

        _pendingCount = 0;
    }
}
