using System.Collections.Immutable;

namespace LogTail.Metrics;

/// <summary>
/// The values of a store at one moment, which any number of threads may read and write out. Dispose it when the last
/// of them is done, so that the next one need not allocate; who forgets loses only that.
/// </summary>
public sealed class MetricSnapshot : IDisposable
{
    private readonly bool _isView;

    internal MetricSnapshot(ImmutableArray<FamilySnapshot> families, bool isView = false)
    {
        Families = families;
        _isView = isView;
    }

    /// <summary>In the order in which the store got them.</summary>
    public ImmutableArray<FamilySnapshot> Families { get; }

    /// <summary>The same values for one of many readers. Disposing of a view does nothing, so the snapshot itself must be left to the collector.</summary>
    /// <param name="includeHidden">False: without hidden families.</param>
    public MetricSnapshot View(bool includeHidden) =>
        new([.. Families.Where(family => includeHidden || !family.Description.Hidden)], isView: true);

    /// <summary>Gives the memory back; nobody may read this any more.</summary>
    public void Dispose()
    {
        if (_isView)
        {
            return;
        }

        foreach (var family in Families)
        {
            family.Release();
        }
    }
}
