using System.Diagnostics;

namespace LogTail.Metrics.Quantiles;

/// <summary>
/// Estimates quantiles of a stream of numbers from a few samples of it (the paper that <see cref="RankError"/> names). Up to
/// <see cref="ExactCount"/> numbers are all kept, so that the answers are exact.
/// </summary>
internal sealed class QuantileStream(RankError error)
{
    /// <summary>So many observations are kept as they are (spec/grok.md §8.2).</summary>
    public const int ExactCount = 500;

    // Rising. The first and the last sample are the least and the greatest observation and stand for themselves, the last perhaps for more.
    // Width + Delta of each is at most error.MaxSpread(sum of the widths before it, Count) once there are more than ExactCount.
    private QuantileSample[] _samples = [];
    private int _used;

    public long Count { get; private set; }

    public ReadOnlySpan<QuantileSample> Samples => _samples.AsSpan(0, _used);

    public void Clear()
    {
        Count = 0;
        _used = 0;
    }

    /// <summary>Takes in observations.</summary>
    /// <param name="sorted">Rising, without NaN.</param>
    public void Merge(ReadOnlySpan<double> sorted)
    {
        var total = _used + sorted.Length;
        if (total > _samples.Length)
        {
            Array.Resize(ref _samples, Math.Max(total, _samples.Length * 2));
        }

        // From the back, so that each sample is moved once. A new one's rank is known as exactly as that of the former sample above it.
        var former = _used - 1;
        var added = sorted.Length - 1;
        long delta = 0;
        for (var place = total - 1; added >= 0; place--)
        {
            if (former >= 0 && _samples[former].Value > sorted[added])
            {
                delta = _samples[former].Width + _samples[former].Delta - 1;
                _samples[place] = _samples[former];
                former--;
            }
            else
            {
                _samples[place] = new QuantileSample(sorted[added], 1, delta);
                added--;
            }
        }

        _used = total;
        Count += sorted.Length;
        if (Count > ExactCount)
        {
            Compress();
        }
    }

    /// <summary>The observation whose rank is, for all that is known, nearest to the nearest rank ceil(<see cref="Count"/> * quantile); NaN without any.</summary>
    public double Quantile(double quantile)
    {
        var wanted = Math.Max(1, (long)Math.Ceiling(Count * quantile));
        var (best, leastMiss) = (double.NaN, long.MaxValue);
        long rank = 0;
        foreach (var sample in Samples)
        {
            rank += sample.Width;
            var miss = Math.Max(wanted - rank, rank + sample.Delta - wanted);
            if (miss < leastMiss)
            {
                (best, leastMiss) = (sample.Value, miss);
            }
        }

        return best;
    }

    /// <summary>Takes what <see cref="Samples"/> told of another stream.</summary>
    public void Restore(ReadOnlySpan<QuantileSample> samples)
    {
        _samples = samples.ToArray();
        _used = samples.Length;
        Count = 0;
        foreach (var sample in samples)
        {
            Count += sample.Width;
        }
    }

    // Lets each sample be absorbed by the one above it where the error allows, from the back. What is kept gathers at the end of the array.
    private void Compress()
    {
        Debug.Assert(_used > 1, "More observations than one.");
        var kept = _used - 1;
        var rank = Count - _samples[kept].Width;
        for (var i = _used - 2; i > 0; i--)
        {
            var sample = _samples[i];
            rank -= sample.Width;
            ref var above = ref _samples[kept];
            if (sample.Width + above.Width + above.Delta <= error.MaxSpread(rank, Count))
            {
                above.Width += sample.Width;
            }
            else
            {
                kept--;
                _samples[kept] = sample;
            }
        }

        kept--;
        _samples[kept] = _samples[0];
        _used -= kept;
        _samples.AsSpan(kept, _used).CopyTo(_samples);
    }
}
