using System.Collections.Immutable;
using LogTail.Metrics.Storage;

namespace LogTail.Metrics.Ordering;

/// <summary>
/// The order of a family's series by label, kept from one snapshot to the next: while none was removed, only the new
/// ones are sorted and merged in. Any thread may ask.
/// </summary>
internal sealed class SampleOrderCache(ImmutableArray<LabelKey> keys)
{
    // Swapped whole; of two scrapes at once either may win.
    private volatile Sorted _sorted = new(Generation: -1, []);

    public int[] Of(FrozenSeries series)
    {
        var known = _sorted;
        if (known.Generation != series.Generation)
        {
            known = new Sorted(series.Generation, []);
        }

        if (known.Order.Length == series.Count)
        {
            return known.Order;
        }

        if (known.Order.Length > series.Count)
        {
            // An older snapshot is written after a younger one: what is kept is better than what this would leave.
            return SampleSorter.Extend(series, keys, []);
        }

        var order = SampleSorter.Extend(series, keys, known.Order);
        _sorted = new Sorted(series.Generation, order);
        return order;
    }

    private sealed record Sorted(int Generation, int[] Order);
}
