using LogTail.Metrics.Quantiles;

namespace LogTail.Metrics;

/// <summary>Observations ranked over a sliding window (spec/grok.md §8.2); their number and sum are those since the beginning.</summary>
public sealed class SummarySeries : MetricSeries
{
    // Null without quantiles: then there is nothing to rank.
    private readonly SummaryWindow? _window;

    internal SummarySeries(byte[] labelText, uint hash, SummarySettings settings)
        : base(labelText, hash) => _window = settings.Targets.IsEmpty ? null : new SummaryWindow(settings);

    /// <summary>Observations, also those that were not a number.</summary>
    public long Count { get; private set; }

    public double Sum { get; private set; }

    /// <summary>Counts and ranks a value; NaN is counted and makes the sum NaN, but has no rank.</summary>
    public void Observe(double value, long timeNanos)
    {
        Count++;
        Sum += value;
        TimeNanos = timeNanos;
        if (!double.IsNaN(value))
        {
            _window?.Observe(value);
        }
    }

    /// <summary>Writes count, bits of the sum, and bits of the quantiles.</summary>
    internal void CopyTo(Span<long> numbers)
    {
        numbers[0] = Count;
        numbers[1] = BitConverter.DoubleToInt64Bits(Sum);
        _window?.CopyQuantiles(numbers[2..]);
    }

    /// <summary>The window, for <see cref="Restore"/>; empty without quantiles.</summary>
    internal long[] SaveWindow() => _window?.Save() ?? [];

    /// <param name="numbers">As <see cref="CopyTo"/> wrote them.</param>
    /// <param name="window">As <see cref="SaveWindow"/> gave it; what is none leaves the window empty.</param>
    internal void Restore(ReadOnlySpan<long> numbers, ReadOnlySpan<long> window)
    {
        Count = numbers[0];
        Sum = BitConverter.Int64BitsToDouble(numbers[1]);
        _window?.TryRestore(window);
    }
}
