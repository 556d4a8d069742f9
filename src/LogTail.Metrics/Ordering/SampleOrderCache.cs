using System.Collections.Immutable;
using LogTail.Metrics.Storage;

namespace LogTail.Metrics.Ordering;

/// <summary>
/// The order of a family's series by label, kept from one snapshot to the next: while none was removed, only the new
/// ones are sorted and merged in. Any thread may ask.
/// </summary>
internal sealed class SampleOrderCache(ImmutableArray<LabelKey> keys)
{
    // Swapped whole; two scrapes at once may both compute the same order.
    private volatile Sorted _sorted = new(Generation: -1, []);

    public ReadOnlySpan<int> Of(FrozenSeries series)
    {
        var known = _sorted;
        if (known.Generation == series.Generation && known.Order.Length == series.Count)
        {
            return known.Order;
        }

        // An older snapshot may be written after a younger one; it then sorts for itself.
        var reusable = known.Generation == series.Generation && known.Order.Length < series.Count ? known.Order : [];
        var order = SampleSorter.Extend(series, keys, reusable);
        _sorted = new Sorted(series.Generation, order);
        return order;
    }

    private sealed record Sorted(int Generation, int[] Order);
}
