using System.Collections.Immutable;
using LogTail.Metrics.SelfMetrics;

namespace LogTail.Metrics;

/// <summary>
/// The values of a store at one moment, which any number of threads may read and write out. Dispose it when the last
/// of them is done, so that the next one need not allocate; who forgets loses only that.
/// </summary>
public sealed class MetricSnapshot : IDisposable
{
    private readonly bool _isView;

    // Who still reads it; the memory goes back with the last. Never rises from 0.
    private int _readers = 1;

    internal MetricSnapshot(ImmutableArray<FamilySnapshot> families, bool isView = false)
    {
        Families = families;
        _isView = isView;
    }

    /// <summary>In the order in which the store got them.</summary>
    public ImmutableArray<FamilySnapshot> Families { get; }

    /// <summary>What the process had counted of itself at the same moment, without readings; null when nobody took it along. Set by who took the snapshot.</summary>
    public IReadOnlyList<SelfFamilySnapshot>? SelfCounts { get; set; }

    /// <summary>The same values for one of many readers. Disposing of a view does nothing, so the snapshot itself must be left to the collector.</summary>
    /// <param name="includeHidden">False: without hidden families.</param>
    public MetricSnapshot View(bool includeHidden) =>
        new([.. Families.Where(family => includeHidden || !family.Description.Hidden)], isView: true);

    /// <summary>Takes part in reading it; each who does disposes of it once. Safe from any thread.</summary>
    /// <returns>False when it was given back already.</returns>
    public bool TryShare()
    {
        while (true)
        {
            var readers = Volatile.Read(ref _readers);
            if (readers == 0)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _readers, readers + 1, readers) == readers)
            {
                return true;
            }
        }
    }

    /// <summary>One reader is done; with the last one the memory is given back.</summary>
    public void Dispose()
    {
        if (_isView || Interlocked.Decrement(ref _readers) != 0)
        {
            return;
        }

        foreach (var family in Families)
        {
            family.Release();
        }
    }
}
